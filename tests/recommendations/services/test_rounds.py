"""A round of updates: whom it asks, who drafts, who submits, and what a return records."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from inspections.models import Inspection
from recommendations.models import ProgressUpdate, Return, ReturnDraft, ReturnLine, ReturnNotice
from recommendations.permissions import Refused
from recommendations.selectors.rounds.owed import owed_returns
from recommendations.selectors.sessions.proposed import proposed
from recommendations.selectors.standings import Standings
from recommendations.services import returns, rounds
from recommendations.services.progress import post_update
from safeguarding.history import version_of
from safeguarding.roles import authority
from tests.moments import NOW, london
from tests.recommendations.rounds import BY, COMMISSIONED, commission, drafted, submit
from tests.walk import begin, handed_over, recommend, support, withdraw


def owed(person, at=NOW):
    return [
        (one.post.title, one.actions, one.filled)
        for one in owed_returns(authority(person, at).posts, Standings(person, now=at))
    ]


def lines(returned):
    return [(line.action_id, line.update.no_change_because or line.update.done) for line in returned.lines.all()]


def messages(error):
    return error.value.message_dict


# Whom it asks


def test_each_post_with_an_action_in_progress_owes_one_return(cast):
    begin(cast), begin(cast)
    done = begin(cast)
    recommend(done, by=cast.owner)
    support(done, by=cast.dcc)
    commission(cast)
    begin(cast, at=NOW)

    assert owed(cast.owner) == [("Detective Chief Inspector", 2, 0)]
    assert owed(cast.other_owner) == []


def test_it_asks_about_chosen_inspections_only(cast):
    one, _ = begin(cast), begin(cast)
    commission(cast, inspections=Inspection.objects.filter(recommendations__parts__coverages__action=one))

    assert owed(cast.owner) == [("Detective Chief Inspector", 1, 0)]


def test_a_round_that_asks_nobody_or_by_a_day_that_has_been_is_refused(cast):
    with pytest.raises(ValidationError, match="No action in progress"):
        commission(cast)
    begin(cast)
    with pytest.raises(ValidationError, match="after today"):
        commission(cast, returns_by=COMMISSIONED.date())


def test_an_action_that_is_handed_over_takes_its_question_and_its_draft_along(cast):
    action = begin(cast)
    asked = commission(cast)
    returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Trained.")], by=cast.owner, at=NOW)
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=NOW)

    assert owed(cast.owner) == []
    assert owed(cast.other_owner) == [("Chief Inspector", 1, 1)]


def test_what_is_withdrawn_meanwhile_is_owed_by_nobody(cast):
    action = begin(cast)
    commission(cast)
    withdraw(action, by=cast.dcc, at=NOW)

    assert owed(cast.owner) == []


# Drafted and submitted


def test_the_owner_submits_and_each_row_is_an_update(cast):
    one, other = begin(cast), begin(cast)
    asked = commission(cast)

    typed = (
        drafted(one, done="Thirty logs sampled.", assessment="on-target"),
        drafted(other, no_change_because="The council meets in October."),
    )
    returned = submit(asked, cast.posts.owner, *typed, by=cast.owner)

    assert lines(returned) == [(one.pk, "Thirty logs sampled."), (other.pk, "The council meets in October.")]
    assert {(update.recorded_by, update.recorded_at) for update in ProgressUpdate.objects.all()} == {(cast.owner, NOW)}
    assert (owed(cast.owner), list(ReturnDraft.objects.all())) == ([], [])


def test_a_colleague_drafts_and_the_owner_submits(cast):
    action = begin(cast)
    asked = commission(cast)
    typed = [drafted(action, done="Trained.")]

    assert returns.keep_drafts(asked, cast.posts.owner, typed, by=cast.other_owner, at=NOW) == 1
    with pytest.raises(Refused, match="whoever holds the post Detective Chief Inspector"):
        returns.submit_return(asked, cast.posts.owner, by=cast.other_owner, at=NOW)

    returned = returns.submit_return(asked, cast.posts.owner, by=cast.owner, at=NOW)
    assert (lines(returned), returned.recorded_by) == ([(action.pk, "Trained.")], cast.owner)


def test_what_sql_wrote_into_a_draft_is_submitted_once_its_owner_saved_it_and_not_before(cast):
    action = begin(cast)
    asked = commission(cast)
    returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Begun.")], by=cast.other_owner, at=NOW)
    ReturnDraft.objects.update(done="All done.")

    with pytest.raises(ValidationError) as error:
        returns.submit_return(asked, cast.posts.owner, by=cast.owner, at=NOW)
    assert "what is drafted for it was changed in the database" in messages(error)[f"done_{action.pk}"][0]
    assert ProgressUpdate.objects.count() == 0

    shown = drafted(action, version=1, done="All done.")
    assert lines(submit(asked, cast.posts.owner, shown, by=cast.owner)) == [(action.pk, "All done.")]


@pytest.mark.parametrize("name", ["dcc", "opcc", "auditor", "partner", "nobody"])
def test_nobody_else_drafts(cast, name):
    action = begin(cast)
    asked = commission(cast)

    with pytest.raises(Refused):
        returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Done.")], by=getattr(cast, name), at=NOW)


def test_a_row_without_words_is_named_and_nothing_is_recorded(cast):
    one, other = begin(cast), begin(cast)
    asked = commission(cast)

    with pytest.raises(ValidationError) as error:
        submit(asked, cast.posts.owner, drafted(one, done="Trained."), by=cast.owner)

    assert messages(error) == {f"done_{other.pk}": [f"Action {other.pk}: enter an update, or why nothing has changed"]}
    assert (Return.objects.count(), ProgressUpdate.objects.count(), ReturnDraft.objects.count()) == (0, 0, 1)


def test_what_was_posted_since_answers_for_its_action(cast):
    action = begin(cast)
    post_update(action, done="Before.", by=cast.owner, at=london(2015, 8, 1))
    asked = commission(cast)
    since = post_update(action, done="Since.", by=cast.owner, at=london(2015, 8, 25))

    returned = returns.submit_return(asked, cast.posts.owner, by=cast.owner, at=NOW)

    assert [line.update for line in returned.lines.all()] == [since]
    assert ProgressUpdate.objects.count() == 2


def test_what_came_to_the_post_later_is_returned_by_itself(cast):
    mine, theirs = begin(cast), begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 19))
    asked = commission(cast)
    submit(asked, cast.posts.owner, drafted(mine, done="Trained."), by=cast.owner)
    handed_over(theirs, cast.posts.owner, by=cast.coordinator, at=NOW)

    assert owed(cast.owner) == [("Detective Chief Inspector", 1, 0)]
    submit(asked, cast.posts.owner, drafted(theirs, done="Taken over."), by=cast.owner)
    assert [line.action for line in ReturnLine.objects.all()] == [mine, theirs]


def test_nothing_is_returned_twice(cast):
    action = begin(cast)
    asked = commission(cast)
    submit(asked, cast.posts.owner, drafted(action, done="Trained."), by=cast.owner)

    with pytest.raises(ValidationError, match="returned already"):
        returns.submit_return(asked, cast.posts.owner, by=cast.owner, at=NOW)


def test_of_two_who_draft_the_second_reads_what_the_first_wrote(cast):
    action = begin(cast)
    asked = commission(cast)
    returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Theirs.")], by=cast.other_owner, at=NOW)

    with pytest.raises(ValidationError) as error:
        returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Mine.")], by=cast.owner, at=NOW)

    [told] = messages(error)[f"done_{action.pk}"]
    assert told.startswith("Otto Other-Owner wrote “Theirs.” here at 09:00 on 10/09/2015, after you opened it.")
    assert ReturnDraft.objects.get().done == "Theirs."
    emptied = [drafted(action, version=1)]
    returns.keep_drafts(asked, cast.posts.owner, emptied, by=cast.other_owner, at=NOW)
    with pytest.raises(ValidationError, match="Otto Other-Owner emptied it here"):
        returns.keep_drafts(asked, cast.posts.owner, [drafted(action, version=1, done="Mine.")], by=cast.owner, at=NOW)


def test_a_foreign_action_is_not_drafted(cast):
    begin(cast)
    theirs = begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 19))
    asked = commission(cast)

    with pytest.raises(ValidationError, match="no longer asked for here"):
        returns.keep_drafts(asked, cast.posts.owner, [drafted(theirs, done="Done.")], by=cast.owner, at=NOW)


# What nobody returned


def test_what_was_not_returned_goes_on_the_agenda_unless_its_owner_was_excused(cast):
    mine, theirs, said = begin(cast), begin(cast), begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 19))
    asked = commission(cast)
    rounds.excuse(asked, cast.posts.other_owner, why="On leave.", by=cast.coordinator, at=COMMISSIONED)
    post_update(said, done="Since.", by=cast.owner, at=london(2015, 8, 25))
    commission(cast, at=london(2015, 8, 25), actions=[said])  # about that alone, so not the last of the others

    on = {
        at: [matter.on_action for matter, _ in proposed(cast.dcc, ["no-return"], at=at)] for at in (COMMISSIONED, NOW)
    }

    assert on == {COMMISSIONED: [], NOW: [mine.pk]}  # nothing is missing before its day


# Kept by the coordinator


def test_a_post_is_chased_once_a_day_and_hears_of_it(cast):
    begin(cast)
    asked = commission(cast)
    notice = rounds.chase(asked, cast.posts.owner, by=cast.coordinator, at=NOW)

    with pytest.raises(ValidationError, match="chased today already"):
        rounds.chase(asked, cast.posts.owner, by=cast.coordinator, at=NOW)
    assert [one.chased for one in owed_returns([cast.posts.owner.pk], Standings(cast.owner, now=NOW))] == [notice]


def test_who_is_excused_owes_nothing_until_they_are_chased(cast):
    begin(cast)
    asked = commission(cast)
    rounds.excuse(asked, cast.posts.owner, why="On leave until October.", by=cast.staff_officer, at=COMMISSIONED)
    assert owed(cast.owner) == []

    rounds.chase(asked, cast.posts.owner, by=cast.coordinator, at=NOW)
    assert owed(cast.owner) == [("Detective Chief Inspector", 1, 0)]
    assert [one.kind for one in ReturnNotice.objects.all()] == ["excused", "chased"]


def test_a_closed_round_asks_nobody_and_takes_nothing(cast):
    action = begin(cast)
    asked = commission(cast)
    rounds.close_round(asked, why="The session was held.", by=cast.coordinator, at=NOW)

    assert owed(cast.owner) == []
    with pytest.raises(Refused, match="The round is closed"):
        submit(asked, cast.posts.owner, drafted(action, done="Late."), by=cast.owner)

    rounds.reopen_round(asked, why="Closed by mistake.", by=cast.coordinator, at=NOW)
    assert owed(cast.owner) == [("Detective Chief Inspector", 1, 0)]
    with pytest.raises(ValidationError, match="The round is open already"):
        rounds.reopen_round(asked, why="Again.", by=cast.coordinator, at=NOW)


def test_its_day_is_moved_with_a_reason(cast):
    begin(cast)
    asked = commission(cast)
    moved = {"returns_by": date(2015, 9, 10), "why": "The session was put off.", "version": version_of(asked)}
    rounds.put_round_right(asked, **moved, by=cast.coordinator, at=NOW)

    assert [(row.returns_by, row.history_change_reason) for row in asked.history.order_by("history_id")] == [
        (BY, ""),
        (date(2015, 9, 10), "The session was put off."),
    ]


@pytest.mark.parametrize("name", ["owner", "dcc", "opcc", "auditor", "administrator"])
def test_only_the_coordinator_and_the_staff_officer_keep_rounds(cast, name):
    begin(cast)
    asked = commission(cast)
    by = {"by": getattr(cast, name), "at": NOW}

    for act in (
        lambda: rounds.chase(asked, cast.posts.owner, **by),
        lambda: rounds.excuse(asked, cast.posts.owner, why="No.", **by),
        lambda: rounds.close_round(asked, why="No.", **by),
        lambda: rounds.reopen_round(asked, why="No.", **by),
        lambda: rounds.put_round_right(asked, returns_by=BY, why="No.", version=version_of(asked), **by),
    ):
        with pytest.raises(Refused):
            act()
