"""The inspectorate's ledger beside ours: recorded, corrected, and neither moves the other."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import PartStanding, RecommendationStanding, Verdict
from recommendations.permissions import Refused
from recommendations.services.parts import split_part
from recommendations.services.recommendations import PartDraft
from recommendations.services.verdicts import correct_verdict, record_verdict
from recommendations.standings.restate import differences
from recommendations.workflow import Ledgers, Status
from safeguarding.history import version_of
from tests.factories import InspectionFactory
from tests.moments import NOW
from tests.walk import LATER, begin, part, recommend, recommendation, reopen, support


def given(asked, by, at=NOW, outcome="still-open", **said):
    """A verdict of the inspectorate."""
    said = {"given_on": date(2015, 9, 1), "body": asked.inspection.body, "source": "Letter, page 2"} | said
    return record_verdict(asked, outcome=outcome, by=by, at=at, **{"difference": "No audit of it yet."} | said)


def ledgers(asked, at=None):
    """That of the recommendation, and those of its parts by letter."""
    whole = RecommendationStanding.objects.at(at).get(recommendation=asked)
    parts = PartStanding.objects.at(at).filter(recommendation=asked)
    return Ledgers(whole.ledgers), {row.part.letter: Ledgers(row.ledgers) for row in parts.select_related("part")}


@pytest.fixture
def completed(cast):
    """An action on parts a and b, complete."""
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    return action


@pytest.fixture
def asked(completed):
    return part(completed, "a").recommendation


def test_a_verdict_against_what_is_complete_moves_no_action_and_is_a_ledger_of_its_own(cast, completed, asked):
    given(asked, cast.coordinator, part=part(completed, "a"))
    completed.refresh_from_db()

    assert completed.status == Status.COMPLETE
    assert ledgers(asked) == (Ledgers.DISPUTED, {"a": Ledgers.DISPUTED, "b": Ledgers.NONE})
    assert ledgers(asked, at=LATER) == (Ledgers.NONE, {"a": Ledgers.NONE, "b": Ledgers.NONE})


def test_once_the_dcc_reopens_it_is_open_to_both(cast, completed, asked):
    given(asked, cast.coordinator)
    reopen(completed, by=cast.dcc, at=NOW)

    assert ledgers(asked) == (Ledgers.STILL_OPEN, {"a": Ledgers.STILL_OPEN, "b": Ledgers.STILL_OPEN})
    assert list(differences()) == []


def test_the_last_given_counts_whenever_it_was_recorded(cast, completed, asked):
    given(asked, cast.coordinator, outcome="verified", given_on=NOW.date())
    given(asked, cast.dcc, given_on=date(2015, 8, 30), part=part(completed, "b"))

    assert ledgers(asked) == (Ledgers.VERIFIED, {"a": Ledgers.VERIFIED, "b": Ledgers.VERIFIED})


def test_a_correction_counts_instead_and_one_recorded_in_error_does_not_count_any_more(cast, asked):
    first = given(asked, cast.coordinator)
    with pytest.raises(ValidationError, match="The date must be today or earlier"):
        correct_verdict(first, why="So.", seen=first.pk, given_on=date(2015, 9, 11), by=cast.coordinator, at=NOW)
    verified = correct_verdict(first, why="Misread.", seen=first.pk, outcome="verified", by=cast.coordinator, at=NOW)
    assert ledgers(asked)[0] == Ledgers.VERIFIED
    correct_verdict(first, why="Of 8, not 9.", seen=verified.pk, outcome="none", by=cast.dcc, at=NOW)

    assert ledgers(asked)[0] == Ledgers.NONE
    assert [said.outcome for said in Verdict.objects.all()] == ["still-open", "verified", "none"]


def test_a_split_part_keeps_the_verdict_that_was_given_on_its_words(cast):
    marked = InspectionFactory(audience="agencies", marking="official-sensitive")
    asked = recommendation(cast, "a", inspection=marked)
    said = given(asked, cast.coordinator)
    assert (said.audience, said.marking) == ("agencies", "official-sensitive")
    whole = asked.parts.get()
    drafts = {"first": PartDraft("See.", "a"), "second": PartDraft("Speak.", "b")}
    split_part(whole, **drafts, version=version_of(whole), why="Two things.", by=cast.coordinator, at=NOW)

    assert ledgers(asked) == (Ledgers.STILL_OPEN, {"a": Ledgers.STILL_OPEN, "b": Ledgers.STILL_OPEN})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"difference": " "}, "We have closed this. Say why they still hold it open"),
        ({"given_on": date(2015, 2, 10)}, "The report was published on 11 February 2015, and this is before it"),
        ({"given_on": date(2015, 9, 11)}, "The date must be today or earlier"),
        ({"grade": "some", "claimed": "fully", "outcome": "verified", "difference": ""}, "Say why their grade"),
        ({"outcome": "none"}, "only_a_correction_takes_a_verdict_back"),
    ],
)
def test_what_cannot_be_so_is_refused_in_words(cast, asked, said, told):
    with pytest.raises(ValidationError, match=told):
        given(asked, cast.coordinator, **said)


@pytest.mark.parametrize("who", ["owner", "issue_owner", "opcc", "partner", "staff_officer", "administrator"])
def test_no_owner_and_nobody_outside_the_force_records_one(cast, asked, who):
    with pytest.raises(Refused, match="This is for the inspection coordinator or the DCC"):
        given(asked, getattr(cast, who))
