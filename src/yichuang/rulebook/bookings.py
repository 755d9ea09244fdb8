"""Reads what a hall's file says of bookings and of the duty roster."""

from yichuang.core.sentences import N_
from yichuang.rulebook.booking_values import BookingRules, BookingWindowRules, HomeClassRules, RosterRules
from yichuang.rulebook.toml_reader import Table, refuse_twice

LONGEST_AHEAD, LONGEST_SLOT = 90, 240
SUNDAY = 7


def read_booking(table: Table) -> BookingRules:
    windows = table.each("windows", _window)
    classes = table.each("classes", _class)
    refuse_twice(table, "windows", tuple(each.window for each in windows))
    refuse_twice(table, "classes", tuple(each.code for each in classes))
    return BookingRules(
        lead_minutes=table.integer("lead_minutes"),
        early_minutes=table.integer("early_minutes"),
        grace_minutes=table.integer("grace_minutes"),
        windows=windows,
        classes=classes,
        source=table.text("source"),
    )


def read_roster(table: Table) -> RosterRules:
    return RosterRules(table.flag("weekends"), table.integer("warn_days", least=1), table.text("source"))


def _window(row: Table) -> BookingWindowRules:
    return BookingWindowRules(
        window=row.text("window"),
        minutes=_at_most(row, "minutes", LONGEST_SLOT),
        quota=row.integer("quota", least=1),
        days_ahead=_at_most(row, "days_ahead", LONGEST_AHEAD),
        weekdays=_weekdays(row),
        source=row.text("source"),
    )


def _at_most(row: Table, name: str, most: int) -> int:
    value = row.integer(name, least=1)
    if value > most:
        raise row.refuse(
            name, N_("is %(value)s"), N_("Write a whole number from 1 to %(most)s"), value=value, most=most
        )
    return value


def _weekdays(row: Table) -> tuple[int, ...]:
    """Weekdays as texts "1" (Monday) to "7"; without the key every day the hall is open."""
    written = row.optional_texts("weekdays") or tuple(str(day) for day in range(1, SUNDAY + 1))
    if any(day not in "1234567" or len(day) != 1 for day in written):
        raise row.refuse(
            "weekdays", N_("is %(value)s"), N_('Write weekdays as "1" (Monday) to "7"'), value=tuple(written)
        )
    return tuple(int(day) for day in written)


def _class(row: Table) -> HomeClassRules:
    return HomeClassRules(
        code=row.text("code"),
        name=row.text("name"),
        english=row.text("english"),
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
        source=row.text("source"),
    )
