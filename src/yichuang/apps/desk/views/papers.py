"""A PDF as the answer of a page: shown, not downloaded, and never kept by the browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """The file under a name without its ending."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=f"{name}.pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
