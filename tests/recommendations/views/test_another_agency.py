"""What one agency says is for the force, the OPCC and itself, and for no other agency, on whatever page or in whatever file."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from inspections.services import concern_agency, release_to_opcc
from recommendations.models import Action, Evidence, ProgressUpdate
from recommendations.services import actions, progress, scrutiny
from safeguarding.appointments import appoint, grant
from safeguarding.models import Agency, Post
from safeguarding.models.people import Role
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory, UserFactory
from tests.moments import NOW, OPENED, london
from tests.recorded import write

MAY, JUNE = london(2015, 5, 1), london(2015, 6, 1)
SAID = "Zebra"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def other(cast):
    """A partner of another agency that the inspection concerns too."""
    health = write(Agency(slug="health", name="Health Trust"), by=cast.coordinator, at=OPENED)
    person = UserFactory(username="health")
    grant(person, Role.PARTNER, agency=health, by=cast.administrator, at=OPENED)
    return person


@pytest.fixture
def asked(cast, other):
    """A recommendation that the OPCC and both agencies see, whose words are for them all."""
    made = InspectionFactory(slug="ours", title="Ours", audience="agencies")
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    for agency in Agency.objects.all():
        concern_agency(made, agency, by=cast.coordinator, at=OPENED)
    return RecommendationFactory(inspection=made, issue_owner=cast.posts.issue_owner)


@pytest.fixture
def theirs(cast, asked):
    """The action of a post of social care, whose partner has said on it all that an owner can."""
    post = write(Post(title="Service manager", agency=cast.agency), by=cast.administrator, at=OPENED)
    appoint(post, cast.partner, by=cast.administrator, at=OPENED)
    words = {"text": f"{SAID} bed.", "target_words": f"{SAID} day", "cost_words": f"{SAID} cost"}
    action = ActionFactory(parts=asked.parts.all(), owner=post, origin=f"{SAID} meeting", **words)
    by = {"by": cast.partner, "at": MAY}
    proof = progress.EvidenceDraft(
        title=f"{SAID} proof", file=ContentFile(SAID.encode(), "proof.txt"), name=f"{SAID}.txt"
    )
    progress.post_update(action, done=f"{SAID} done.", evidence=[proof], **by)
    note = {"body": f"{SAID} board", "meanwhile": f"{SAID} watch.", "review_on": date(2015, 12, 1)}
    actions.wait_on(action, **note, **by)
    actions.request_deadline(action, date(2015, 11, 1), because="it", reason=f"{SAID} reason.", **by)
    scrutiny.answer(scrutiny.ask(action, "When?", by=cast.dcc, at=MAY), f"{SAID} answer.", **by)
    return action


@pytest.fixture
def handed_over(cast, theirs):
    """The same action once the force took it over; the agency's words stay the agency's."""
    return actions.hand_over(theirs, cast.posts.owner, why=f"{SAID} handed over.", by=cast.coordinator, at=JUNE)


def places(action, asked):
    """Addresses of every page, list and file on which words of an action stand."""
    return [
        reverse("action-detail", args=[action.pk]),
        reverse("action-detail", args=[action.pk]) + "?at=2015-05-20",
        reverse("recommendation-detail", args=[asked.pk]),
        reverse("recommendation-detail", args=[asked.pk]) + "?at=2015-05-20",
        reverse("inspection-detail", args=["ours"]),
        reverse("progress-report", args=["ours"]),
        reverse("progress-report", args=["ours"]) + "?at=2015-05-20",
        *(
            reverse(name)
            for name in (
                "position",
                "what-changed",
                "what-changed-csv",
                "my-actions",
                "action-list",
                "action-csv",
                "recommendation-list",
            )
        ),
        *(reverse("plan-download", args=["ours", form, "csv"]) for form in ("action-form", "progress-table")),
        *(f"{reverse('search')}?q={word}" for word in ("bed", "answer", "proof", "reason")),
    ]


def read(client, person, action, asked):
    """The addresses at which `person` reads anything that the agency said."""
    client.force_login(person)
    found = []
    for url in places(action, asked):
        answer = client.get(url)
        assert answer.status_code == 200
        words = b"".join(answer) if answer.streaming else answer.content
        found += [url] if SAID in words.decode("utf-8-sig") else []
    return found


@pytest.mark.parametrize("state", ["theirs", "handed_over"])
def test_another_agency_reads_nothing_that_an_agency_said(state, request, client, cast, other, asked):
    action = request.getfixturevalue(state)

    assert len(read(client, cast.opcc, action, asked)) >= 9
    assert len(read(client, cast.partner, action, asked)) >= 9
    assert read(client, other, action, asked) == []


@pytest.mark.parametrize("state", ["theirs", "handed_over"])
def test_nor_their_files(state, request, client, cast, other):
    request.getfixturevalue(state)
    url = reverse("evidence-file", args=[Evidence.objects.get().pk])

    def status(person):
        client.force_login(person)
        answer = client.get(url)
        return answer.status_code, b"".join(answer) == SAID.encode()

    assert [status(person) for person in (cast.partner, cast.dcc, cast.opcc)] == [(200, True)] * 3
    assert status(other) == (403, False)


def test_what_the_force_says_to_the_agencies_on_its_own_action_both_read(cast, other, asked):
    action = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner)
    progress.post_update(action, done="For both.", by=cast.owner, at=MAY)

    for person in (cast.partner, other):
        assert [row.withheld for row in ProgressUpdate.objects.visible_to(person, NOW)] == [False]
        assert [row.withheld for row in Action.objects.visible_to(person, NOW)] == [False]


def test_a_new_owner_reads_what_is_asked_of_them_and_not_what_the_agency_before_said(cast, other, theirs):
    post = write(Post(title="Ward manager", agency=Agency.objects.get(slug="health")), by=cast.administrator, at=OPENED)
    appoint(post, other, by=cast.administrator, at=OPENED)
    actions.hand_over(theirs, post, why="Theirs now.", by=cast.coordinator, at=JUNE)
    question = scrutiny.ask(theirs, "How many beds?", by=cast.dcc, at=JUNE)

    assert not type(question).objects.visible_to(other, NOW).get(pk=question.pk).withheld
    assert not Action.objects.visible_to(other, NOW).get().withheld
    assert ProgressUpdate.objects.visible_to(other, NOW).get().withheld
