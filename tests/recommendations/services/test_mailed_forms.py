"""What is taken in of a form that came by mail, and that looking at one leaves the others."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.importers.returns import TypedRow
from recommendations.models import MailedForm
from recommendations.selectors.rounds.keys import RowKey
from recommendations.services import mailed_forms
from safeguarding.lib.readers.refusals import Unreadable
from tests.moments import NOW
from tests.recommendations.rounds import commission
from tests.walk import begin


@pytest.fixture
def key(cast):
    """Of the one row of the owner's return."""
    action = begin(cast)
    return RowKey(action.pk, commission(cast).pk, cast.posts.owner.pk, 0, 0)


def take_in(key, sha256, done):
    row = TypedRow("Row 2", str(key), done, "")
    return mailed_forms.take_in([row], name="return.xlsx", sender="", sha256=sha256, at=NOW)


def test_of_two_that_wait_one_is_looked_at_once_and_the_other_keeps_its_words(cast, key):
    first, second = take_in(key, "1" * 64, "Trained."), take_in(key, "2" * 64, "Bought.")
    assert take_in(key, "1" * 64, "Trained.") == first
    assert [mailed_forms.taken_before(digit * 64) for digit in "123"] == [True, True, False]

    mailed_forms.note_looked_at(first, kept=1, by=cast.owner, at=NOW)
    with pytest.raises(ValidationError, match="Nothing was kept again"):
        mailed_forms.note_looked_at(first, kept=0, by=cast.coordinator, at=NOW)

    found = MailedForm.objects.order_by("sha256").values_list("kept", "looked_at_by", "rows")
    assert list(found) == [(1, cast.owner.pk, []), (None, None, second.rows)]
    assert second.rows[0]["done"] == "Bought."


def test_a_form_of_no_round_or_post_or_of_too_many_words_is_refused(cast, key, monkeypatch):
    for gone in ("round", "post"):
        with pytest.raises(Unreadable, match="of a round that is not kept here"):
            take_in(RowKey(**vars(key) | {gone: 10**9}), "1" * 64, "Trained.")
    monkeypatch.setattr(mailed_forms, "MOST_LETTERS", 100)
    with pytest.raises(Unreadable, match="more words than a return"):
        take_in(key, "1" * 64, "Trained. " * 12)

    assert not MailedForm.objects.exists()
