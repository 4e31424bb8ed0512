"""Files of evidence, as their readers save them."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspections.services import release_to_opcc
from recommendations.models import Evidence
from recommendations.services import progress
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.views.reading import shown


@pytest.fixture
def action(cast):
    seen = InspectionFactory()
    release_to_opcc(seen, by=cast.coordinator, at=london(2015, 4, 2))
    return ActionFactory(parts=[RecommendationFactory(inspection=seen).parts.get()], owner=cast.posts.owner)


def evidence(cast, action, *, name="notes.html", audience=Audience.OPCC):
    draft = progress.EvidenceDraft(title="Notes", file=SimpleUploadedFile(name, b"<script>1</script>"))
    progress.post_update(
        action, done="Done.", evidence=[draft], audience=audience, by=cast.owner, at=london(2015, 5, 1)
    )
    return Evidence.objects.get()


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_is_saved_and_never_opened_here(client, cast, action, kept):
    proof = evidence(cast, action)
    client.force_login(cast.opcc)
    response = client.get(f"/evidence/{proof.pk}/")

    assert b"".join(response) == b"<script>1</script>"
    assert response["Content-Disposition"] == 'attachment; filename="notes.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"


def test_a_force_only_file_is_refused_to_the_opcc(client, cast, action, kept):
    proof = evidence(cast, action, audience=Audience.FORCE)

    assert "This file is not released to you yet." in shown(client, cast.opcc, f"/evidence/{proof.pk}/", status=403)


def test_a_file_on_an_action_one_may_not_see_is_not_there(client, cast, kept):
    proof = evidence(cast, ActionFactory(owner=cast.posts.owner))

    shown(client, cast.opcc, f"/evidence/{proof.pk}/", status=404)


def test_a_file_that_was_lost_is_said_to_be_lost(client, cast, action, kept):
    proof = evidence(cast, action)
    Path(proof.file.path).unlink()

    assert "This file is not where it was kept" in shown(client, cast.owner, f"/evidence/{proof.pk}/", status=404)


def test_a_file_that_was_replaced_is_given_to_nobody(client, cast, action, kept):
    proof = evidence(cast, action)
    Path(proof.file.path).write_bytes(b"<script>2</script>")

    page = shown(client, cast.owner, f"/evidence/{proof.pk}/", status=409)
    assert "This file is not the one that was kept" in page
    assert "<script>2" not in page
