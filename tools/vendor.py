"""Put third-party assets into src/yichuang/ui/static/ui/vendor/ and write down their hashes.

Fetch the two packages once with the ordinary package client (`npm pack htmx.org@VERSION @tabler/icons@VERSION` in an
empty folder), then run `python -m tools.vendor FOLDER`. A test compares the files with VENDOR.toml.
"""

import hashlib
import re
import sys
import tarfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src/yichuang/ui/static/ui/vendor"
ICONS = (
    "adjustments", "alert-circle", "alert-triangle", "arrow-left", "arrow-right", "arrows-exchange", "bell",
    "building-community", "calendar", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
    "circle-check", "circle-x", "clock", "door", "download", "eye", "file-text", "help", "history", "home", "id",
    "info-circle", "language", "list-check", "logout", "map-pin", "message", "paperclip", "phone", "player-pause",
    "plug-connected-x", "plus", "printer", "qrcode", "receipt", "refresh", "route", "search", "star",
    "rubber-stamp", "ticket", "user", "users", "volume", "wheelchair", "x",
)  # fmt: skip


def _member(archive: Path, name: str) -> str:
    with tarfile.open(archive) as tar:
        file = tar.extractfile(f"package/{name}")
        if file is None:
            raise FileNotFoundError(name)
        return file.read().decode()


def _version(archive: Path) -> str:
    found = re.search(r"-(\d+\.\d+\.\d+)\.tgz$", archive.name)
    if not found:
        raise ValueError(f"no version in the name {archive.name}")
    return found[1]


def _symbol(archive: Path, name: str) -> str:
    drawing = _member(archive, f"icons/outline/{name}.svg")
    paths = [path for path in re.findall(r"<path[^>]*/>", drawing) if 'stroke="none"' not in path]
    return f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>'


def _sprite(archive: Path) -> str:
    symbols = "\n".join(_symbol(archive, name) for name in ICONS)
    look = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {look}>\n{symbols}\n</svg>\n'


def _entry(name: str, version: str, licence: str, files: list[str]) -> str:
    hashes = "".join(f'"{file}" = "{hashlib.sha256((VENDOR / file).read_bytes()).hexdigest()}"\n' for file in files)
    return f'[[asset]]\nname = "{name}"\nversion = "{version}"\nlicence = "{licence}"\n[asset.sha256]\n{hashes}'


def main(folder: Path) -> None:
    htmx, icons = next(folder.glob("htmx.org-2.*.tgz")), next(folder.glob("tabler-icons-3.*.tgz"))
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "htmx.min.js").write_text(_member(htmx, "dist/htmx.min.js"))
    (VENDOR / "LICENSE-htmx.txt").write_text(_member(htmx, "LICENSE"))
    (VENDOR / "icons.svg").write_text(_sprite(icons))
    (VENDOR / "LICENSE-tabler-icons.txt").write_text(_member(icons, "LICENSE"))
    entries = [
        _entry("htmx.org", _version(htmx), "0BSD", ["htmx.min.js", "LICENSE-htmx.txt"]),
        _entry("@tabler/icons", _version(icons), "MIT", ["icons.svg", "LICENSE-tabler-icons.txt"]),
    ]
    head = "# Third-party assets in this folder, made by tools/vendor.py; a test compares the hashes.\n\n"
    (VENDOR / "VENDOR.toml").write_text(head + "\n".join(entries))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
