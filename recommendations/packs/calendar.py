"""Dates as an iCalendar file (RFC 5545), for Outlook and every other calendar."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from ..selectors.calendar import CalendarDay

READ_AGAIN = timedelta(hours=6)  # after which a calendar looks anew


def ics(days: Iterable[CalendarDay], *, name: str, at: datetime) -> bytes:
    """The file with a whole day for each. name: as the calendar is called. at: when it was written (aware datetime)."""
    from icalendar import Calendar, Event  # here, since a worker that nobody's calendar asks does without its megabytes

    calendar = Calendar()
    calendar.add("prodid", "-//Safeguarding tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_filled(Event(), day, at))
    return calendar.to_ical()


def _filled(event, day, at):
    host = settings.SITE_URL.split("//")[-1].split(":")[0]
    event.add("uid", f"{day.key}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.name)
    event.add("url", settings.SITE_URL + day.url)
    event.add("transp", "TRANSPARENT")  # a date to meet keeps nobody from a meeting
    return event
