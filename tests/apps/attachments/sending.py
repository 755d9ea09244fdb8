"""Files as a form sends them, and what lies in the store afterwards."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.integrations.scans import samples
from yichuang.apps.attachments import commands, intake
from yichuang.apps.audit import command, record


def a_file(content=None, name="样例.jpg"):
    return SimpleUploadedFile(name, samples.jpeg() if content is None else content)


def an_upload(now, content=None, name="样例.jpg"):
    return intake.read(a_file(content, name), on=now.date())


def stored():
    """The files of the store by their digests, drafts and leftovers among them."""
    folder = settings.ATTACHMENTS
    files = folder.glob("??/*") if folder.exists() else ()
    return {one.parent.name + one.name: one for one in files}


@command
def keep(*, by, now, hall, **given):
    """What another app's command does with a file: it keeps it and leaves its own entry."""
    made = commands.keep(hall=hall, by=by, now=now, **given)
    record(hall=hall.slug, verb="sample.kept", by=by.ref, subject=given["subject"], now=now)
    return made


@command
def withdraw(*, by, now, attachment, reason):
    """The same for taking one back."""
    made = commands.withdraw(attachment=attachment, reason=reason, by=by, now=now)
    record(hall=attachment.hall.slug, verb="sample.withdrawn", by=by.ref, subject=attachment.subject, now=now)
    return made
