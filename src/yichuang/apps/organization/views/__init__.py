"""Pages for signing in, the own password, people and roles, absences."""

from yichuang.apps.organization.views.signing import locked_out, password, sign_in, sign_out

__all__ = ["locked_out", "password", "sign_in", "sign_out"]
