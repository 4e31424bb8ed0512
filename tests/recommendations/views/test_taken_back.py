"""Taken back, set aside, looked at again: short pages that each lead to one verb."""

from datetime import date
from html import unescape

from django.urls import reverse

from recommendations.models import FollowUpCheck
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, scrutiny
from tests.moments import london
from tests.recommendations.views.scrutiny_pages import held
from tests.walk import begin, part, recommend, stands, support


def words(response):
    return unescape(response.content.decode())


def labels(client, action):
    return [way["label"] for way in client.get(f"/actions/{action.number}/").context["ways"]]


def test_an_owner_takes_back_what_they_recommended(owner, cast, action):
    recommend(action, by=cast.owner)
    assert "Take back the recommendation to complete" in labels(owner, action)

    owner.post(reverse("action-take-back", args=[action.number]), {"part": "", "reason": "Not audited yet."})

    assert stands(action)[0] == "in-progress"
    assert "Take back the recommendation to complete" not in labels(owner, action)


def test_of_parts_recommended_alone_the_one_that_is_meant_is_taken_back(owner, cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner, part=part(action, "a"))
    assert "Take back the recommendation to complete" in labels(owner, action)

    sent = {"part": part(action, "a").pk, "reason": "Not audited yet."}
    owner.post(reverse("action-take-back", args=[action.number]), sent)

    assert stands(action)[1] == {"a": (False, False), "b": (False, False)}


def test_the_page_of_the_dcc_that_was_open_meanwhile_says_that_it_moved_on(client, cast, action):
    recommend(action, by=cast.owner)
    digest = state_digest(action)
    client.force_login(cast.owner)
    client.post(reverse("action-take-back", args=[action.number]), {"part": "", "reason": "Not audited yet."})

    client.force_login(cast.dcc)
    response = client.post(
        f"/scrutiny/{action.number}/", {"outcome": "support", "text": "Well done.", "digest": digest}
    )

    assert "Something new was added to this action after you opened it" in words(response)
    assert "Well done." in response.content.decode()
    assert stands(action)[0] == "in-progress"


def test_a_date_asked_for_is_taken_back_from_the_action_s_page(owner, cast, action):
    asked = actions.request_deadline(
        action, date(2015, 12, 1), because="it", reason="The project.", by=cast.owner, at=london(2015, 8, 1)
    )
    assert "Take back the date asked for" in labels(owner, action)

    owner.post(reverse("deadline-take-back", args=[asked.pk]), {"reason": "The project is early."})

    assert "Take back the date asked for" not in labels(owner, action)
    owner.force_login(cast.dcc)
    assert "This date was taken back." in words(owner.get(reverse("scrutiny-deadline", args=[asked.pk])))


def test_a_question_is_set_aside_without_supporting_anything(dcc, cast, action):
    recommend(action, by=cast.owner)
    question = scrutiny.ask(action, "Who trains?", by=cast.dcc, at=london(2015, 8, 2))
    url = reverse("question-set-aside", args=[question.pk])
    assert f'href="{url}"' in dcc.get(f"/scrutiny/{action.number}/").content.decode()

    dcc.post(url, {"reason": "The audit says it."})

    question.refresh_from_db()
    assert (question.settlement.outcome, question.settlement.reason) == ("set-aside", "The audit says it.")
    assert stands(action)[0] == "recommended-complete"


def test_the_dcc_sets_a_follow_up_check_on_what_is_complete(dcc, cast, action):
    recommend(action, by=cast.owner)
    assert "Set a follow-up check" not in labels(dcc, action)
    support(action, by=cast.dcc)
    assert "Set a follow-up check" in labels(dcc, action)

    sent = {"what": "Repeat the audit.", "due_on_day": "10", "due_on_month": "3", "due_on_year": "2016"}
    dcc.post(reverse("action-check", args=[action.number]), sent)

    check = FollowUpCheck.objects.get(action=action)
    assert (check.what, check.due_on) == ("Repeat the audit.", date(2016, 3, 10))


def test_evidence_given_in_error_is_taken_back_by_its_owner_and_proves_nothing_from_then_on(owner, cast, action):
    recommend(action, by=cast.owner, evidence=[held("Audit of another force")])
    support(action, by=cast.dcc)
    proof, page = action.evidence.get(), reverse("action-detail", args=[action.number])
    url = reverse("evidence-take-back", args=[proof.pk])
    assert f'href="{url}"' in owner.get(page).content.decode()
    seen = state_digest(action)
    owner.force_login(cast.dcc)
    assert "Complete without evidence" not in words(owner.get(reverse("gap-list")))

    owner.force_login(cast.owner)
    answer = owner.post(url, {"reason": "The wrong file."}, follow=True)

    shown = words(answer)
    assert "Evidence taken back" in shown and "Audit of another force: The wrong file." in shown
    assert "Taken back: it no longer counts as evidence." in shown and f'href="{url}"' not in answer.content.decode()
    assert state_digest(action) != seen
    assert "This evidence was taken back." in words(owner.post(url, {"reason": "Again."}))
    owner.force_login(cast.dcc)
    assert "evidence taken back" in words(owner.get("/scrutiny/"))
    assert "Complete without evidence" in words(owner.get(reverse("gap-list")))
    assert "no longer counts" not in words(owner.get(f"{page}?at=2015-08-11"))
    assert owner.post(url, {"reason": "The wrong file."}).status_code == 403
