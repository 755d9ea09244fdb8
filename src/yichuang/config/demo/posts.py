"""Who holds a post in the sample hall."""

from yichuang.apps.organization.models import Hall, Staff
from yichuang.apps.organization.queries import staff_of
from yichuang.apps.organization.roles import Role


def holder_of(hall: Hall, role: Role) -> Staff | None:
    """The first active person with a role; None when nobody has it."""
    return next((one for one in staff_of(hall).filter(is_active=True) if one.has(role)), None)
