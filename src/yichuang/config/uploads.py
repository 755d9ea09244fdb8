"""Files on their way in: counted while they come, without a name on disk, and only where a route takes them."""

import tempfile
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from yichuang.apps.attachments.intake import MEBI, most
from yichuang.config.access import ROUTES, allows
from yichuang.core.worktime import SHANGHAI

IN_MEMORY = MEBI


class Counted(FileUploadHandler):
    """Keeps as much of each file as may come and a byte more, so that the form can say that it is too large."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        limits = most(request.now.astimezone(SHANGHAI).date())  # type: ignore[attr-defined]
        self._most_of_one = limits.megabytes * MEBI + 1
        self._left = self._most_of_one * limits.files

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begins a file without a name: whatever happens to this process, nothing of it stays behind."""
        super().new_file(*args, **kwargs)
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the request
        self._room = min(self._most_of_one, self._left)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Writes what there is room for; the rest is heard and dropped."""
        taken = raw_data[: self._room]
        self._file.write(taken)
        self._room -= len(taken)
        self._left -= len(taken)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file with the size it really had."""
        self._file.seek(0)
        return UploadedFile(self._file, self.file_name, self.content_type, file_size, self.charset)


class Dropped(FileUploadHandler):
    """Takes no file at all."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Has the parser pass over it."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: the file was passed over."""

    def file_complete(self, file_size: int) -> None:
        """There is none."""


def takes_files(request: HttpRequest) -> bool:
    """Whether the address is one that moves files, and so waits for its turn only when it changes something.

    Asked by several layers of one request, and looked up by the first.
    """
    known = getattr(request, "takes_files", None)
    if known is None:
        known = request.takes_files = _moves_files(request.path_info)  # type: ignore[attr-defined]
    return known


def _moves_files(path: str) -> bool:
    try:
        rule = ROUTES.get(resolve(path).view_name)
    except Resolver404:
        return False
    return rule is not None and rule.files


def is_sender(request: HttpRequest, person: object) -> bool:
    """Whether this person may post here at all, so that nobody else fills the disk."""
    rule = ROUTES[resolve(request.path_info).view_name]
    if not person.is_authenticated:  # type: ignore[attr-defined]
        return False
    return allows(rule.post, person.role_set, signed_in=True)  # type: ignore[attr-defined]
