"""Cleans one file in a process of its own: bytes in, a line of facts and the new bytes out. Run by `apart`.

A decoder that is led astray by a made-up file takes this process down and not the hall; it has no key, no database
and little time and memory.
"""

import json
import resource
import sys
from dataclasses import asdict

from yichuang.integrations.scans.values import BadScan, Bounds, Cleaned, ScanFault

MOST_MEMORY = 1536 * 1024**2
MOST_SECONDS = 40
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
PAPERS = (b"%PDF-",)


def clean(content: bytes, bounds: Bounds) -> Cleaned:
    """The file made anew, by what it is and not by what it is called. Raises BadScan."""
    if not content:
        raise BadScan(ScanFault.EMPTY)
    if len(content) > bounds.most_bytes:
        raise BadScan(ScanFault.TOO_LARGE)
    if content.startswith(PICTURES):
        from yichuang.integrations.scans.pictures import clean_picture

        return clean_picture(content, bounds)
    if content.startswith(PAPERS):
        from yichuang.integrations.scans.papers import clean_paper

        return clean_paper(content, bounds)
    raise BadScan(ScanFault.OTHER_KIND)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        made = clean(sys.stdin.buffer.read(), Bounds(**json.loads(sys.argv[1])))
    except BadScan as bad:
        answer, parts = {"fault": bad.code.value}, ()
    except MemoryError:
        answer, parts = {"fault": ScanFault.TOO_HARD.value}, ()
    else:
        facts = asdict(made)
        parts = (facts.pop("content"), facts.pop("preview"))
        answer = facts | {"lengths": [len(part) for part in parts]}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(parts))


if __name__ == "__main__":
    main()
