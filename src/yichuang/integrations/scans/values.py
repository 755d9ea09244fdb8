"""What is asked of a scan, what comes of it, and what can be wrong with it."""

from dataclasses import dataclass
from enum import StrEnum

JPEG, PDF = "image/jpeg", "application/pdf"


class ScanFault(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    TOO_HARD = "too_hard"


class BadScan(Exception):
    """A file that is not taken; `code` says why."""

    def __init__(self, code: ScanFault) -> None:
        self.code = code
        super().__init__(code.value)


@dataclass(frozen=True)
class Bounds:
    """How much a file may be: bytes, pixels of an image, pages; and the longest sides of picture and preview."""

    most_bytes: int
    most_pixels: int
    most_pages: int
    longest_side: int
    preview_side: int


@dataclass(frozen=True)
class Cleaned:
    """A file made anew. `preview` is a small JPEG of an image, empty for a PDF, which has pages instead of a size."""

    media_type: str
    content: bytes
    preview: bytes
    pages: int
    width: int = 0
    height: int = 0
