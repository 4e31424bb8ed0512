"""One draft, put right in the browser: what was typed is never lost, whatever refuses it."""

import pytest
from django.urls import reverse

from recommendations.models import ReportReading
from recommendations.services import drafts, reports
from tests.factories import ThemeFactory
from tests.moments import NOW
from tests.recommendations.reported import PARTS, REVIEW, SEE, TRAIN, begun, choose, draft
from tests.recommendations.views.reading import text


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reading(cast):
    return begun(cast)


def address(one, name="draft-edit"):
    return reverse(name, args=[one.reading_id, one.pk])


def sent(one, **changed):
    """What the page of a draft sends when nothing but `changed` was touched."""
    fields = ("version", "kind", "reference", "text", "timescale", "addressees", "page_reference")
    sent = {name: getattr(one, name) for name in fields} | {"theme": one.theme_id or "", "ours": "on"}
    sent |= {"parts": len(one.parts)}
    for place, part in enumerate(one.parts):
        sent |= {f"part-{place}-{name}": value for name, value in part.items() if name != "ours"}
        sent |= {f"part-{place}-ours": "on"} if part["ours"] else {}
    return sent | changed


# Edited


def test_a_draft_that_is_sent_back_untouched_is_as_it_was(coordinator, reading):
    one = draft(reading, 2)

    response = coordinator.post(address(one), sent(one))

    after = draft(reading, 2)
    assert response.url == f"/reports/{reading.pk}/#draft-{one.pk}"
    assert (after.text, after.parts, after.timescale) == (one.text, one.parts, one.timescale)
    assert after.choice == "undecided"


def test_every_field_is_mended_and_the_draft_kept(coordinator, reading):
    one, theme = draft(reading, 1), ThemeFactory()
    changed = {"kind": "area-for-improvement", "reference": "AFI 1", "text": "Mended.", "timescale": "By May 2016"}
    changed |= {"addressees": "The College", "page_reference": "p. 4", "theme": theme.pk, "press": "kept"}

    coordinator.post(address(one), {name: value for name, value in sent(one, **changed).items() if name != "ours"})

    after = draft(reading, 1)
    assert [after.kind, after.reference, after.text] == ["area-for-improvement", "AFI 1", "Mended."]
    assert [after.timescale, after.addressees, after.ours] == ["By May 2016", "The College", False]
    assert [after.page_reference, after.theme, after.choice] == ["p. 4", theme, "kept"]


def test_a_sub_part_is_mended_another_emptied_and_one_added(coordinator, reading):
    one = draft(reading, 2)
    changed = {"parts": 3, "part-0-timescale": "Immediately", "part-0-addressees": "The College"}
    changed |= {
        "part-1-letter": "",
        "part-1-text": "",
        "part-2-letter": "c",
        "part-2-text": "Added.",
        "part-2-ours": "on",
    }

    coordinator.post(
        address(one), {name: value for name, value in sent(one, **changed).items() if name != "part-0-ours"}
    )

    assert draft(reading, 2).parts == [
        {"letter": "a", "text": PARTS[0], "timescale": "Immediately", "addressees": "The College", "ours": False},
        {"letter": "c", "text": "Added.", "timescale": "", "addressees": "", "ours": True},
    ]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(coordinator, reading):
    one = draft(reading, 2)
    changed = {
        "text": "",
        "page_reference": "Typed page",
        "part-0-text": "",
        "part-1-letter": "a",
        "part-1-text": "Typed.",
    }

    response = coordinator.post(address(one), sent(one, **changed))

    form, rows = response.context["form"], response.context["formset"]
    assert form.errors == {"text": ["Enter the wording"]}
    assert rows[0].errors["text"] == ["Enter the words of the sub-part, or empty the row"]
    assert rows[1].errors["letter"] == ["There are two sub-parts a"]
    assert "Typed page" in text(response)
    assert "Typed." in text(response)
    assert draft(reading, 2) == one


def test_what_is_typed_over_another_s_change_is_kept_beside_theirs_and_goes_over_it_when_sent_again(
    coordinator, cast, reading
):
    one = draft(reading, 1)
    drafts.revise(one, version=1, text="Theirs.", by=cast.coordinator, at=NOW)

    refused = coordinator.post(address(one), sent(one, text="Mine."))

    assert "changed this at 09:00 on 10/09/2015, after you opened it." in text(refused)
    assert "As Connie Coordinator left it" in text(refused)
    assert "Theirs." in text(refused)
    assert refused.context["form"]["text"].value() == "Mine."
    assert draft(reading, 1).text == "Theirs."
    again = refused.context["form"]["version"].value()
    coordinator.post(address(one), sent(one, text="Mine.", version=again))
    assert draft(reading, 1).text == "Mine."


