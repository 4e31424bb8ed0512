"""A later copy of a report says what it changes of what the inspection has, and changes nothing by itself."""

import pytest

from recommendations.models import Recommendation
from recommendations.selectors.reports import later_copy
from recommendations.selectors.reports.reading import reading_page
from recommendations.services import reports
from safeguarding.lib.likeness import stems
from tests.factories import RecommendationFactory
from tests.moments import NOW
from tests.recommendations.reported import PARTS, REPORT, REVIEW, TRAIN, begun, choose

NEW = "We recommend that the force publishes its figures each year."
LATER = REPORT.replace(PARTS[1], "at each later meeting of the hub.").replace(TRAIN, NEW)
NUMBERED = (
    "Recommendation 1\n\nThe force should read the log.\n\nRecommendation 2\n\nThe force should tell each home.\n"
)


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def recorded(cast, words):
    reading = begun(cast, words)
    choose(reading, "kept", by=cast.coordinator)
    reports.record(reading, by=cast.coordinator, at=NOW)
    return reading.inspection


def test_a_sub_part_in_other_words_what_is_new_and_what_is_gone_are_told(cast, client):
    inspection = recorded(cast, REPORT)
    RecommendationFactory(inspection=inspection, reference="N1", kind=Recommendation.Kind.NEXT_STEP)
    reading = begun(cast, LATER, inspection=inspection)

    page = reading_page(reading)
    (reworded,) = page.copy.reworded.values()
    assert (page.copy.same, page.copy.new, [each.text for each in page.copy.gone]) == (1, 1, [TRAIN])
    assert reworded.recommendation.text == REVIEW
    assert [(piece.kind, piece.words) for piece in reworded.pieces if piece.kind != "kept"] == [
        ("left-out", "meeting."),
        ("put-in", "meeting of the hub."),
    ]
    assert [row.sure for row in page.findings] == [True, False, True]  # the second is not kept with others at one press

    client.force_login(cast.coordinator)
    shown = client.get(f"/reports/{reading.pk}/").content.decode()
    assert "<strong>1</strong> as they were" in shown
    assert f"/recommendations/{reworded.recommendation.pk}/put-right/" in shown
    assert "Put in:</span> meeting of the hub.</ins>" in shown


def test_what_is_gone_and_what_is_discarded_stay_as_they_were_and_only_the_new_is_recorded(cast):
    inspection = recorded(cast, REPORT)
    before = set(Recommendation.objects.values_list("pk", "text"))
    reading = begun(cast, LATER, inspection=inspection)
    choose(reading, "kept", by=cast.coordinator)
    choose(reading, "discarded", 2, by=cast.coordinator)

    assert reading_page(reading).copy.new == 1
    assert [each.text for each in reports.record(reading, by=cast.coordinator, at=NOW).recommendations] == [NEW]
    assert before < set(Recommendation.objects.values_list("pk", "text"))


def test_a_number_tells_which_is_meant_and_another_report_with_the_same_numbers_is_no_later_copy(cast):
    inspection = recorded(cast, NUMBERED)
    renumbered = NUMBERED.replace("Recommendation 2", "Recommendation 3").replace(
        "read the log", "read its log each day"
    )
    copy = reading_page(begun(cast, renumbered, inspection=inspection)).copy
    assert [each.recommendation.reference for each in copy.reworded.values()] == ["1", "2"]
    assert (copy.same, copy.new, copy.gone) == (0, 0, [])

    other = "Recommendation 1\n\nThe force should train every custody sergeant in safeguarding.\n"
    assert reading_page(begun(cast, other, inspection=inspection)).copy is None


def test_of_two_drafts_under_one_number_one_is_what_the_inspection_has_and_the_other_is_new(cast):
    inspection = recorded(cast, NUMBERED)
    reading = begun(cast, NUMBERED.replace("read the log", "read its log each day"), inspection=inspection)
    first, second = reading.drafts.order_by("order")
    second.reference, second.text = first.reference, "The force should read the log of each day."
    second.save()

    copy = reading_page(reading).copy
    assert (copy.same, len(copy.reworded), copy.new) == (0, 1, 1)
    assert [each.text for each in copy.gone] == ["The force should tell each home."]


def test_of_many_drafts_beside_many_recommendations_each_text_is_looked_through_once(cast, monkeypatch):
    inspection = recorded(cast, REPORT)
    reading = begun(cast, REPORT.replace("We recommend", "We also recommend"), inspection=inspection)
    texts = []
    monkeypatch.setattr(later_copy, "stems", lambda text: texts.append(text) or stems(text))

    assert len(reading_page(reading).copy.reworded) == 3
    assert (len(texts), len(set(texts))) == (6, 6)
