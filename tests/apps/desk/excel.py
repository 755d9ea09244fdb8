"""What an Excel file that a page handed out holds."""

from io import BytesIO
from zipfile import ZipFile


def text_of(answer):
    """Every part of the file, its shared texts among them."""
    book = _book(answer)
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def sheet_of(answer):
    """The cells of its first sheet."""
    return _book(answer).read("xl/worksheets/sheet1.xml").decode()


def _book(answer):
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))
