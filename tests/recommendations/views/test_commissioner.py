"""The Commissioner's response to reports: written by the OPCC, published when nothing is lacking, read by others only then."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from inspections.models import Milestone
from inspections.services import release_to_opcc
from recommendations.models import Action, CommissionerComment, CommissionerResponse
from recommendations.selectors.notices.digest import digest
from recommendations.services.commissioner import (
    begin_commissioner_response,
    comment_for_commissioner,
    publish_commissioner_response,
    write_commissioner_response,
)
from safeguarding.history import version_of
from tests.factories import ActionFactory, BodyFactory, InspectionFactory
from tests.moments import OPENED, london
from tests.recommendations.views.form_pages import date_boxes
from tests.recommendations.views.reading import shown, text
from tests.recorded import change
from tests.walk import recommendation

LIST = reverse("commissioner-responses")
APRIL = london(2018, 4, 20)
PUBLISHED_AT = london(2018, 4, 20, 11)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    """On the 51st day; the clock is of 2017, and the other pages are asked for in 2015."""
    monkeypatch.setattr("safeguarding.clock.now", lambda: APRIL)


@pytest.fixture
def asked(cast):
    """A recommendation of a report of HMICFRS of 1 March 2018, with an action of the owner's, released to the OPCC."""
    report = InspectionFactory(
        body=BodyFactory(slug="hmicfrs", name="HMICFRS"), title="Children who go missing", published_on=date(2018, 3, 1)
    )
    made = recommendation(cast, inspection=report)
    ActionFactory(parts=made.parts.all(), owner=cast.posts.owner)
    release_to_opcc(report, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def response(cast, asked):
    return begin_commissioner_response(title="To HMICFRS", inspections=[asked.inspection], by=cast.opcc, at=APRIL)


def address(name, response, *more):
    return reverse(f"commissioner-{name}", args=[response.pk, *more])


def sent(client, url, **changed):
    """What the form of a page holds, with what is typed into it."""
    form = client.get(url).context["form"]
    boxes = {name: form[name].value() for name in form.fields if not name.endswith(("_on", "_by"))}
    return {name: value for name, value in boxes.items() if value is not None} | changed


def test_a_report_waits_until_its_56th_day_and_one_response_answers_it(client, cast, asked):
    page = shown(client, cast.opcc, LIST)
    assert "Children who go missing" in page
    assert "last day 25 April 2018: <strong>5 days left</strong>" in page  # publication is day 1

    for url in (reverse("position"), reverse("dashboard")):
        page = " ".join(shown(client, cast.opcc, url).split())
        assert '">1 report</a> waits until 25 April 2018: <strong>5 days left</strong>.' in page

    begun = {"title": "To HMICFRS", "inspections": [asked.inspection.pk]}
    answer = client.post(reverse("commissioner-begin"), begun, follow=True)

    assert "1 recommendation has no comment." in text(answer)
    assert "Waiting for a response" not in shown(client, cast.opcc, LIST)
    assert "Select Reports it answers" not in text(client.get(reverse("commissioner-begin")))
    again = client.post(reverse("commissioner-begin"), begun)
    assert again.status_code == 200
    assert CommissionerResponse.objects.count() == 1


def test_a_comment_begins_with_how_the_register_stands_and_a_stale_one_is_refused(client, cast, asked, response):
    client.force_login(cast.opcc)
    url = address("comment", response, asked.pk)
    form = client.get(url).context["form"]
    assert form["kind"].value() == "proposed"
    assert f"Action {Action.objects.get().number}" in form["text"].value()
    assert "in progress" in form["text"].value()

    stale = sent(client, url, kind="proposed", text="The force will audit it.")
    client.post(url, stale)
    answer = client.post(url, stale | {"kind": "nothing", "text": "Nothing is proposed."})

    assert "Somebody else commented on it after you opened this page." in text(answer)
    assert "Nothing is proposed." in text(answer)
    assert CommissionerComment.objects.get().text == "The force will audit it."


def test_it_is_published_when_nothing_is_lacking_and_that_meets_the_clock(client, cast, asked, response):
    client.force_login(cast.opcc)
    publish = address("publish", response)
    where = {"published_where": "Our website"} | date_boxes("published_on", 20, 4, 2018)
    assert "The chief officer was not invited to comment." in text(client.post(publish, sent(client, publish) | where))
    assert Milestone.objects.get(clock="pcc-comments").done_on is None
    assert "(section 55):" in shown(client, cast.opcc, "/position/")  # it waits

    comment = address("comment", response, asked.pk)
    client.post(comment, sent(client, comment, kind="proposed", text="The force will audit it."))
    write = address("write", response)
    words = {"comments": "We welcome it."} | date_boxes("invited_on", 5, 3, 2018)
    client.post(write, sent(client, write) | words)
    client.post(publish, sent(client, publish) | where)

    response.refresh_from_db()
    assert response.published_on == date(2018, 4, 20)
    assert Milestone.objects.get(clock="pcc-comments").done_on == date(2018, 4, 20)
    assert "We welcome it." in shown(client, cast.owner, address("response", response))
    assert "(section 55):" not in shown(client, cast.opcc, "/position/")

    changed = sent(client, write) | date_boxes("invited_on", 5, 3, 2018) | date_boxes("published_on", 20, 4, 2018)
    changed |= {"comments": "We welcome it all."}
    assert "Why it changes after publication" in text(client.post(write, changed | {"why": ""}))
    changed |= date_boxes("published_on", 19, 4, 2018)
    client.post(write, changed | {"why": "A word was missing."})
    assert CommissionerResponse.objects.get().comments == "We welcome it all."
    assert response.history.latest().history_change_reason == "A word was missing."
    assert Milestone.objects.get(clock="pcc-comments").done_on == date(2018, 4, 19)


@pytest.fixture
def published(cast, asked, response):
    """The response with all it needs, recorded as published on 20 April."""
    by = {"by": cast.opcc, "at": APRIL}
    written = {"comments": "We welcome it.", "invited_on": date(2018, 3, 5)}
    write_commissioner_response(response, version=version_of(response), inspections=[asked.inspection], **written, **by)
    comment_for_commissioner(response, asked, kind="proposed", text="An audit.", version=0, **by)
    on = {"published_on": date(2018, 4, 20), "published_where": "Our website"}
    by["at"] = PUBLISHED_AT
    return publish_commissioner_response(response, version=version_of(response), **on, **by)


def test_a_report_added_after_publication_meets_its_clock_once_each_recommendation_has_its_comment(
    cast, asked, published
):
    second = InspectionFactory(body=asked.inspection.body, published_on=date(2018, 3, 2))
    other = recommendation(cast, inspection=second)
    after = {"why": "It answers this one too.", "by": cast.opcc, "at": PUBLISHED_AT}
    clock = Milestone.objects.filter(inspection=second, clock="pcc-comments")

    def answer(*inspections):
        write_commissioner_response(published, version=version_of(published), inspections=inspections, **after)
        return clock.get().done_on

    assert answer(asked.inspection, second) is None
    comment_for_commissioner(published, other, kind="nothing", text="It waits.", version=0, **after)
    assert clock.get().done_on == date(2018, 4, 20)
    assert answer(asked.inspection) is None  # answered no more, so its clock runs again

    later = InspectionFactory(body=asked.inspection.body, published_on=date(2018, 4, 21))
    with pytest.raises(ValidationError, match="was published after this response"):
        answer(asked.inspection, later)


def test_a_published_response_changes_with_a_reason_and_on_the_reports_that_it_answers_alone(cast, asked, published):
    after, said = {"version": 0, "by": cast.opcc, "at": PUBLISHED_AT}, {"kind": "nothing", "text": "It waits."}
    with pytest.raises(ValidationError, match="Say why it changes"):
        comment_for_commissioner(published, asked, **said, **after)
    with pytest.raises(ValidationError, match="does not answer the report"):
        comment_for_commissioner(published, recommendation(cast), why="It is theirs.", **said, **after)
    after["version"] = version_of(published)
    with pytest.raises(ValidationError, match="It is recorded as published"):
        publish_commissioner_response(published, published_on=APRIL.date(), published_where="Again", **after)
    after |= {"inspections": [asked.inspection], "why": "A slip."}
    for name in ("invited_on", "received_on", "published_on", "inspectors_sent_on", "secretary_sent_on"):
        with pytest.raises(ValidationError, match="today or earlier"):
            write_commissioner_response(published, **after, **{name: date(2018, 4, 21)})


def test_until_it_is_published_its_day_is_set_by_its_publication_alone(cast, asked, response):
    with pytest.raises(TypeError):
        write_commissioner_response(
            response,
            version=version_of(response),
            inspections=[asked.inspection],
            published_on=date(2018, 4, 19),
            by=cast.opcc,
            at=APRIL,
        )


def test_a_clock_that_was_met_on_another_day_keeps_it_when_the_day_of_publication_is_put_right(cast, asked, published):
    clock = Milestone.objects.get(clock="pcc-comments")
    change(clock, done_on=date(2018, 4, 18), by=cast.coordinator, at=PUBLISHED_AT)
    put_right = {"published_on": date(2018, 4, 19), "why": "A day sooner.", "by": cast.opcc, "at": PUBLISHED_AT}

    write_commissioner_response(published, version=version_of(published), inspections=[asked.inspection], **put_right)

    clock.refresh_from_db()
    assert clock.done_on == date(2018, 4, 18)


def test_those_who_answer_for_the_chief_officer_are_told_that_it_is_published(cast, published):
    told = {
        name: [line for section in mail.sections if section.heading.startswith("Published") for line in section.lines]
        for name in ("dcc", "coordinator", "owner")
        if (mail := digest(getattr(cast, name), at=PUBLISHED_AT))
    }

    said = [("To HMICFRS, on 20 April 2018", address("response", published))]
    assert {name: [(line.says, line.url) for line in lines] for name, lines in told.items()} == {
        "dcc": said,
        "coordinator": said,
        "owner": [],
    }


def test_a_page_of_the_past_shows_what_it_said_then_and_to_others_only_what_was_published(
    client, cast, published, monkeypatch
):
    later = APRIL + timedelta(days=3)
    changed = {"comments": "We welcome it all.", "why": "A word was missing.", "by": cast.opcc, "at": later}
    inspections = [report.inspection for report in published.reports.all()]
    write_commissioner_response(published, version=version_of(published), inspections=inspections, **changed)
    monkeypatch.setattr("safeguarding.clock.now", lambda: later)
    url, then, drafted = address("response", published), "?at=2018-04-20", "?at=2018-04-20T09:30"

    assert "We welcome it.</p>" in shown(client, cast.dcc, url + then)
    assert "We welcome it all.</p>" in shown(client, cast.dcc, url)
    shown(client, cast.dcc, url + drafted, 404)
    assert "To HMICFRS" not in shown(client, cast.dcc, LIST + drafted)
    page = shown(client, cast.opcc, url + drafted)
    assert "5 days left" in page
    assert "commissioner-write" not in page and "Write it" not in page
    paper = Document(io.BytesIO(client.get(address("docx", published) + then).content))
    assert any("We welcome it." in line.text for line in paper.paragraphs)


def test_until_then_it_is_the_opccs_own(client, cast, asked, response):
    for person in (cast.owner, cast.dcc, cast.coordinator, cast.partner):
        shown(client, person, address("response", response), 404)
        assert client.get(address("docx", response)).status_code == 404
        assert "To HMICFRS" not in shown(client, person, LIST)
    client.force_login(cast.dcc)
    assert client.get(reverse("commissioner-begin")).status_code == 403
    assert client.post(reverse("commissioner-begin"), {"title": "Mine"}).status_code == 403


def test_a_response_to_a_report_that_somebody_may_not_know_of_is_not_shown_to_them(client, cast, asked, response):
    hidden = InspectionFactory(title="Not released", published_on=date(2018, 3, 2), body=asked.inspection.body)
    both = [asked.inspection, hidden]
    begin = reverse("commissioner-begin")
    client.force_login(cast.opcc)
    client.post(begin, {"title": "To both", "inspections": [one.pk for one in both]})

    assert list(CommissionerResponse.objects.all()) == [response]


def test_the_paper_holds_every_recommendation_and_says_that_it_is_a_draft(client, cast, asked, response):
    comment_for_commissioner(
        response, asked, kind="nothing", text="=It waits for the Act.", version=0, by=cast.opcc, at=APRIL
    )
    client.force_login(cast.opcc)

    paper = Document(io.BytesIO(client.get(address("docx", response)).content))

    cells = [cell.text for row in paper.tables[0].rows[1:] for cell in row.cells]
    assert cells[1:] == ["Nothing, and why", "=It waits for the Act."]
    assert asked.text in cells[0]
    assert any("Draft." in line.text for line in paper.paragraphs)
    assert client.get(address("pdf", response)).content.startswith(b"%PDF")


def test_three_recommendations_cost_as_many_queries_as_one(
    client, cast, asked, response, django_assert_max_num_queries
):
    client.force_login(cast.opcc)
    with django_assert_max_num_queries(18) as one:
        client.get(address("response", response))
    for _ in range(2):
        recommendation(cast, inspection=asked.inspection)
    with django_assert_max_num_queries(len(one)):
        page = text(client.get(address("response", response)))
    assert "3 recommendations have no comment." in page
