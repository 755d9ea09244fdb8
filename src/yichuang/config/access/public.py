"""Pages without a sign-in: the reader's choices, the portal, kiosk and wall."""

from yichuang.config.access.rules import ANYONE, Rule, public

ROUTES: dict[str, Rule] = {
    # choices of the reader
    "choose_language": public(None, ANYONE),
    "choose_large_type": public(None, ANYONE),
    # public pages
    "portal:home": public(),
    "portal:guide": public(),
    "portal:item": public(),
    "portal:progress": public(ANYONE, ANYONE),
    "portal:ledger": public(),
    "portal:model_windows": public(),
    "portal:verify": public(),
    "portal:verify_enter": public(),
    "portal:rate_enter": public(ANYONE, ANYONE),
    "portal:rate": public(ANYONE, ANYONE),
    "portal:ticket": public(),
    # kiosk and wall
    "screens:kiosk": public(),
    "screens:take": public(None, ANYONE),
    "screens:taken": public(),
    "screens:slip": public(),
    "screens:display": public(),
    "screens:display_feed": public(),
}
