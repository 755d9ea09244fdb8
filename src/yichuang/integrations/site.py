"""What this installation holds outside the database: the key of the sealed fields."""

from functools import cache

from django.conf import settings

from yichuang.integrations.keys import load_master_key
from yichuang.integrations.sealing import Sealer


@cache
def sealer() -> Sealer:
    """The sealer of this site. Raises KeyRefused when its file is missing or unsafe: a lost key is never replaced."""
    return Sealer(load_master_key(settings.FIELD_KEY_FILE))
