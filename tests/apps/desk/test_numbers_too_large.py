"""A number that no row can have is a page that is not there, whoever asks: never a 500."""

import pytest
from django.urls import reverse

PAGES = ("archive", "archive_move", "assignment", "doubt_keep", "finding", "finding_confirm", "instruction", "loan",
         "loan_decide", "phone_entry", "recalculation", "rulebook_discard", "rulebook_version", "sheet_answer",
         "stock_card", "stock_retire", "ticket_book")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["assessor", "office.b", "leader.charge"])
@pytest.mark.parametrize("name", PAGES)
def test_there_is_no_such_page(signed_in, name, who):
    client, address = signed_in(who), reverse(f"desk:{name}", args=[10**30])
    assert client.get(address).status_code in (403, 404, 405)
    assert client.post(address, {"reason": "样例"}).status_code in (403, 404, 405)
