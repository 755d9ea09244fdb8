"""The roles of section 3 of the clause table; their powers stand in config/access/ and each app's permissions."""

from yichuang.rulebook.hall_values import ADMINISTRATORS, Role

__all__ = ["ADMINISTRATORS", "BUSINESS_ROLES", "Role", "joined", "parted"]

BUSINESS_ROLES = frozenset(Role) - ADMINISTRATORS


def joined(roles: frozenset[Role]) -> str:
    """Roles as they are stored: sorted codes between commas."""
    return ",".join(sorted(roles))


def parted(text: str) -> frozenset[Role]:
    return frozenset(Role(code) for code in text.split(",") if code)
