from django.contrib.auth.backends import ModelBackend

from yichuang.apps.organization.models import Staff


class StaffBackend(ModelBackend):
    """Brings the signed-in person together with hall, window and department in one query."""

    def get_user(self, user_id: int) -> Staff | None:
        staff = Staff.objects.select_related("hall", "window", "department").filter(pk=user_id).first()
        return staff if staff is not None and self.user_can_authenticate(staff) else None
