"""Drafts are kept, mended, merged and split; nobody's change is undone unseen."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.permissions import Refused
from recommendations.services import drafts, reports
from recommendations.services.draft_fields import flowing
from recommendations.services.drafts import Stale
from safeguarding.appointments import grant
from safeguarding.models.people import Role
from tests.moments import BEGINNING, NOW
from tests.recommendations.reported import PARTS, REVIEW, SEE, TRAIN, begun, choose, draft


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def by(cast):
    return {"by": cast.coordinator, "at": NOW}


@pytest.fixture
def second(cast):
    """Another coordinator."""
    grant(cast.auditor, Role.COORDINATOR, by=cast.administrator, at=BEGINNING)
    return {"by": cast.auditor, "at": NOW}


def texts(reading):
    return [each.text for each in reading.drafts.exclude(choice="discarded")]


def letters(found):
    return [part["letter"] for part in found.parts]


# Two people at once


def test_what_another_changed_meanwhile_is_not_undone_unseen(cast, by, second):
    reading = begun(cast)
    seen = draft(reading, 1)
    drafts.revise(seen, version=seen.version, text="Mended.", **second)

    with pytest.raises(Stale, match="Aud Auditor changed this at 09:00 on 10/09/2015, after you opened it"):
        drafts.revise(seen, version=seen.version, text="Mended otherwise.", **by)
    with pytest.raises(Stale):
        drafts.choose(reading, "kept", versions={seen.pk: seen.version}, **by)

    assert (draft(reading, 1).text, draft(reading, 1).choice) == ("Mended.", "undecided")


def test_a_press_that_comes_twice_is_no_change(cast, by):
    reading = begun(cast)
    seen = {draft(reading, 1).pk: 1}

    assert [drafts.choose(reading, "kept", versions=seen, **by) for _ in range(2)] == [1, 0]


def test_one_stale_draft_leaves_all_undecided(cast, by, second):
    reading = begun(cast)
    seen = {each.pk: each.version for each in reading.drafts.all()}
    drafts.revise(draft(reading, 3), version=1, text="Mended.", **second)

    with pytest.raises(Stale):
        drafts.choose(reading, "kept", versions=seen, **by)

    assert {each.choice for each in reading.drafts.all()} == {"undecided"}


def test_once_recorded_its_drafts_are_closed(cast, by):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    reports.record(reading, **by)

    with pytest.raises(ValidationError, match="recorded while you had this page open"):
        drafts.revise(draft(reading, 1), version=2, text="Mended.", **by)
    with pytest.raises(ValidationError, match="recorded while you had this page open"):
        drafts.merge(draft(reading, 1), draft(reading, 2), version=2, other_version=2, **by)


def test_drafts_are_for_the_coordinator(cast):
    with pytest.raises(Refused):
        choose(begun(cast), "kept", 1, by=cast.dcc)


# Added


def test_one_that_was_missed_is_added_in_its_place_and_kept(cast, by):
    reading = begun(cast)

    added = drafts.add(reading, after=draft(reading, 1), text="Missed.", **by)

    assert texts(reading)[:4] == [SEE, "Missed.", REVIEW, TRAIN]
    assert added.choice == "kept"
    assert drafts.add(reading, text="The last.", **by).order == reading.drafts.count()


# Merged


def test_two_are_joined_in_the_earlier_which_is_decided_again(cast, by):
    reading = begun(cast)
    choose(reading, "kept", by=cast.coordinator)
    later, earlier = draft(reading, 3), draft(reading, 1)
    earlier = drafts.revise(earlier, version=earlier.version, page_reference="page 4", **by)
    said = {"page_reference": "page 9", "status": "Accepted", "status_by": "The panel"}
    later = drafts.revise(later, version=later.version, **said, **by)

    joined = drafts.merge(later, earlier, version=later.version, other_version=earlier.version, **by)

    assert joined == earlier
    assert joined.text == f"{SEE}\n\n{TRAIN}"
    assert [place["words"] for place in joined.places] == [SEE, TRAIN]
    assert joined.choice == "undecided"
    assert (joined.page_reference, joined.status, joined.status_by) == ("page 4; page 9", "Accepted", "The panel")
    assert (draft(reading, 3).choice, draft(reading, 3).merged_into) == ("discarded", joined)


def test_two_time_limits_become_two_sub_parts_each_with_its_addressee_and_the_first_status_stays(cast, by):
    reading = begun(cast)
    drafts.revise(draft(reading, 1), version=1, status="Accepted", **by)
    drafts.revise(draft(reading, 3), version=1, status="Refused", ours=False, **by)

    joined = drafts.merge(draft(reading, 1), draft(reading, 3), version=2, other_version=2, **by)

    told = [(part["letter"], part["text"], part["timescale"], part["ours"]) for part in joined.parts]
    assert told == [("a", SEE, "immediately", True), ("b", TRAIN, "within six months", False)]
    assert joined.status == "Accepted"


def test_sub_parts_that_share_a_letter_take_the_next(cast, by):
    reading = begun(cast)
    halves = draft(reading, 2), drafts.split(draft(reading, 2), version=1, at_part=1, **by)
    drafts.revise(halves[1], version=1, parts=[halves[1].parts[0] | {"letter": "a"}], **by)

    joined = drafts.merge(halves[0], halves[1], version=2, other_version=2, **by)

    assert joined.text == REVIEW
    assert [(part["letter"], part["text"]) for part in joined.parts] == [("a", PARTS[0]), ("b", PARTS[1])]


def test_what_was_merged_can_be_taken_back(cast, by):
    reading = begun(cast)
    drafts.merge(draft(reading, 1), draft(reading, 3), version=1, other_version=1, **by)

    choose(reading, "undecided", 3, by=cast.coordinator)

    assert (draft(reading, 3).choice, draft(reading, 3).merged_into) == ("undecided", None)


def test_what_was_merged_and_is_kept_after_all_is_no_longer_part_of_the_other(cast, by):
    reading = begun(cast)
    drafts.merge(draft(reading, 1), draft(reading, 3), version=1, other_version=1, **by)

    drafts.revise(draft(reading, 3), version=2, choice="kept", **by)

    assert (draft(reading, 3).choice, draft(reading, 3).merged_into) == ("kept", None)


def test_what_was_merged_and_is_put_right_stays_part_of_the_other(cast, by):
    reading = begun(cast)
    drafts.merge(draft(reading, 1), draft(reading, 3), version=1, other_version=1, **by)

    drafts.revise(draft(reading, 3), version=2, text="Mended.", **by)

    assert draft(reading, 3).merged_into == draft(reading, 1)


# Split


def test_one_is_split_at_a_sub_part_and_both_have_the_words_before(cast, by):
    reading = begun(cast)

    other = drafts.split(draft(reading, 2), version=1, at_part=1, **by)

    first = draft(reading, 2)
    assert (first.text, letters(first), other.text, letters(other)) == (REVIEW, ["a"], REVIEW, ["b"])
    assert texts(reading)[3] == TRAIN


def test_one_is_split_at_a_place_in_its_words(cast, by):
    reading = begun(cast)
    whole = drafts.revise(draft(reading, 1), version=1, text="See the child. Write it down.", reference="4", **by)

    other = drafts.split(whole, version=whole.version, at_letter=15, **by)

    first = draft(reading, 1)
    assert (first.text, first.reference) == ("See the child.", "4")
    assert (other.text, other.reference, other.timescale) == ("Write it down.", "", "immediately")


@pytest.mark.parametrize("where", [{"at_part": 0}, {"at_part": 2}, {"at_letter": 0}])
def test_neither_half_is_empty(where, cast, by):
    reading = begun(cast)

    with pytest.raises(ValueError, match="words of its own"):
        drafts.split(draft(reading, 2), version=1, **where, **by)


# Where it was found


def test_line_ends_of_the_page_are_let_go_and_those_of_lists_kept():
    words = "The force should\nreview:\n\n\n• its logs\nand files\na) its calls\n\nBy May"

    assert flowing(words) == "The force should review:\n\n• its logs and files\na) its calls\n\nBy May"
