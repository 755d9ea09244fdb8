"""Run in the hall of a journey: a promised matter that was completed too late, by the real commands (D2.5.2)."""

import sys
from datetime import datetime


def main(begun: str, ended: str) -> None:
    """Takes the matter in at one moment and completes it at the other; prints its number."""
    import django

    django.setup()
    from tests.cast import Cast
    from yichuang.apps.organization.models import Hall
    from yichuang.core.lifecycle import State

    cast = Cast(Hall.objects.get(), datetime.fromisoformat(begun))
    case = cast.advance(cast.a_case(at=State.APPROVED), State.COMPLETED, datetime.fromisoformat(ended))
    sys.stdout.write(case.number)


if __name__ == "__main__":
    main(*sys.argv[1:])
