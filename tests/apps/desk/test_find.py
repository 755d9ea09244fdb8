"""The box that finds everything: straight to what bears the number, and no identity number in any address (C-35)."""

import pytest
from django.urls import reverse

from tests.cast import identity

FIND, CASES = "/desk/find/", "/desk/cases/"


class TestFind:
    def test_an_exact_number_goes_straight_there(self, cast, signed_in):
        case = cast.a_case()
        notice = case.hall.notices.get(kind="N01")
        client, address = signed_in("minzheng.a"), reverse("desk:find")
        for q, name, pk in ((case.number, "case", case.pk), (case.receipt.lower(), "case", case.pk),
                            (f" {notice.number} ", "notice", notice.pk)):  # fmt: skip
            assert client.get(address, {"q": q})["Location"] == reverse(f"desk:{name}", args=[pk])

    def test_another_window_s_number_is_not_found(self, cast, browse):
        case = cast.a_case()
        answer, text = browse("caizheng.a")("find", q=case.number)
        assert answer.status_code == 200 and "没有找到" in text

    def test_items_tickets_and_people(self, cast, browse):
        ticket = cast.a_ticket()
        page = browse("minzheng.a")
        assert ticket.number in page("find", q=ticket.number)[1]
        assert "MZ-10" in page("find", q="lsjz")[1]


class TestNumbersOfPeople:
    """The number travels in the body; what comes back has an address without it."""

    def test_all_cases_of_a_person_are_answered_to_the_form_itself(self, cast, signed_in):
        first, second = (cast.a_case(identity=identity(600)) for _ in range(2))
        answer = signed_in("minzheng.a").post(FIND, {"q": f" {identity(600)} "})
        text = answer.content.decode()
        assert answer.status_code == 200 and str(first) in text and str(second) in text
        assert "no-store" in answer["Cache-Control"] and identity(600) not in text

    def test_the_only_case_is_opened(self, cast, signed_in):
        case = cast.a_case(identity=identity(601))
        answer = signed_in("minzheng.a").post(FIND, {"q": identity(601), "place": "cases", "state": "accepted"})
        assert answer["Location"] == reverse("desk:case", args=[case.pk])

    @pytest.mark.parametrize("number", [identity(602), identity(602).lower(), identity(602)[:-1] + "9"])
    @pytest.mark.parametrize("address", [FIND, CASES])
    def test_an_address_with_a_number_is_refused(self, cast, signed_in, address, number):
        case = cast.a_case(identity=identity(602))
        client = signed_in("minzheng.a")
        answer = client.get(address, {"q": number, "state": "accepted"})
        assert (answer.status_code, answer["Location"]) == (302, address)
        text = client.get(address).content.decode()
        assert "证件号码不能写在网址中" in text and number not in text
        assert address == CASES or str(case) not in text

    @pytest.mark.parametrize("slip", [identity(603)[:-1] + "0", identity(603)[:-1] + "1", "4299991990030760"])
    def test_a_number_with_a_slip_goes_into_no_address_either(self, cast, signed_in, slip):
        answer = signed_in("minzheng.a").post(FIND, {"q": slip})
        assert answer.status_code == 200 and "Location" not in answer and slip not in answer.content.decode()

    @pytest.mark.parametrize(("sent", "to"), [
        ({"q": "低保"}, FIND + "?q=%E4%BD%8E%E4%BF%9D"), ({"q": ""}, FIND), ({}, FIND),
        ({"q": "低保", "place": "cases", "state": "accepted", "order": "due"},
         CASES + "?q=%E4%BD%8E%E4%BF%9D&state=accepted&order=due"),
    ])  # fmt: skip
    def test_other_words_go_on_to_an_address(self, signed_in, sent, to):
        assert signed_in("minzheng.a").post(FIND, sent)["Location"] == to

    def test_a_number_of_a_case_needs_no_second_step(self, cast, signed_in):
        case = cast.a_case()
        answer = signed_in("minzheng.a").post(FIND, {"q": case.number})
        assert answer["Location"] == reverse("desk:case", args=[case.pk])

    @pytest.mark.parametrize("q", ["\x00", "长" * 5000, "9" * 5000])
    def test_odd_words_break_nothing(self, signed_in, q):
        assert signed_in("minzheng.a").post(FIND, {"q": q}).status_code in (200, 302, 400)

    @pytest.mark.parametrize("address", [FIND, CASES, "/desk/"])
    def test_every_box_that_may_be_given_a_number_sends_it_in_the_body(self, signed_in, address):
        text = signed_in("minzheng.a").get(address).content.decode()
        boxes = [part.split(">")[0] for part in text.split("<form ")[1:] if 'role="search"' in part.split(">")[0]]
        assert boxes and all('method="post"' in box and f'action="{FIND}"' in box for box in boxes)
