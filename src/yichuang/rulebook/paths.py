"""Where the written rules lie."""

import os
from pathlib import Path

_AT_HOME = Path(__file__).resolve().parents[3] / "rules"


def rules_dir() -> Path:
    """Return the folder of the rules: `YICHUANG_RULES` when set, else `rules/` at the root of the repository."""
    override = os.environ.get("YICHUANG_RULES")
    return Path(override) if override else _AT_HOME
