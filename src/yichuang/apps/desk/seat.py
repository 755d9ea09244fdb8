"""At which window a clerk sits: the one chosen for this session, else his own."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest

from yichuang.apps.organization.models import Post, Window
from yichuang.apps.organization.queries import windows_served_by

KEY = "window"


@dataclass(frozen=True)
class Seat:
    """Where a clerk sits now, and where else he may sit."""

    window: Window
    windows: tuple[Window, ...]

    @property
    def letter(self) -> str:
        """ "A" or "B": which of the window's two handlers sits here (D5.1.6); empty for neither."""
        return "A" if self.window.is_a else "B" if self.window.is_b else ""

    def serves(self, window_id: int | None) -> bool:
        return any(one.pk == window_id for one in self.windows)


def seat_of(request: HttpRequest) -> Seat | None:
    """The clerk's seat in one query; None for a person who serves no window."""
    posts = Post.objects.filter(window=OuterRef("pk"))
    is_a, is_b = Exists(posts.filter(a=request.user)), Exists(posts.filter(b=request.user))
    windows = {one.pk: one for one in windows_served_by(request.user).annotate(is_a=is_a, is_b=is_b)}
    chosen = windows.get(request.session.get(KEY)) or windows.get(request.user.window_id)
    window = chosen or next(iter(windows.values()), None)
    return Seat(window, tuple(windows.values())) if window else None


def window_here(request: HttpRequest) -> Window:
    """The window alone, without a query for a clerk who sits at his own; else as `require_seat`."""
    own = request.user.window
    if own is not None and request.session.get(KEY) in (None, own.pk):
        return own
    return require_seat(request).window


def require_seat(request: HttpRequest) -> Seat:
    """As `seat_of`; raises Http404 for a person who serves no window, for whom there is no desk."""
    seat = seat_of(request)
    if seat is None:
        raise Http404
    return seat
