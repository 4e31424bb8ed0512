"""The list of recommendations and a recommendation's page, as their readers meet them."""

from datetime import date

from recommendations.models import PlanDocument, TranscribedStatement
from recommendations.services.links import link
from recommendations.services.recommendations import PartDraft, decide_response, respond
from recommendations.services.reports import record
from recommendations.workflow import ResponseKind
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.reported import REVIEW, begun, choose
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.statements import statements_of


def url_of(recommendation):
    return f"/recommendations/{recommendation.pk}/"


def test_the_list_counts_recommendations_and_says_that_next_steps_are_not_among_them(client, cast, recommendation):
    RecommendationFactory(inspection=recommendation.inspection, kind="next-step", text="Send it.")

    page = shown(client, cast.dcc, "/recommendations/")

    assert "1 recommendation " in page
    assert "Recommendation 9</a> <p>Officers should see and speak to children.</p>" in page
    assert "122 days past the inspectorate’s date" in page
    assert "Send it." not in page
    assert '<a class="govuk-link" href="/recommendations/?kind=next-step">see the 1 next step</a>' in page
    assert "Send it." in shown(client, cast.dcc, "/recommendations/?kind=next-step")


def test_asked_for_immediately_is_said_in_days_and_never_as_late(client, cast, inspection):
    RecommendationFactory(inspection=inspection, parts=[PartDraft(text="Now.", timescale="Immediately")])

    page = shown(client, cast.dcc, "/recommendations/")

    assert "Immediately: open 211 days" in page
    assert "days late" not in page


def test_no_owner_is_said_only_where_something_is_asked_of_us(client, cast, inspection):
    RecommendationFactory(inspection=inspection, parts=[PartDraft(text="The College's.", ours=False)])
    assert "No owner</strong>" not in shown(client, cast.dcc, "/recommendations/")
    RecommendationFactory(inspection=inspection)
    assert "No owner</strong>" in shown(client, cast.dcc, "/recommendations/")


def test_the_page_shows_each_part_with_its_limit_its_response_and_its_actions(client, cast, inspection):
    parts = [
        PartDraft(letter="a", text="See children.", addressees="Chief constables", timescale="Within six months"),
        PartDraft(letter="b", text="Train staff.", addressees="The College", ours=False),
    ]
    found = RecommendationFactory(inspection=inspection, reference="9", text="Do two things.", parts=parts)
    first = found.parts.get(letter="a")
    action = ActionFactory(
        text="Send a weekly order.", parts=[first], owner=cast.posts.owner, target_on=date(2015, 9, 1)
    )
    respond(first, ResponseKind.ACTION_PLAN, reason="A plan is made.", by=cast.coordinator, at=london(2015, 4, 3))

    page = shown(client, cast.dcc, url_of(found))

    order = [
        "Do two things.",
        "Part a",
        "See children.",
        "Chief constables",
        "“Within six months”",
        "due 11 August 2015, past",
    ]
    order += [
        "6 calendar months",
        "A plan is made.",
        f"Action {action.number}: Send a weekly order.",
        "9 days late </span>",
        "Part b",
        "Train staff.",
    ]
    order += ["The College, not to us"]
    assert [words for words in order if words not in page] == []
    assert order == sorted(order, key=page.index)


def test_a_response_that_waits_for_the_dcc_is_shown_as_waiting_until_agreed(client, cast, recommendation, part):
    kind = ResponseKind.NOT_ACCEPTED
    said = respond(part, kind, reason="It is done otherwise.", by=cast.issue_owner, at=london(2015, 5, 1))
    page = shown(client, cast.opcc, url_of(recommendation))
    assert "Waiting for the DCC to agree:" in page
    assert "It is done otherwise." in page
    assert f"/scrutiny/responses/{said.pk}/" in shown(client, cast.dcc, url_of(recommendation))
    assert f"/scrutiny/responses/{said.pk}/" not in page

    decide_response(said, agreed=True, by=cast.dcc, at=london(2015, 5, 2))

    page = shown(client, cast.opcc, url_of(recommendation))
    assert "Waiting for the DCC to agree:" not in page
    assert "Agreed by the DCC, 2 May 2015." in page


