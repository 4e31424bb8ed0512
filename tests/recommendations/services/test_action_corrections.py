"""An action is put right where it was recorded wrongly, and no date goes round those who have to agree it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.permissions import Refused
from recommendations.selectors.scrutiny.item import Item
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.scrutiny.wording import WARNING
from recommendations.services.action_corrections import put_action_right
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.as_shown import ChangedMeanwhile
from recommendations.services.moves import MovedOn
from recommendations.services.scrutiny import support as support_as_seen
from safeguarding.history import version_of
from tests.moments import NOW, london
from tests.walk import begin, recommend, support, withdraw

DUE = date(2015, 5, 11)  # the inspectorate's


@pytest.fixture
def action(cast):
    return begin(cast, target_on=date(2015, 4, 30), cost_words="£100")


def put_right(action, cast, by=None, at=NOW, **changes):
    action.refresh_from_db()
    changes = {"why": "Mistyped.", "version": version_of(action)} | changes
    return put_action_right(action, by=by or cast.coordinator, at=at, **changes)


def ask(action, on, cast):
    return request_deadline(action, on, because="it", reason="Niche.", by=cast.owner, at=london(2015, 4, 20))


def test_only_the_coordinator_puts_it_right_and_not_its_owner_or_status(action, cast):
    for by in (cast.owner, cast.issue_owner, cast.dcc):
        with pytest.raises(Refused, match="This is for the inspection coordinator"):
            put_right(action, cast, by=by, text="Other.")
    with pytest.raises(TypeError, match="Not put right here: owner, status"):
        put_right(action, cast, owner=cast.posts.dcc, status="complete")


def test_words_and_cost_become_others_and_what_they_were_is_kept(action, cast):
    put_right(action, cast, text="Change the procedure.", cost_words="£1,000", unfunded=True)

    rows = action.history.order_by("history_id").values_list("text", "cost_words", "unfunded", "history_change_reason")
    assert list(rows)[-2:] == [
        ("Change the domestic abuse procedure.", "£100", False, ""),
        ("Change the procedure.", "£1,000", True, "Mistyped."),
    ]


def test_an_earlier_target_was_mistyped_and_the_original_with_it_though_another_was_refused(action, cast):
    request = ask(action, date(2015, 5, 8), cast)
    decide_deadline(request, agreed=False, reason="No.", by=cast.issue_owner, at=london(2015, 4, 21))
    put_right(action, cast, target_on=date(2015, 4, 3))

    action.refresh_from_db()
    assert (action.target_on, action.original_target_on) == (date(2015, 4, 3), date(2015, 4, 3))


def test_a_later_target_was_mistyped_only_where_the_first_was_past_when_the_action_was_opened(cast):
    action = begin(cast, target_on=date(2014, 4, 30))

    put_right(action, cast, target_on=date(2015, 4, 30))

    action.refresh_from_db()
    assert (action.target_on, action.original_target_on) == (date(2015, 4, 30), date(2015, 4, 30))
    with pytest.raises(
        ValidationError, match=r"11 May 2015 is later, which somebody has to agree\. Ask for another date"
    ):
        put_right(action, cast, target_on=DUE)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        (date(2015, 5, 12), "12 May 2015 is after the inspectorate’s date, 11 May 2015: the DCC has to agree it"),
        (date(2015, 5, 1), "1 May 2015 is later, which somebody has to agree"),
        (None, "A target is not added or taken away here"),
    ],
)
def test_a_date_that_somebody_has_to_agree_is_refused_beside_its_field(action, cast, target, why):
    with pytest.raises(ValidationError) as refused:
        put_right(action, cast, target_on=target)

    assert refused.value.message_dict == {"target": [f"{why}. Ask for another date instead."]}
    action.refresh_from_db()
    assert action.target_on == date(2015, 4, 30)


def test_a_date_that_waits_or_was_agreed_is_no_typing_error(action, cast):
    request = ask(action, date(2015, 5, 8), cast)
    with pytest.raises(ValidationError, match="waits for a decision"):
        put_right(action, cast, target_on=date(2015, 4, 3))

    decide_deadline(request, agreed=True, reason="Yes.", by=cast.issue_owner, at=london(2015, 4, 21))
    with pytest.raises(ValidationError, match="8 May 2015 was agreed, so it is not a typing error"):
        put_right(action, cast, target_on=date(2015, 4, 3))


def test_once_it_is_complete_only_its_dates_stay_and_once_withdrawn_all_of_it(action, cast):
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    with pytest.raises(ValidationError, match="The action is complete"):
        put_right(action, cast, target_on=date(2015, 4, 3))
    assert put_right(action, cast, text="Other.").text == "Other."

    other = begin(cast)
    withdraw(other, by=cast.dcc)
    with pytest.raises(ValidationError, match="The action is withdrawn"):
        put_right(other, cast, text="Other.")


def test_the_dcc_does_not_sign_off_words_that_became_others_unseen_and_is_told(action, cast):
    recommend(action, by=cast.owner)
    seen = state_digest(action)
    assert WARNING not in Item(action, cast.dcc, at=NOW).conflicts

    put_right(action, cast, text="Other.", at=london(2015, 8, 5))

    with pytest.raises(MovedOn):
        support_as_seen(action, digest=seen, by=cast.dcc, at=NOW)
    action.refresh_from_db()
    assert WARNING in Item(action, cast.dcc, at=NOW).conflicts


def test_what_somebody_changed_meanwhile_is_not_changed_unseen(action, cast):
    seen = version_of(action)
    put_right(action, cast, text="Other.")

    with pytest.raises(ChangedMeanwhile):
        put_right(action, cast, version=seen, cost_words="")
