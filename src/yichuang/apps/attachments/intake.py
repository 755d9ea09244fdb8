"""What somebody sends, before any transaction: read by its content, made anew, sealed, ready to be kept.

This takes a second or two for a large photo and must hold nobody up: call it before the command, never within.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from yichuang.apps.attachments import store
from yichuang.apps.audit import refuse
from yichuang.core.identity import N_, Fault, clean_text
from yichuang.integrations.scans import BadScan, Bounds, ScanFault, clean_apart
from yichuang.rulebook.worktime import load_limits

MEGA = 1_000_000
MEBI = 1024 * 1024
LONGEST_TITLE = 120
NAMELESS = "扫描件"
# What the input of a form offers to choose from; the content is judged all the same.
ACCEPT = "image/jpeg,image/png,application/pdf"

FAULTS: dict[ScanFault, tuple[str, str]] = {
    ScanFault.EMPTY: (N_("«%(name)s» is empty."), N_("Scan or photograph the paper again.")),
    ScanFault.TOO_LARGE: (
        N_("«%(name)s» is larger than %(megabytes)s MB."),
        N_("Scan with a lower resolution, or split the file."),
    ),
    ScanFault.OTHER_KIND: (
        N_("«%(name)s» is neither PDF nor JPEG nor PNG by its content."),
        N_("Scan or photograph the paper, or save it as PDF."),
    ),
    ScanFault.DAMAGED: (N_("«%(name)s» is damaged and cannot be read."), N_("Scan or photograph the paper again.")),
    ScanFault.TOO_MANY_PIXELS: (
        N_("«%(name)s» has more than %(megapixels)s million pixels."),
        N_("Scan or photograph with a lower resolution."),
    ),
    ScanFault.TOO_MANY_PAGES: (N_("«%(name)s» has more than %(pages)s pages."), N_("Split the file.")),
    ScanFault.LOCKED: (
        N_("«%(name)s» is encrypted or needs a password."),
        N_("Save it without protection, or scan it."),
    ),
    ScanFault.TOO_HARD: (
        N_("«%(name)s» could not be examined within time and memory."),
        N_("Scan or photograph the paper itself."),
    ),
}


class Sent(Protocol):
    """A file as a form hands it over."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Upload:
    """A file that was examined and made anew, sealed under its digest; `name` is what it may be called."""

    name: str
    media_type: str
    size: int
    pages: int
    width: int
    height: int
    digest: str
    sealed: bytes
    preview: str
    sealed_preview: bytes


@dataclass(frozen=True)
class Most:
    """The limits of a day: megabytes of a file, files at once, pages, million pixels, sides of picture and preview."""

    megabytes: int
    files: int
    pages: int
    megapixels: int
    side: int
    preview: int


def most(on: date) -> Most:
    """The limits in force on a day (rules/limits/attachments.toml)."""
    rules = load_limits(on)
    return Most(*(rules[f"attachment.{name}"].count or 0 for name in Most.__dataclass_fields__))


def read(file: Sent, *, on: date, field: str = "files") -> Upload:
    """Examines one file and makes it anew. Refused in words when it is empty, too large, another kind or damaged."""
    limits, name = most(on), shown_name(file.name)
    bounds = Bounds(limits.megabytes * MEBI, limits.megapixels * MEGA, limits.pages, limits.side, limits.preview)
    try:
        if (file.size or 0) > bounds.most_bytes:
            raise BadScan(ScanFault.TOO_LARGE)
        made = clean_apart(file.read(), bounds)
    except BadScan as bad:
        sentence, remedy = FAULTS[bad.code]
        refuse(f"scan_{bad.code.value}", sentence, remedy, field, name=name, megabytes=limits.megabytes,
               megapixels=limits.megapixels, pages=limits.pages)  # fmt: skip
    digest, whole = store.sealed(made.content)
    preview, small = store.sealed(made.preview) if made.preview else ("", b"")
    return Upload(
        name, made.media_type, len(made.content), made.pages, made.width, made.height, digest, whole, preview, small
    )


def read_all(files: Iterable[Sent], *, on: date, field: str = "files") -> list[Upload]:
    """Examines several files; Refused names the first that is not taken, or that they are too many."""
    given, limits = list(files), most(on)
    if len(given) > limits.files:
        refuse("too_many_files", N_("At most %(files)s files at once."), N_("Send the others afterwards."), field,
               files=limits.files)  # fmt: skip
    return [read(one, on=on, field=field) for one in given]


def shown_name(name: str | None) -> str:
    """What a file was called, without folders and ending, for people to read; never part of a path."""
    bare = (name or "").replace("\\", "/").rpartition("/")[2]
    stem = bare.rpartition(".")[0] or bare
    cleaned = clean_text(stem[:LONGEST_TITLE], max_length=LONGEST_TITLE)
    return NAMELESS if isinstance(cleaned, Fault) else cleaned.strip(" .") or NAMELESS
