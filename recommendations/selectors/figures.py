"""A figure names its unit and leads to exactly the items behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from inspections.models import Inspection
from safeguarding.lib.dates import LONDON, end_of_day
from safeguarding.lib.languages import counted


@dataclass(frozen=True)
class Figure:
    """How many of what. unit: a singular noun that takes an s. url: where exactly those are, or "".

    A template prints it in words, linked where there is somewhere to go: {{ figure }} is "3 actions".
    """

    count: int
    unit: str
    url: str = ""

    def __str__(self) -> str:
        words = counted(self.count, self.unit)
        if not self.url or not self.count:
            return words
        return format_html('<a href="{}">{}</a>', self.url, words)


@dataclass(frozen=True)
class Addresses:
    """Where things are, as they stood at the same moment (`as_at`; None: as they stand).

    kept: {filter: value} by which the lists of recommendations and of actions are filtered besides.
    """

    as_at: datetime | None = None
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """To be put behind an address that then leads to the same moment: "?at=2015-08-06"; "" for now."""
        return self._at("")

    def recommendations(self, **asked: str) -> str:
        """The list of recommendations filtered by `asked`."""
        return self._at(reverse("recommendation-list"), {**self.kept, **asked})

    def actions(self, **asked: str) -> str:
        """The list of actions filtered by `asked`."""
        return self._at(reverse("action-list"), {**self.kept, **asked})

    def inspections(self) -> str:
        """The list of inspections."""
        return self._at(reverse("inspection-list"))

    def recommendation(self, pk: int) -> str:
        """The page of one recommendation."""
        return self._at(reverse("recommendation-detail", args=[pk]))

    def action(self, number: int) -> str:
        """The page of one action."""
        return self._at(reverse("action-detail", args=[number]))

    def questions(self) -> str:
        """The list of the OPCC's questions."""
        return self._at(reverse("question-list"))

    def dashboard(self, **asked: str) -> str:
        """The dashboard of what the filters keep, and `asked`."""
        return self._at(reverse("dashboard"), {**self.kept, **asked})

    def gaps(self, **asked: str) -> str:
        """The list of what the plan lacks, filtered by `asked`."""
        return self._at(reverse("gap-list"), asked)

    def changes(self, since: datetime, **asked: str) -> str:
        """The changes after `since`, filtered by `asked`."""
        period = {"from": in_address(since)} | ({"to": in_address(self.as_at)} if self.as_at else {})
        return f"{reverse('what-changed')}?{urlencode(period | asked)}"

    def inspection(self, inspection: Inspection) -> str:
        """The page of one inspection."""
        return self._at(reverse("inspection-detail", args=[inspection.slug]))

    def report(self, inspection: Inspection) -> str:
        """The progress report of an inspection."""
        return self._at(reverse("progress-report", args=[inspection.slug]))

    def _at(self, url, asked=()):
        query = [*dict(asked).items(), *([("at", in_address(self.as_at))] if self.as_at else [])]
        return f"{url}?{urlencode(query, doseq=True)}" if query else url


def in_address(moment: datetime) -> str:
    """A moment as `?at=` takes it: the day alone for the end of a day in London, else with the minute, or more exactly."""
    local = moment.astimezone(LONDON).replace(tzinfo=None)
    if moment == end_of_day(local.date()):
        return f"{local:%Y-%m-%d}"
    return local.isoformat(timespec="auto" if local.second or local.microsecond else "minutes")
