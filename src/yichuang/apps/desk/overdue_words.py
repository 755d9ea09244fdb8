"""Where an overdue case stands, in words and tone."""

from yichuang.core.identity import N_

STANDINGS = {
    "finish": (N_("to be finished at once"), "bad"),
    "apology": (N_("apology owed"), "warn"),
    "closed": (N_("finished and apologised for"), "good"),
    "withdrawn": (N_("withdrawn"), "quiet"),
}
