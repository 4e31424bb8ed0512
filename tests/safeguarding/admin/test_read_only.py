"""What is looked at in the admin, by role and visibility."""

import pytest
from django.contrib import admin

from inspections.services import release_to_opcc
from recommendations.models import Action, Answer, ProgressUpdate, Question, Recommendation
from recommendations.services.actions import hand_over
from recommendations.services.links import link
from recommendations.services.progress import post_update, release
from recommendations.services.scrutiny import answer, ask
from safeguarding.models import Audience, HistoryModel, Record
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import write
from tests.safeguarding.admin.pages import address, listing, words

EDITED = {"user", "post", "holding", "rolegrant", "agency", "inspectingbody", "inspectionkind", "theme"}
EDITED |= {"board", "meeting", "ragrating", "scrutinisingbody", "portfolio", "namedplan"}


@pytest.fixture
def released(cast):
    """A part of an inspection that the OPCC may see."""
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    release_to_opcc(part.recommendation.inspection, by=cast.coordinator, at=OPENED)
    return part


def registered(kind):
    return [model for model in admin.site._registry if issubclass(model, kind)]


# Who gets in, and sees what


def test_without_is_staff_nobody_gets_in(client, cast):
    client.force_login(cast.administrator)

    assert client.get("/admin/").status_code == 302


def test_a_partner_sees_nothing_there(enter):
    assert "You don’t have permission to view or edit anything." in words(enter("partner").get("/admin/"))


@pytest.mark.parametrize("name", ["opcc", "auditor", "administrator", "coordinator", "dcc"])
def test_every_list_and_every_page_opens_for_those_who_look(enter, cast, released, name):
    action = ActionFactory(parts=[released], owner=cast.posts.owner)
    post_update(action, done="Done.", by=cast.owner, at=london(2015, 7, 1))
    client = enter(name)
    people = {"auditor": True, "administrator": True}.get(name, False)

    for model in registered(HistoryModel) + registered(Record):
        allowed = people or model._meta.model_name not in {"user", "holding", "rolegrant"}
        allowed = allowed and (name != "opcc" or not model._meta.model_name.startswith("plan"))
        assert client.get(listing(model)).status_code == (200 if allowed else 403), model
    for thing in (action, action.updates.get(), released, released.recommendation.inspection):
        assert client.get(address(thing)).status_code == 200


@pytest.mark.parametrize("name", ["opcc", "auditor", "administrator", "coordinator", "dcc"])
def test_nobody_adds_changes_or_deletes_what_is_only_looked_at(enter, cast, released, name):
    action = ActionFactory(parts=[released], owner=cast.posts.owner)
    client = enter(name)

    for model in registered(HistoryModel) + registered(Record):
        if model._meta.model_name not in {*EDITED, "statusword"}:
            assert client.post(listing(model, "add")).status_code == 403, model
    assert client.post(address(action), {"text": "Changed."}).status_code == 403
    assert client.post(address(action, "delete"), {"post": "yes"}).status_code == 403
    action.refresh_from_db()
    assert action.text == "Change the domestic abuse procedure."


def test_every_noun_and_record_is_there(cast):
    ours = {"safeguarding", "inspections", "recommendations"}
    kept = {m for m in _subclasses(HistoryModel) | _subclasses(Record) if m._meta.app_label in ours}

    assert kept - set(admin.site._registry) == set()


def _subclasses(kind):
    found = set()
    for each in kind.__subclasses__():
        found |= _subclasses(each) if each._meta.abstract else {each}
    return found


# Nothing leaks


def test_an_embargoed_inspection_and_all_that_hangs_on_it_is_not_there(enter, cast):
    hidden = InspectionFactory(title="Under embargo", embargo_until=london(2015, 10, 1))
    part = RecommendationFactory(inspection=hidden, text="Under embargo.").parts.get()
    action = ActionFactory(parts=[part], owner=cast.posts.owner, text="Under embargo.")
    client = enter("auditor")

    for thing in (hidden, part, part.recommendation, action):
        assert "Under embargo" not in words(client.get(listing(type(thing))))
        for what in ("change", "history"):
            response = client.get(address(thing, what), follow=True)
            assert "Under embargo" not in words(response)
    assert client.get(address(action, "history")).status_code == 404


def test_the_filters_offer_only_what_one_may_see(enter, cast, released):
    RecommendationFactory(inspection=InspectionFactory(title="Not released"))

    assert "Not released" not in words(enter("opcc").get(listing(Recommendation)))


@pytest.fixture
def withheld(cast, released):
    """An action whose every word is force-only."""
    action = ActionFactory(parts=[released], owner=cast.posts.owner, text="Secret plan.", audience="force")
    update = post_update(action, done="Secret deed.", by=cast.owner, at=london(2015, 7, 1))
    question = ask(action, "Secret question?", by=cast.dcc, at=london(2015, 7, 2))
    said = answer(question, "Secret answer.", by=cast.owner, at=london(2015, 7, 3))
    hand_over(action, cast.posts.other_owner, why="Secret reason.", by=cast.coordinator, at=london(2015, 7, 4))
    action.refresh_from_db()
    action.text = "Secret plan, amended."
    write(action, by=cast.coordinator, at=london(2015, 7, 5))
    return [action, update, question, said]