def test_what_is_typed_after_the_report_was_recorded_is_not_lost(coordinator, cast, reading):
    one = draft(reading, 1)
    choose(reading, "kept", by=cast.coordinator)
    reports.record(reading, by=cast.coordinator, at=NOW)

    response = coordinator.post(address(one), sent(one, text="Mine.", version=2))

    assert "This report was recorded while you had this page open, so its drafts are closed." in text(response)
    assert "Mine." in text(response)


def test_the_page_shows_where_the_draft_was_found(coordinator, reading):
    page = text(coordinator.get(address(draft(reading, 1))))

    assert f"<mark>{SEE}</mark>" in page
    assert "Printed under “Initial contact”." in page


def test_a_draft_of_another_reading_is_not_there(coordinator, cast, reading):
    other = begun(cast)

    assert coordinator.get(reverse("draft-edit", args=[reading.pk, draft(other, 1).pk])).status_code == 404


@pytest.mark.parametrize("junk", [{"parts": "x"}, {"parts": "99999999"}, {"version": "x"}, {"kind": "song"}])
def test_a_clumsy_request_is_answered_with_the_page(coordinator, reading, junk):
    one = draft(reading, 2)

    assert coordinator.post(address(one), sent(one) | junk).status_code in (200, 302)


# Added, merged, split


def test_one_that_was_missed_is_added_after_the_one_it_follows(coordinator, reading):
    sent = {"kind": "recommendation", "text": "Missed.", "parts": "0", "after": draft(reading, 1).pk, "ours": "on"}

    coordinator.post(reverse("draft-add", args=[reading.pk]), sent)

    assert (draft(reading, 2).text, draft(reading, 2).choice) == ("Missed.", "kept")


def test_two_are_merged(coordinator, reading):
    one, other = draft(reading, 1), draft(reading, 3)

    response = coordinator.post(address(one, "draft-merge"), {"version": 1, "other": f"{other.pk}-1"})

    assert response.url == f"/reports/{reading.pk}/#draft-{one.pk}"
    assert draft(reading, 1).text == f"{SEE}\n\n{TRAIN}"


def test_what_was_changed_meanwhile_is_not_merged_unseen(coordinator, cast, reading):
    one, other = draft(reading, 1), draft(reading, 3)
    drafts.revise(other, version=1, text="Mended.", by=cast.coordinator, at=NOW)

    response = coordinator.post(address(one, "draft-merge"), {"version": 1, "other": f"{other.pk}-1"})

    assert "It was changed while you had this page open. Look at it again, and select one" in text(response)
    assert draft(reading, 1).text == SEE


def test_one_is_split_at_a_sub_part_or_at_words_of_its_own(coordinator, reading):
    coordinator.post(address(draft(reading, 2), "draft-split"), {"version": 1, "at": "part-1"})
    words = {"version": 1, "at": "words", "words": "ensures that officers"}
    coordinator.post(address(draft(reading, 1), "draft-split"), words)

    found = [each.text for each in reading.drafts.all()][:4]
    assert found == [
        "We recommend that the force immediately",
        "ensures that officers see every child in the house.",
        REVIEW,
        REVIEW,
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Enter the words that the second begins with"),
        ("e", "These words stand there more than once"),
        ("elsewhere", "The wording does not have these words after its beginning"),
        ("We recommend", "The wording does not have these words after its beginning"),
    ],
)
def test_words_that_do_not_say_where_are_asked_again(coordinator, reading, words, why):
    response = coordinator.post(
        address(draft(reading, 1), "draft-split"), {"version": 1, "at": "words", "words": words}
    )

    assert why in response.context["form"].errors["words"][0]
    assert draft(reading, 1).text == SEE


def test_whoever_works_on_a_reading_that_is_given_up_at_that_moment_is_told(coordinator, cast, reading, monkeypatch):
    one = draft(reading, 1)
    opened = ReportReading.objects.get(pk=reading.pk)
    for module in ("reports", "drafts"):  # as the page was opened before
        monkeypatch.setattr(f"recommendations.views.{module}.open_reading", lambda *_: opened)
    reports.give_up(reading, by=cast.coordinator, at=NOW)

    add = {"kind": "recommendation", "text": "Missed.", "ours": "on", "after": ""}
    for where, words in (("draft-add", add), ("report-record", {}), ("report-give-up", {})):
        page = coordinator.post(reverse(where, args=[one.reading_id]), words, follow=True)
        assert (page.request["PATH_INFO"], "gave this reading up at the same moment" in text(page)) == (
            "/reports/",
            True,
        )
