"""How instructions and matters from above stand, in words; English msgids."""

from yichuang.core.identity import N_
from yichuang.core.lifecycle import Light

STANDINGS = {
    "asked": (N_("waits for a reply"), "warn"),
    "replied": (N_("citizen to be told"), "info"),
    "told": (N_("citizen told"), "good"),
}
ASSIGNMENTS = {
    "open": (N_("being dealt with"), "info"),
    "reported": (N_("reported, to be closed"), "warn"),
    "closed": (N_("matter closed"), "good"),
}
LIGHTS = {Light.RED: N_("Past due"), Light.YELLOW: N_("Due soon"), Light.GREEN: N_("In time")}