def test_a_force_only_reason_is_withheld_from_the_opcc(client, cast, recommendation, part):
    kind = ResponseKind.ACTION_PLAN
    respond(part, kind, reason="SECRET", audience=Audience.FORCE, by=cast.issue_owner, at=london(2015, 5, 1))

    assert "SECRET" in shown(client, cast.dcc, url_of(recommendation))
    page = shown(client, cast.opcc, url_of(recommendation))
    assert "SECRET" not in page
    assert "Action plan" in page


def test_those_in_the_force_are_shown_where_in_the_report_it_was_found(client, cast, inspection, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    reading = begun(cast, inspection=inspection)
    choose(reading, "kept", by=cast.coordinator)
    found = record(reading, by=cast.coordinator, at=NOW).recommendations[1]

    for person in (cast.coordinator, cast.dcc, cast.owner):
        page = shown(client, person, url_of(found))
        assert "Where it was found" in page
        assert f"<mark>{REVIEW}" in page
    assert "Where it was found" not in shown(client, cast.opcc, url_of(found))


def test_a_recommendation_that_was_not_read_from_a_report_says_nothing_of_one(client, cast, recommendation):
    assert "Where it was found" not in shown(client, cast.dcc, url_of(recommendation))


def test_links_are_read_from_both_sides_and_never_to_what_one_may_not_see(client, cast, recommendation):
    one = RecommendationFactory(inspection=recommendation.inspection, reference="1")
    hidden = RecommendationFactory(inspection=InspectionFactory(title="HIDDEN"), reference="77")
    by = {"by": cast.coordinator, "at": london(2015, 5, 1)}
    link(recommendation, one, "answered-under", words="See 1", **by)
    link(recommendation, hidden, "duplicates", **by)

    assert "It is answered under <a" in shown(client, cast.opcc, url_of(recommendation))
    assert "It also answers <a" in shown(client, cast.opcc, url_of(one))
    assert "HIDDEN" in shown(client, cast.dcc, url_of(recommendation))
    assert "HIDDEN" not in shown(client, cast.opcc, url_of(recommendation))


def test_statements_in_documents_wait_for_the_dcc_in_their_own_words(client, cast, recommendation):
    by = {"by": cast.coordinator, "at": london(2015, 8, 12)}
    document = write(PlanDocument(name="plan.docx", sha256="0" * 64, file="plans/x", rows=1), **by)
    details = {"means": "no-action-required", "words": "No action required.", "source": "plan.docx, row 9"}
    write(TranscribedStatement(recommendation=recommendation, document=document, **details), **by)

    page = shown(client, cast.opcc, url_of(recommendation))

    assert "Said in documents, not confirmed by the DCC" in page
    assert "No action required." in page
    assert "No name is given." in page


def test_a_recommendation_of_an_inspection_not_released_is_not_there_for_the_opcc(client, cast):
    hidden = RecommendationFactory(text="HIDDEN")

    assert "HIDDEN" in shown(client, cast.dcc, "/recommendations/")
    assert "HIDDEN" not in shown(client, cast.opcc, "/recommendations/")
    shown(client, cast.opcc, url_of(hidden), status=404)
    shown(client, cast.opcc, f"/parts/{hidden.parts.get().pk}/response/", status=404)


def test_the_list_takes_as_many_queries_for_three_as_for_one(dcc, cast, recommendation):
    one = statements_of(dcc, "/recommendations/")
    for post in (cast.posts.dcc, cast.posts.owner):
        RecommendationFactory(issue_owner=post)

    assert statements_of(dcc, "/recommendations/") == one <= 11


def test_the_page_takes_as_many_queries_for_three_parts_as_for_one(dcc, cast, inspection, recommendation, part):
    respond(part, ResponseKind.IN_PLACE, reason="Done.", by=cast.issue_owner, at=london(2015, 5, 1))
    few = statements_of(dcc, url_of(recommendation))
    many = RecommendationFactory(
        inspection=inspection, issue_owner=cast.posts.owner, parts=[PartDraft(text=x, letter=x) for x in "abc"]
    )
    for each in many.parts.all():
        said = respond(each, ResponseKind.IN_PLACE, reason="Done.", by=cast.coordinator, at=london(2015, 5, 1))
        decide_response(said, agreed=True, by=cast.dcc, at=london(2015, 5, 2))
        ActionFactory(parts=[each], owner=cast.posts.owner)

    assert statements_of(dcc, url_of(many)) == few
    assert (
        few < 27
    )  # what was changed, questions, notes, what inspectorates were asked, what agencies say, verdicts and measures are a query each
