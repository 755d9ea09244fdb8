"""How often somebody may guess: failures are counted in the cache, by source and by what is guessed at."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

from yichuang.integrations.keys import sm3_hex


@dataclass(frozen=True)
class Limit:
    """So many failures within so many seconds, then none is heard until they have passed."""

    name: str
    most: int
    seconds: int


def source_of(request: HttpRequest) -> str:
    """The address of whoever asks; of an IPv6 address the network half, for the other half changes at will."""
    address = request.META.get("REMOTE_ADDR", "")
    return ":".join(address.split(":")[:4]) if ":" in address else address


def is_spent(limit: Limit, key: str) -> bool:
    """Whether this key has failed as often as it may."""
    return cache.get(_name(limit, key), 0) >= limit.most


def count(limit: Limit, key: str) -> None:
    """Notes one failure; the window runs from the first of them."""
    name = _name(limit, key)
    cache.add(name, 0, limit.seconds)
    try:
        cache.incr(name)
    except ValueError:  # it ran out between the two lines
        cache.set(name, 1, limit.seconds)


def _name(limit: Limit, key: str) -> str:
    return f"{limit.name}:{sm3_hex(key.encode('utf-8', 'surrogatepass'))}"
