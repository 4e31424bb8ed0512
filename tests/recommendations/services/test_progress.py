"""Updates, evidence, recommending complete, releasing to the OPCC."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import FollowUpCheck, ProgressUpdate, Release
from recommendations.permissions import Refused
from recommendations.services import progress
from recommendations.services.progress import EvidenceDraft
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.walk import begin, part, recommend, stands, support

POSTED = london(2015, 6, 1)
# SHA-256 of b"audit", from sha256sum
AUDIT = "b81f37a043a6f767e7c94d105f4bd31282f3ecc20680bb9d09bd93461cf4c863"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def kept(folder):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def post(action, by, at=POSTED, **said):
    return progress.post_update(action, by=by, at=at, **{"done": "Trained the teams."} | said)


# Updates


def test_an_update_is_kept_with_who_when_and_what_and_moves_nothing(cast):
    action = begin(cast)

    update = post(action, cast.owner, next="Audit it.", assessment="at-risk")

    assert (update.recorded_by, update.recorded_at) == (cast.owner, POSTED)
    assert (update.done, update.next, update.assessment) == ("Trained the teams.", "Audit it.", "at-risk")
    assert stands(action) == ("in-progress", {"": (False, False)})


def test_an_update_says_something_even_if_only_why_nothing_changed(cast):
    action = begin(cast)

    with pytest.raises(ValidationError, match="Say what was done, what happens next, or why nothing has changed"):
        post(action, cast.owner, done="")
    post(action, cast.owner, done="", no_change_because="The trainer is ill.")

    assert ProgressUpdate.objects.get().no_change_because == "The trainer is ill."


def test_an_update_inherits_audience_and_marking_and_a_person_can_narrow_it(cast):
    inspection = InspectionFactory(audience="agencies", marking="official-sensitive")
    action = ActionFactory(parts=RecommendationFactory(inspection=inspection).parts.all(), owner=cast.posts.owner)

    inherited, narrowed = post(action, cast.owner), post(action, cast.owner, audience="force")

    assert (inherited.audience, inherited.marking) == ("agencies", "official-sensitive")
    assert (narrowed.audience, narrowed.marking) == ("force", "official-sensitive")


def test_a_forecast_moves_freely_and_leaves_the_target_alone(cast):
    action = begin(cast, target_on=date(2015, 5, 1))

    post(action, cast.owner, expected_on=date(2015, 12, 1))
    post(action, cast.owner, done="No other forecast.")

    action.refresh_from_db()
    assert (action.expected_on, action.target_on) == (date(2015, 12, 1), date(2015, 5, 1))


def test_only_the_action_owner_posts_and_only_on_parts_that_the_action_answers(cast):
    action, other = begin(cast, "a"), begin(cast, "b")

    with pytest.raises(Refused, match="This is for the action owner"):
        post(action, cast.issue_owner)
    with pytest.raises(ValidationError, match="This action does not answer that part"):
        post(action, cast.owner, part=part(other, "b"))

    assert list(ProgressUpdate.objects.all()) == []


# Evidence


def test_a_file_is_kept_as_it_came_under_its_digest_with_name_and_size(cast, uploads):
    action = begin(cast)
    file = SimpleUploadedFile("audit june.pdf", b"audit")

    update = post(action, cast.owner, evidence=[EvidenceDraft(title="June audit", of="test", file=file)])

    proof = update.evidence.get()
    assert (proof.sha256, proof.size, proof.name, proof.of) == (AUDIT, 5, "audit june.pdf", "test")
    assert kept(uploads) == [f"evidence/{AUDIT}"]
    assert (uploads / "evidence" / AUDIT).read_bytes() == b"audit"


def test_the_digest_of_a_large_file_is_that_of_all_of_it():
    # printf of 3,000,000 letters x through sha256sum
    file = ContentFile(b"x" * 3_000_000, name="large")

    assert progress.digest(file) == "e55b8bdf621ddaa8f462c74745db9680d3bb7536a9cf854f8d6668b34a287890"
    assert file.read(1) == b"x"


def test_evidence_is_a_file_a_link_or_held_elsewhere_and_several_come_at_once(cast):
    drafts = [
        EvidenceDraft(title="Procedure", link="https://force.example/procedure"),
        EvidenceDraft(title="Dip sample", of="test", held_elsewhere="Crime system, DI Audit, 2015/7"),
    ]

    update = post(begin(cast), cast.owner, evidence=drafts, audience="force")

    assert [(proof.title, proof.of, proof.audience) for proof in update.evidence.all()] == [
        ("Procedure", "output", "force"),
        ("Dip sample", "test", "force"),
    ]


def test_evidence_that_is_nowhere_is_refused_and_the_update_with_it(cast):
    with pytest.raises(ValidationError, match="Attach a file, give a link, or say where it is held"):
        post(begin(cast), cast.owner, evidence=[EvidenceDraft(title="Trust me")])

    assert list(ProgressUpdate.objects.all()) == []


# Recommending complete


def test_recommending_the_whole_recommends_every_part(cast):
    action = begin(cast, "a", "b")

    recommend(action, by=cast.owner)

    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (True, False)})


def test_recommending_a_part_leaves_the_action_in_progress_until_the_last(cast):
    action = begin(cast, "a", "b")

    recommend(action, by=cast.owner, part=part(action, "a"))
    assert stands(action) == ("in-progress", {"a": (True, False), "b": (False, False)})

    recommend(action, by=cast.owner, part=part(action, "b"))
    assert stands(action) == ("recommended-complete", {"a": (True, False), "b": (True, False)})


def test_parts_are_recommended_each_by_an_update_of_its_own_and_what_shows_it_stands_with_the_last(cast):
    action = begin(cast, "a", "b", "c")
    parts, proof = [part(action, "a"), part(action, "b")], EvidenceDraft(title="Audit", held_elsewhere="Policy drive")
    said = {"done": "Trained.", "shown": "not-tested", "check_on": date(2015, 12, 1), "evidence": [proof]}

    updates = progress.recommend_parts(action, parts, **said, by=cast.owner, at=POSTED)

    assert stands(action) == ("in-progress", {"a": (True, False), "b": (True, False), "c": (False, False)})
    assert [(one.part, one.done, one.evidence.count()) for one in updates] == [
        (parts[0], "Trained.", 0),
        (parts[1], "Trained.", 1),
    ]


def test_recommending_the_rest_leaves_a_supported_part_as_it_was_decided(cast):
    action = begin(cast, "a", "b")
    first = recommend(action, by=cast.owner, part=part(action, "a"))
    support(action, part=part(action, "a"), by=cast.dcc)

    recommend(action, by=cast.owner, at=london(2015, 8, 11))

    assert action.coverages.get(part__letter="a").recommended_in == first
    assert stands(action) == ("recommended-complete", {"a": (True, True), "b": (True, False)})


def test_recommending_says_what_shows_that_it_worked(cast):
    with pytest.raises(ValidationError, match="Say what shows it worked, or that it is not yet tested"):
        recommend(begin(cast), by=cast.owner, shown="")


def test_what_is_not_yet_tested_sets_a_follow_up_check(cast):
    recommend(begin(cast), by=cast.owner, shown="not-tested", check_on=date(2016, 2, 1))

    check = FollowUpCheck.objects.get()
    assert (check.what, check.due_on, check.done_on) == ("Test whether it worked", date(2016, 2, 1), None)


def test_what_is_tested_sets_none(cast):
    recommend(begin(cast), by=cast.owner, shown="effect-shown")

    assert list(FollowUpCheck.objects.all()) == []


def test_not_yet_tested_without_a_day_for_the_check_is_refused_before_any_file_is_kept(cast, uploads):
    action = begin(cast)
    drafts = [EvidenceDraft(title="Audit", file=SimpleUploadedFile("a.pdf", b"audit"))]

    with pytest.raises(ValidationError, match="Enter the date when you will check whether it worked"):
        recommend(action, by=cast.owner, shown="not-tested", evidence=drafts)

    assert stands(action) == ("in-progress", {"": (False, False)})
    assert kept(uploads) == []


def test_a_part_recommended_already_is_not_recommended_again(cast):
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner, part=part(action, "a"))

    with pytest.raises(Refused, match="Part a of the action is recommended complete"):
        recommend(action, by=cast.owner, part=part(action, "a"))


# Release


def test_the_issue_owner_releases_with_a_reason_that_the_opcc_reads(cast):
    action = begin(cast)

    with pytest.raises(Refused, match="This is for the issue owner"):
        progress.release(action, by=cast.owner, at=POSTED)
    release = progress.release(action, reason="For the July meeting.", by=cast.issue_owner, at=POSTED)

    assert Release.objects.get() == release
    assert (release.audience, release.reason) == ("opcc", "For the July meeting.")