def test_force_only_words_are_withheld_from_the_opcc_on_every_page(enter, withheld):
    client = enter("opcc")

    for thing in withheld:
        page = words(client.get(address(thing)))
        assert "Words withheld" in page
        assert "Secret" not in page
        assert "Secret" not in words(client.get(listing(type(thing))))
    history = words(client.get(address(withheld[0], "history")))
    assert "Secret" not in history
    assert "Text: Words withheld → Words withheld" in history


def test_the_same_words_are_there_for_the_force_and_once_released(enter, cast, withheld):
    client = enter("auditor")
    assert all("Secret" in words(client.get(address(thing))) for thing in withheld)
    assert "Secret reason." in words(client.get(address(withheld[0], "history")))

    release(withheld[0], by=cast.issue_owner, at=london(2015, 7, 6))

    client = enter("opcc")
    assert all("Secret" in words(client.get(address(thing))) for thing in withheld)


@pytest.mark.parametrize(("model", "field"), [(ProgressUpdate, "done"), (Question, "text"), (Action, "text")])
def test_withheld_words_cannot_be_guessed_at_by_search_or_address(enter, withheld, model, field):
    client = enter("opcc")

    assert "Secret" not in words(client.get(listing(model), {"q": "nothing like it"}))
    assert words(client.get(listing(model), {"q": "Secret"})).count("0 results") == 1
    assert client.get(listing(model), {f"{field}__contains": "Secret"}).status_code == 400


def test_an_answer_does_not_lead_to_words_through_its_question(enter, withheld):
    assert "Secret" not in words(enter("opcc").get(listing(Answer)))


def test_the_coordinator_s_notes_are_the_force_s_own(enter, cast):
    part = RecommendationFactory(note="Secret note.", equality="Secret note.").parts.get()
    release_to_opcc(part.recommendation.inspection, by=cast.coordinator, at=OPENED)

    assert "Secret note." not in words(enter("opcc").get(address(part.recommendation)))
    assert "Secret note." in words(enter("auditor").get(address(part.recommendation)))


def test_the_words_of_a_link_are_withheld_with_its_inspection_s_in_the_page_and_in_its_history(enter, cast):
    inspection = InspectionFactory(audience=Audience.FORCE)
    first, second = (RecommendationFactory(inspection=inspection) for _ in range(2))
    release_to_opcc(inspection, by=cast.coordinator, at=OPENED)
    made = link(first, second, "answered-under", words="Secret words.", by=cast.coordinator, at=london(2015, 7, 1))
    made.words = "Secret words, amended."
    write(made, by=cast.coordinator, at=london(2015, 7, 2), why="Secret reason.")

    for page in ("change", "history"):
        assert "Secret" not in words(enter("opcc").get(address(made, page)))
        assert "Secret words" in words(enter("auditor").get(address(made, page)))


def test_history_says_old_and_new_words_in_full(enter, cast, released):
    long = "See every log, one after the other. " * 30
    action = ActionFactory(text=f"{long}First.", parts=[released], owner=cast.posts.owner)
    action.text = f"{long}Second."
    write(action, by=cast.coordinator, at=london(2015, 7, 5), why="Put plainly.")

    for person in ("auditor", "opcc"):
        page = words(enter(person).get(address(action, "history")))
        assert f"Text: {long}First. → {long}Second." in page
        assert "Put plainly." in page


def test_a_record_has_no_history_page(enter, cast, released):
    action = ActionFactory(parts=[released], owner=cast.posts.owner)
    update = post_update(action, done="Done.", by=cast.owner, at=london(2015, 7, 1))

    assert enter("auditor").get(address(update, "history")).status_code == 404


def test_history_says_who_changed_what_and_why_and_offers_nothing_to_put_back(enter, cast, released):
    action = ActionFactory(parts=[released], owner=cast.posts.owner)
    hand_over(action, cast.posts.other_owner, why="He moved on.", by=cast.coordinator, at=london(2015, 7, 4))
    client = enter("auditor")

    page = words(client.get(address(action, "history")))

    assert (
        "4 July 2015, 09:00 Connie Coordinator Changed Action owner: Detective Chief Inspector → Chief Inspector"
        in page
    )
    assert "He moved on." in page
    assert client.get(address(action, "history") + f"{action.history.first().pk}/").status_code in (302, 404)


@pytest.mark.parametrize(("name", "followed"), [("opcc", False), ("owner", False), ("auditor", True)])
def test_a_page_leads_nobody_to_one_that_they_may_not_open(enter, cast, released, name, followed):
    action = ActionFactory(parts=[released], owner=cast.posts.owner)
    page = enter(name).get(address(post_update(action, done="Done.", by=cast.owner, at=london(2015, 7, 1))))

    assert str(cast.owner) in words(page)
    assert (f'href="{address(cast.owner)}"' in page.content.decode()) is followed
    assert f'href="{address(action)}"' in page.content.decode()
