"""What an Excel file that a page handed out holds."""

from io import BytesIO
from zipfile import ZipFile


def text_of(answer):
    book = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
