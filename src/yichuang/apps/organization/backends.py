from django.contrib.auth.backends import ModelBackend

from yichuang.apps.organization.models import Staff
from yichuang.apps.organization.places import places_of

BY_KEY = (
    "SELECT s.*, h.catalog_stamp AS stamp FROM organization_staff s "
    "JOIN organization_hall h ON h.id = s.hall_id WHERE s.id = %s"
)


class StaffBackend(ModelBackend):
    """Brings the signed-in person, read anew at every request, together with hall, window and department."""

    def get_user(self, user_id: int) -> Staff | None:
        for staff in Staff.objects.raw(BY_KEY, [user_id]):
            if not self.user_can_authenticate(staff):
                return None
            places = places_of(staff.hall_id, staff.stamp)
            staff.hall = places.hall
            staff.window = places.windows.get(staff.window_id)
            staff.department = places.departments.get(staff.department_id)
            return staff
        return None
