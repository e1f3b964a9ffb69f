"""How old somebody is, and how a day and a time of day are written out."""

from datetime import date, time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


NOON = 12


def age_on(day: date, born: date) -> int:
    """Whole years lived by `day`; somebody born on 29 February grows older on 1 March."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def in_words(day: date) -> str:
    """A day as "Saturday 14 March 2026", whatever the machine's own language is."""
    return f"{WEEKDAYS[day.weekday()]} {without_weekday(day)}"


def without_weekday(day: date) -> str:
    """A day as "14 March 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def clock(at: time) -> str:
    """A time of day in the way we write it: "10.30am", "2pm", "midday", "midnight"."""
    if at in {time(0), time(NOON)}:
        return "midday" if at.hour else "midnight"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % NOON + 1}{minutes}{'pm' if at.hour >= NOON else 'am'}"
