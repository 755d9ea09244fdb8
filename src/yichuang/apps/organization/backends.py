from django.contrib.auth.backends import ModelBackend

from yichuang.apps.audit.rows import read
from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.places import places_of

OF_HALL = "JOIN organization_hall h ON h.id = hall_id WHERE organization_staff.id = %s"


class StaffBackend(ModelBackend):
    """Brings the signed-in person, read anew at every request, together with hall, window and department."""

    def get_user(self, user_id: int) -> Staff | None:
        for staff, (stamp,) in read(Staff, OF_HALL, [user_id], "h.catalog_stamp"):
            if not self.user_can_authenticate(staff):
                return None
            places = places_of(staff.hall_id, stamp)
            staff.hall = places.hall
            staff.window = places.windows.get(staff.window_id)
            staff.department = places.departments.get(staff.department_id)
            return staff
        return None
