"""The moments that tests speak of; all in London."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london(year, month, day, hour=9, minute=0):
    """An aware moment in London."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


BEGINNING = london(2013, 1, 1)  # the cast take their posts and roles
PUBLISHED = date(2015, 2, 11)  # a Wednesday; domain.md's test dates follow from it
OPENED = london(2015, 4, 2)  # inspections registered and actions opened, unless a test says otherwise
NOW = london(2015, 9, 10)
