"""Follow-up checks: made by a post, asked again until answered, followed by the next where they recur."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from recommendations.models import FollowUpCheck
from recommendations.permissions import Refused
from recommendations.services import checks
from recommendations.services.as_shown import ChangedMeanwhile
from safeguarding.history import version_of
from tests.moments import NOW
from tests.walk import DECIDED, taken_to


@pytest.fixture
def complete(cast):
    return taken_to("complete", cast)


def set_by_dcc(cast, action, **asked):
    asked = {"what": "Repeat of the audit", "due_on": date(2015, 9, 7)} | asked
    return checks.set_check(action, **asked, by=cast.dcc, at=DECIDED)


def answer(check, by, lasted=True, **said):
    said = {"done_on": date(2015, 9, 9), "found": "18 of 20."} | said
    return checks.record_check(check, lasted=lasted, **said, by=by, at=NOW)


def to_come():
    return [(check.what, check.due_on) for check in FollowUpCheck.objects.to_come()]


def test_one_that_recurs_is_followed_by_the_next_that_is_to_come(cast, complete):
    check = set_by_dcc(cast, complete, owner=cast.posts.other_owner, due_on=date(2013, 9, 10), every_months=12)
    answer(check, by=cast.other_owner)

    assert to_come() == [("Repeat of the audit", date(2016, 9, 10))]
    following = FollowUpCheck.objects.get(follows=check)
    assert (following.owner, following.every_months) == (cast.posts.other_owner, 12)


def test_what_cannot_be_said_yet_is_asked_again_on_a_day(cast, complete):
    check = set_by_dcc(cast, complete)
    with pytest.raises(ValidationError, match="Enter when it is looked at again"):
        answer(check, by=cast.owner, lasted=None)
    answer(check, by=cast.owner, lasted=None, again_on=date(2015, 11, 23))

    check.refresh_from_db()
    assert (check.done_on, check.lasted) == (date(2015, 9, 9), None)
    assert to_come() == [("Repeat of the audit", date(2015, 11, 23))]


def test_one_that_is_answered_is_asked_no_more(cast, complete):
    check = set_by_dcc(cast, complete)
    answer(FollowUpCheck.objects.get(), by=cast.owner, lasted=False)

    assert to_come() == []
    with pytest.raises(ChangedMeanwhile):
        answer(check, by=cast.owner)


def test_only_the_post_that_makes_it_and_the_owners_answer_it(cast, complete):
    check = set_by_dcc(cast, complete, owner=cast.posts.other_owner)
    for who in (cast.dcc, cast.coordinator, cast.opcc):
        with pytest.raises(Refused):
            answer(check, by=who)

    assert list(FollowUpCheck.objects.to_come().with_posts([cast.posts.owner.pk])) == []
    assert list(FollowUpCheck.objects.to_come().with_posts([cast.posts.other_owner.pk])) == [check]


def test_it_is_put_right_until_it_is_answered(cast, complete):
    check = set_by_dcc(cast, complete)
    changes = {"due_on": date(2015, 11, 23), "version": version_of(check), "why": "The week of 23 November."}
    with pytest.raises(Refused):
        checks.put_check_right(check, **changes, by=cast.coordinator, at=NOW)
    checks.put_check_right(check, **changes, by=cast.dcc, at=NOW)
    check.refresh_from_db()
    assert check.due_on == date(2015, 11, 23)

    answer(check, by=cast.owner)
    changes["version"] = version_of(check)
    with pytest.raises(ValidationError, match="This check was made"):
        checks.put_check_right(check, **changes, by=cast.dcc, at=NOW)


def called_off(check, by, **when):
    return checks.call_off_check(check, why="Set on the wrong action.", by=by, **{"at": NOW} | when)


def test_one_set_in_error_is_called_off_with_its_reason_by_who_may_change_it_and_comes_no_more(cast, complete):
    check = set_by_dcc(cast, complete, every_months=6)
    for who in (cast.coordinator, cast.opcc, cast.other_owner):
        with pytest.raises(Refused):
            called_off(check, by=who)
    called_off(check, by=cast.owner)

    assert (to_come(), FollowUpCheck.objects.get().called_off_at) == ([], NOW)
    row = check.history.first()
    assert (row.history_change_reason, row.history_user) == ("Set on the wrong action.", cast.owner)


def test_what_was_called_off_is_neither_answered_nor_changed_nor_called_off_again(cast, complete):
    check = set_by_dcc(cast, complete)
    called_off(FollowUpCheck.objects.get(), by=cast.dcc)

    for again in (answer, called_off):
        with pytest.raises(ChangedMeanwhile, match="Set on the wrong action"):
            again(check, by=cast.owner)
    with pytest.raises(ValidationError, match="This check was called off"):
        changes = {"due_on": date(2015, 11, 23), "version": version_of(check), "why": "That week."}
        checks.put_check_right(check, **changes, by=cast.dcc, at=NOW)


def test_what_was_answered_is_not_called_off_nor_by_the_database(cast, complete):
    check = set_by_dcc(cast, complete)
    answer(FollowUpCheck.objects.get(), by=cast.owner)

    with pytest.raises(ChangedMeanwhile):
        called_off(check, by=cast.dcc)
    with pytest.raises(IntegrityError, match="a_check_that_was_made_is_not_called_off"), transaction.atomic():
        QuerySet(FollowUpCheck).filter(pk=check.pk).update(called_off_at=NOW)
