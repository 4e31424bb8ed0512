"""What the staff officer drafts for a session: it decides nothing, the DCC finds it filled in, and both names are kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.models import AgendaOutcome, Decision, DraftedOutcome
from recommendations.permissions import Refused
from recommendations.selectors.sessions.drafted import digest_on
from recommendations.services import progress, scrutiny
from recommendations.services.actions import decide_deadline
from recommendations.services.drafted import confirm_draft, draft_outcome
from recommendations.services.moves import MovedOn
from recommendations.services.recommendations import decide_response
from recommendations.workflow import Status
from safeguarding.models.people import Role
from tests.moments import NOW, london
from tests.recommendations.selectors.scrutiny.test_queue import ask_for_date, respond, stated
from tests.recommendations.views.reading import text
from tests.recommendations.views.scrutiny_pages import form_data, held
from tests.recommendations.views.test_sessions import docx_words, move, page, plan
from tests.recorded import grant
from tests.walk import begin, recommend, recommendation

DRAFTED = "Drafted by Stef Staff-Officer, 10 September 2015"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


FIRST, SECOND = london(2015, 8, 1), london(2015, 8, 2)


def proved(cast, at=FIRST):
    """An action recommended complete, with nothing against it."""
    action = begin(cast)
    recommend(action, cast.owner, at=at, evidence=[held("Audit")])
    return action


def at(session, action):
    return f"/scrutiny/{action.pk}/?session={session.pk}"


def drafted(session, cast, suggests="send_back", words="Show the audit.", **about):
    item = session.items.exclude(drafts__isnull=False).first()
    seen = digest_on(item, about.get("response"))
    return draft_outcome(item, suggests, text=words, digest=seen, by=cast.staff_officer, at=NOW, **about)


def stands(session):
    return [(one.suggests, one.text) for one in DraftedOutcome.objects.standing().filter(item__session=session)]


def test_the_staff_officer_types_an_outcome_on_a_planned_session_and_nothing_is_decided(client, cast):
    first, second = proved(cast), proved(cast, at=SECOND)
    session = plan(cast)
    client.force_login(cast.staff_officer)

    shown = text(client.get(at(session, first)))
    response = client.post(at(session, first), form_data(first, "send_back", "Show the audit."))

    assert "Draft an outcome of action" in shown
    assert response.url == at(session, second)
    assert stands(session) == [("send_back", "Show the audit.")]
    assert (list(Decision.objects.all()), list(AgendaOutcome.objects.all())) == ([], [])
    assert f'<strong>Send back</strong>: Show the audit. <span class="app-secondary">{DRAFTED[11:]}' in text(
        client.get(page(session))
    )


def test_a_second_draft_takes_the_place_of_the_first_and_nothing_takes_it_away(client, cast):
    action = proved(cast)
    session = plan(cast)
    first = drafted(session, cast)
    client.force_login(cast.staff_officer)

    client.post(at(session, action), form_data(action, "support", "Seen.", draft=first.pk))
    again = stands(session)
    second = DraftedOutcome.objects.standing().get()
    stale = text(client.post(at(session, action), form_data(action, "send_back", "No.", draft=first.pk)))
    client.post(at(session, action), form_data(action, "nothing", draft=second.pk))

    assert again == [("support", "Seen.")]
    assert "What is drafted here was changed after you opened it" in stale
    assert stands(session) == []


def test_the_dcc_finds_it_filled_in_confirms_it_and_both_names_are_kept(dcc, cast):
    action = proved(cast)
    session = move(plan(cast), "open", cast.dcc)
    draft = drafted(session, cast)

    shown = dcc.get(at(session, action))
    dcc.post(at(session, action), form_data(action, "send_back", "Show the audit.", draft=draft.pk))

    assert "Drafted by Stef Staff-Officer, 10 September." in text(shown)
    assert [box.selected for box in shown.context["form"]["outcome"].options if box.value == "send_back"] == [True]
    assert shown.context["form"]["text"].value() == "Show the audit."
    [outcome] = AgendaOutcome.objects.all()
    assert (outcome.draft, outcome.decision.recorded_by, stands(session)) == (draft, cast.dcc, [])
    minutes = docx_words(dcc.get(reverse("session-minutes", args=[session.pk])))
    assert f"Show the audit. {DRAFTED}." in minutes
    assert "Drafted by Stef Staff-Officer" in text(dcc.get(reverse("action-detail", args=[action.pk])))


def test_what_the_dcc_changes_is_told_from_what_was_drafted(dcc, cast):
    action = proved(cast)
    session = move(plan(cast), "open", cast.dcc)
    draft = drafted(session, cast)

    dcc.post(at(session, action), form_data(action, "support", "I have seen it.", draft=draft.pk))

    assert f"{DRAFTED}, and changed." in text(dcc.get(page(session)))


def test_outside_of_its_session_nobody_is_shown_a_draft_and_the_staff_officer_decides_nowhere(client, cast):
    action = proved(cast)
    session = plan(cast)
    drafted(session, cast)
    client.force_login(cast.dcc)
    before = text(client.get(at(session, action)))
    client.force_login(cast.staff_officer)

    refused = client.post(f"/scrutiny/{action.pk}/", form_data(action, "support"))

    assert ("Drafted by" in before, refused.status_code) == (False, 403)


@pytest.mark.parametrize("person", ["dcc", "owner", "coordinator", "opcc"])
def test_nobody_else_drafts(cast, person):
    action = proved(cast)
    item = plan(cast).items.get(action=action)

    with pytest.raises(Refused, match="Outcomes are drafted by the staff officer"):
        draft_outcome(item, "support", digest="", by=getattr(cast, person), at=NOW)


def test_in_a_closed_session_nothing_is_drafted(cast):
    action = proved(cast)
    session = move(move(plan(cast), "open", cast.dcc), "closed", cast.dcc)

    with pytest.raises(Refused, match="The session is closed"):
        draft_outcome(session.items.get(action=action), "support", digest="", by=cast.staff_officer, at=NOW)


def test_a_date_and_a_response_are_drafted_and_decided_as_drafted(client, cast):
    asks = begin(cast)
    request = ask_for_date(asks, cast)
    response = respond(recommendation(cast), cast)
    session = move(plan(cast, rules=["deadline", "response"]), "open", cast.dcc)
    pages = [f"/scrutiny/deadlines/{request.pk}/", f"/scrutiny/responses/{response.pk}/"]
    client.force_login(cast.staff_officer)
    for address, answer in zip(pages, ("no", "yes"), strict=True):
        client.post(f"{address}?session={session.pk}", {"agreed": answer, "reason": "As discussed."})
    client.force_login(cast.dcc)
    shown = [client.get(f"{address}?session={session.pk}").context["form"] for address in pages]

    for address, form in zip(pages, shown, strict=True):
        sent = {"agreed": form["agreed"].value(), "reason": form["reason"].value(), "draft": form.stands}
        client.post(f"{address}?session={session.pk}", sent)

    outcomes = {bool(one.draft): one for one in AgendaOutcome.objects.all()}
    assert [form["agreed"].value() for form in shown] == ["no", "yes"]
    assert set(outcomes) == {True}
    request.refresh_from_db()
    response.refresh_from_db()
    assert (request.decision.agreed, response.decision.agreed) == (False, True)


def test_nothing_is_drafted_on_what_was_decided_already(cast):
    _, (request, response, statement) = (
        (ask_for_date(begin(cast), cast), respond(recommendation(cast), cast), stated(begin(cast), cast, words=words))
        for words in ("It waits.", "It is decided.")  # of each kind another waits still
    )
    item = plan(cast).items.first()
    by_dcc = {"by": cast.dcc, "at": NOW}
    decide_deadline(request, agreed=True, reason="Yes.", **by_dcc)
    decide_response(response, agreed=True, reason="Yes.", **by_dcc)
    scrutiny.confirm(statement, "stands", **by_dcc)

    for about in ({"deadline_request": request}, {"response": response}, {"statement": statement}):
        with pytest.raises(ValidationError, match="no longer waits for a decision"):
            draft_outcome(item, "yes", digest="", by=cast.staff_officer, at=NOW, **about)


def test_a_response_is_decided_as_drafted_unless_it_changed_since_it_was_opened(cast):
    response = respond(recommendation(cast), cast)
    session = move(plan(cast, rules=["response"]), "open", cast.dcc)
    draft = drafted(session, cast, "yes", "As discussed.", response=response)

    with pytest.raises(MovedOn):
        confirm_draft(draft, opened="of before", by=cast.dcc, at=NOW)
    confirm_draft(draft, opened=digest_on(draft.item, response), by=cast.dcc, at=NOW)

    assert (response.decision.agreed, response.decision.reason) == (True, "As discussed.")


# Confirmed together


def confirm(client, session, *drafts):
    return client.post(reverse("session-confirm", args=[session.pk]), {"rows": [draft.pk for draft in drafts]})


def test_what_was_opened_is_confirmed_at_one_press_and_the_rest_is_to_be_opened_first(dcc, cast):
    first, second = proved(cast), proved(cast, at=SECOND)
    session = move(plan(cast), "open", cast.dcc)
    drafts = [drafted(session, cast), drafted(session, cast, "support", "I have seen it.")]
    dcc.get(at(session, first))

    shown = text(dcc.get(reverse("session-confirm", args=[session.pk])))
    refused = text(confirm(dcc, session, *drafts))
    dcc.get(at(session, second))
    response = confirm(dcc, session, *drafts)

    assert f"Action {second.pk}</a>: Support completion. Open it first." in shown
    assert "A draft can be ticked here once you have opened its item." in shown
    assert "Open each that you tick first" in refused
    assert response.url == page(session)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (Status.IN_PROGRESS, Status.COMPLETE)
    assert [(one.draft, one.decision.recorded_by) for one in AgendaOutcome.objects.all()] == [
        (draft, cast.dcc) for draft in drafts
    ]


def test_what_changed_since_it_was_opened_has_to_be_opened_again(dcc, cast):
    action = proved(cast)
    session = move(plan(cast), "open", cast.dcc)
    draft = drafted(session, cast)
    dcc.get(at(session, action))
    progress.post_update(action, done="More.", assessment="on-target", by=cast.owner, at=NOW)

    shown = text(dcc.get(reverse("session-confirm", args=[session.pk])))
    confirm(dcc, session, draft)

    assert "It changed since you opened it: open it again." in shown
    assert list(Decision.objects.all()) == []


def test_refused_for_one_it_is_done_for_the_others_and_each_is_told_why(dcc, cast):
    fine, poor = proved(cast), begin(cast)
    recommend(poor, cast.owner, at=SECOND)
    session = move(plan(cast), "open", cast.dcc)
    drafts = [drafted(session, cast), drafted(session, cast, "support", "I have seen it.")]
    for action in (fine, poor):
        dcc.get(at(session, action))

    told = text(confirm(dcc, session, *drafts))

    assert f"1 draft confirmed: Action {fine.pk}. What follows was not done." in told
    assert "Something speaks against completion, so decide on it by itself and say why." in told
    assert [one.outcome for one in Decision.objects.all()] == ["sends-back"]


def test_four_eyes_hold_for_what_is_confirmed_together(client, cast):
    grant(cast.owner, Role.DCC, by=cast.administrator, at=london(2015, 9, 1))
    action = proved(cast)
    session = move(plan(cast), "open", cast.dcc)
    draft = drafted(session, cast)
    client.force_login(cast.owner)
    client.get(at(session, action))

    told = text(confirm(client, session, draft))

    assert f"Action {action.pk}: You recommended this complete, so somebody else has to decide." in told
    assert list(Decision.objects.all()) == []


@pytest.mark.parametrize("person", ["staff_officer", "owner", "opcc"])
def test_drafts_are_confirmed_by_the_dcc_alone(client, cast, person):
    proved(cast)
    session = move(plan(cast), "open", cast.dcc)
    client.force_login(getattr(cast, person))

    assert client.get(reverse("session-confirm", args=[session.pk])).status_code == 403


def test_three_drafts_cost_as_many_queries_as_one(dcc, cast):
    costs, session = [], move(plan(cast), "open", cast.dcc)
    for more in (1, 2):
        for _ in range(more):
            proved(cast)
        move(session, "closed", cast.dcc)
        session = move(plan(cast), "open", cast.dcc)
        for _ in session.items.all():
            drafted(session, cast)
        for url in (page(session), reverse("session-confirm", args=[session.pk])):
            with CaptureQueriesContext(connection) as queries:
                dcc.get(url)
            costs.append(len(queries))

    assert costs == [17, 8, 17, 8]
