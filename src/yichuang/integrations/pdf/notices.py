"""A notice as one A4 page in the manner of GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from yichuang.integrations.pdf.document import Block, NoticeDocument
from yichuang.integrations.pdf.engine import TooLarge, render
from yichuang.integrations.pdf.fit import STEPS, begin
from yichuang.integrations.pdf.plain import CODE_LABEL, SIGNATURE, VERIFY_BY_QR, chinese_date
from yichuang.integrations.qr import qr_drawing


def render_pdf(document: NoticeDocument) -> bytes:
    """The page as PDF bytes: one A4 page, and the same bytes each time for the same document.

    Sizes shrink in steps until the text fits. Raises DoesNotFit when it does not at the smallest legible size, and
    MissingGlyphs, naming the characters, when a name has one that no installed face can print.
    """
    page = _page(document)
    first, sure = begin(page)
    while True:
        try:
            return render("notice.typ", page | {"from": first, "sure": sure})
        except TooLarge as error:
            first, sure = error.step + 1, True


def _page(document: NoticeDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "hall": document.hall_name,
        "number": document.number,
        "addressee": f"{document.addressee}：" if document.addressee else "",
        "issuer": document.issuer or document.hall_name,
        "date": chinese_date(document.issued_on),
        "blocks": [_block(block) for block in document.sections],
        "signers": document.signers,
        "phones": document.phones,
        "seal": document.seal_text,
        "signature": list(SIGNATURE) if document.recipient_signature else [],
        "verify": _verify(document),
        "steps": [step._asdict() for step in STEPS],
    }


def _verify(document: NoticeDocument) -> dict[str, str]:
    code = f"{CODE_LABEL}：{document.verify_code}" if document.verify_code else ""
    if not document.verify_url:
        return {"svg": "", "words": "", "url": "", "code": code}
    return {
        "svg": qr_drawing(document.verify_url),
        "words": VERIFY_BY_QR,
        "url": document.verify_url,
        "code": code,
    }


def _block(block: Block) -> dict[str, Any]:
    data = {"block": block.block} | asdict(block)
    if "text" in data:  # headings and paragraphs
        data["lines"] = data.pop("text").split("\n")
    return data
