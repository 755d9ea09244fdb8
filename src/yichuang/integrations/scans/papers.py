"""PDF: opened, stripped to its pages, and written anew without scripts, files, actions and descriptions."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf

from yichuang.integrations.scans.values import PDF, BadScan, Bounds, Cleaned, ScanFault

# What a document and a page need to be seen; whatever else their dictionaries hold is dropped.
ROOT_KEYS = ("/Type", "/Pages")
PAGE_KEYS = (
    "/Type", "/Parent", "/Kids", "/Count", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents",
    "/Group",
)  # fmt: skip
# What may hide deeper, in forms and images: actions, scripts, files inside and outside, what another program left.
HIDDEN_KEYS = (
    "/A", "/AA", "/AF", "/Dests", "/EF", "/JavaScript", "/JS", "/Launch", "/Metadata", "/Names", "/OpenAction", "/OPI",
    "/PieceInfo", "/Ref", "/RichMedia", "/URI", "/XFA",
)  # fmt: skip
OUTSIDE_KEYS = ("/F", "/FFilter", "/FDecodeParms")
# Text and tables of a paper; a part that opens to more was made to fill the memory.
MOST_OPENED = 100 * 1024 * 1024


def clean_paper(content: bytes, bounds: Bounds) -> Cleaned:
    """The pages in `content` as a new PDF. Raises BadScan."""
    pikepdf.settings.set_qpdf_limits(flate_max_memory=MOST_OPENED, run_length_max_memory=MOST_OPENED)
    try:
        # A paper cut short is refused; mended, it would silently lack what was cut off.
        with Pdf.open(BytesIO(content), attempt_recovery=False) as paper:
            return _rewritten(paper, bounds)
    except pikepdf.PasswordError:
        raise BadScan(ScanFault.LOCKED) from None
    except (MemoryError, RecursionError):
        raise BadScan(ScanFault.TOO_HARD) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        # What the library raises for files cut short or put together wrongly.
        raise BadScan(ScanFault.DAMAGED) from None


def _rewritten(paper: Pdf, bounds: Bounds) -> Cleaned:
    if paper.is_encrypted:
        raise BadScan(ScanFault.LOCKED)
    pages = len(paper.pages)
    if not 0 < pages <= bounds.most_pages:
        raise BadScan(ScanFault.TOO_MANY_PAGES if pages else ScanFault.DAMAGED)
    # What was filled into a form or stamped on becomes part of the page before the rest of it goes.
    paper.flatten_annotations("all")
    _keep(paper.Root, ROOT_KEYS)
    for page in paper.pages:
        _keep(page.obj, PAGE_KEYS)
    _bare(paper.objects)
    for key in ("/Info", "/ID"):
        if key in paper.trailer:
            del paper.trailer[key]
    into = BytesIO()
    # With a name made from the content alone, the same paper gives the same bytes again.
    paper.save(into, compress_streams=True, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Cleaned(PDF, into.getvalue(), b"", pages)


def _keep(dictionary: pikepdf.Object, wanted: Iterable[str]) -> None:
    for key in [key for key in dictionary.keys() if key not in wanted]:  # noqa: SIM118 - no mapping of Python's
        del dictionary[key]


def _bare(objects: Iterable[pikepdf.Object]) -> None:
    """Takes from every object, however deep, what is no picture of a page."""
    waiting = list(objects)
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(_direct(one))
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            continue
        stream = isinstance(one, pikepdf.Stream)
        for key in (*HIDDEN_KEYS, *(OUTSIDE_KEYS if stream else ())):
            if key in one:
                del one[key]
        if stream and one.get("/Subtype") == Name("/PS"):
            # A program for the printer, which may do more than draw.
            one.write(b"")
        waiting.extend(_direct(one[key] for key in one.keys()))  # noqa: SIM118 - no mapping of Python's


def _direct(values: Iterable[object]) -> list[pikepdf.Object]:
    """Those that stand here themselves; what is only referred to comes by itself."""
    return [one for one in values if isinstance(one, pikepdf.Object) and not one.is_indirect]
