"""What is typed about bookings. Forms read and bound the input; the commands decide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yichuang.apps.desk import booking_words as words
from yichuang.apps.desk.forms.fields import Words
from yichuang.apps.organization.models import Staff
from yichuang.apps.reception.queries import HomeClass
from yichuang.core.queueing import Slot
from yichuang.core.worktime import SHANGHAI

MINUTE = "%Y-%m-%dT%H:%M"
EARLIEST, LATEST = 2000, 2100


class Moment(forms.DateTimeField):
    """Day and hour in the hall's time; years in which no hall has been open, and none will be, are refused."""

    def to_python(self, value: object) -> datetime | None:
        found = super().to_python(value)
        if found is not None and not EARLIEST <= found.year <= LATEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def moment(label: Any, *, needed: bool = True, help_text: Any = "") -> Moment:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "60"}, format=MINUTE)
    wrong = _("This is no day and hour. Write it as 2026-03-09T14:30.")
    return Moment(
        label=label, widget=widget, required=needed, help_text=help_text,
        input_formats=[MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": wrong, "required": _("Enter day and hour.")},
    )  # fmt: skip


def slot_label(slot: Slot) -> str:
    """A time with its weekday and the places left."""
    starts = slot.starts.astimezone(SHANGHAI)
    weekday = gettext(words.WEEKDAYS[starts.weekday()])
    left = gettext("%(free)s of %(quota)s free") % {"free": slot.free, "quota": slot.quota}
    return f"{starts:%m-%d} {weekday} {starts:%H:%M} · {left}"


class SlotField(forms.TypedChoiceField):
    """One of the free times of a window; the value is the moment itself."""

    def __init__(self, *, slots: Iterable[Slot] = (), blank: Any = "", **options: Any) -> None:
        super().__init__(coerce=datetime.fromisoformat, empty_value=None, **options)
        self.offer(slots, blank)

    def offer(self, slots: Iterable[Slot], blank: Any) -> None:
        free = [(one.starts.isoformat(), slot_label(one)) for one in slots if one.free]
        self.choices = [("", blank), *free]


GONE = _("This time is no longer free. Choose another time.")


class BookForm(forms.Form):
    """A booking that came by telephone, letter or e-mail. Three fields are needed, nothing else (D3.3.3)."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(one.value, _(words.CHANNELS[one])) for one in words.BY_HAND],
        widget=forms.RadioSelect, initial="phone",
        error_messages={"required": _("Choose how the citizen asked."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip
    name = Words(label=_("Name"), most=50)
    contact = Words(label=_("Telephone or address"), most=100,
                    help_text=_("By telephone a number; by letter or e-mail the address to answer to."))  # fmt: skip
    matter = Words(label=_("Matter"), most=200)
    item = Words(label=_("Service item"), most=40, required=False)
    starts_at = SlotField(label=_("Time"), required=False, error_messages={"invalid_choice": GONE})
    place = forms.ChoiceField(
        label=_("Where"), choices=[(code, _(text)) for code, text in words.PLACES.items()], widget=forms.RadioSelect,
        initial="hall", error_messages={"required": _("Choose where the service is given.")},
    )  # fmt: skip
    klass = forms.ChoiceField(label=_("Class of the applicant"), required=False,
                              error_messages={"invalid_choice": _("Choose one of these.")})  # fmt: skip
    address = Words(label=_("Address"), most=100, required=False)
    organisation = Words(label=_("Organisation"), most=100, required=False)

    def __init__(self, *args: Any, slots: Iterable[Slot], classes: Iterable[HomeClass], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_at"].offer(slots, gettext("To be arranged later"))
        self.fields["klass"].choices = [
            ("", gettext("None of these")),
            *((c.code, words.class_name(c)) for c in classes),
        ]


class HallTimeForm(forms.Form):
    """A time at the window, or another one with the reason."""

    starts_at = SlotField(
        label=_("Time"), error_messages={"invalid_choice": GONE, "required": _("Choose one of the times shown.")}
    )
    reason = Words(label=_("Reason"), most=300, required=False, help_text=_("Needed when the time is changed"))

    def __init__(self, *args: Any, slots: Iterable[Slot], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_at"].offer(slots, gettext("Choose"))


class Person(forms.ModelChoiceField):
    def label_from_instance(self, person: Staff) -> str:
        return f"{person.window} · {person.name}" if person.window else person.name


def person(label: Any) -> Person:
    said = {"required": _("Choose a person."), "invalid_choice": _("Choose one of the persons shown.")}
    return Person(label=label, queryset=Staff.objects.none(), empty_label=_("Choose"), error_messages=said)


class HomeTimeForm(forms.Form):
    """Who goes where and when (D3.3.3)."""

    staff = person(_("Who goes there"))
    starts_at = moment(_("When"))
    address = Words(label=_("Address"), most=100, required=False, help_text=_("Empty: the one given with the booking"))
    reason = Words(label=_("Reason"), most=300, required=False, help_text=_("Needed when the time is changed"))

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["staff"].queryset = people


class CancelBookingForm(forms.Form):
    reason = Words(label=_("Reason"), most=300, rows=2)


class OutcomeForm(forms.Form):
    outcome = Words(label=_("Outcome"), most=300, rows=2)


class ArrivalForm(forms.Form):
    """Who is at the door: the code, or the name with the last four digits of the telephone."""

    code = Words(label=_("Booking code"), most=20, required=False)
    name = Words(label=_("Name"), most=50, required=False)
    phone_end = Words(label=_("Last four digits of the telephone"), most=10, required=False)

    def sought(self) -> dict[str, str]:
        typed = self.cleaned_data
        return {"code": "".join(typed["code"].split()), "name": typed["name"], "phone_end": typed["phone_end"]}


class AwayForm(forms.Form):
    """The handler is away: time, requirements and contact are all needed (D4.5.4)."""

    handler = person(_("Handler who is away"))
    starts_at = moment(_("Agreed time"), help_text=_("In office hours; agree on it with the handler by telephone."))
    requirements = Words(label=_("Requirements"), most=300, rows=2, help_text=_("What the citizen brings or does"))
    name = Words(label=_("Name of the citizen"), most=50)
    contact = Words(label=_("Telephone of the citizen"), most=30)
    matter = Words(label=_("Matter"), most=200)
    told = Words(label=_("How the handler was reached, and what was said"), most=200, rows=2)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].queryset = people
