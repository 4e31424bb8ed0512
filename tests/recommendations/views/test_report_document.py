"""The report itself stands beside its drafts: what was taken is marked, and what was missed is added in two presses."""

from django.urls import reverse

from tests.recommendations.reported import PARTS, SEE, begun, choose
from tests.recommendations.views.reading import shown, text

MISSED = "4.2 Within two months, chief constables could publish how often they are asked:"
REPORT = f"Findings\n\nCalls are answered.\n\n{SEE}\n\n{MISSED}\n• {PARTS[0]};\n• {PARTS[1]}\n\nOfficers should have known.\n"


def page_of(reading):
    return reverse("report-reading", args=[reading.pk])


def link_in(page, words):
    """The address of "This is one too" beside a paragraph with these words; none where it was taken."""
    _, _, after = page.partition(f"<p>{words}</p>")
    return after.partition('href="')[2].partition('"')[0] if after else None


def test_what_was_taken_is_marked_and_what_was_discarded_no_more(coordinator, cast):
    reading = begun(cast, REPORT)
    address = f'href="#draft-{reading.drafts.get().pk}"'

    page = shown(coordinator, cast.coordinator, page_of(reading))
    assert f"<mark>{SEE}</mark>" in page.partition('id="document"')[2]
    assert address in page.partition('id="document"')[2]

    choose(reading, "discarded", by=cast.coordinator)
    page = shown(coordinator, cast.coordinator, page_of(reading))
    assert link_in(page, SEE) is not None


def test_a_paragraph_that_was_missed_is_kept_with_its_limit_and_list_in_two_presses(coordinator, cast):
    reading = begun(cast, REPORT)

    one = link_in(shown(coordinator, cast.coordinator, page_of(reading)), MISSED)
    form = coordinator.get(one).context["form"]
    sent = {bound.html_name: bound.value() for each in (form, *form.rows) for bound in each if bound.value()}
    response = coordinator.post(one, sent | {"parts": form.rows.count}, follow=True)

    added = reading.drafts.get(choice="kept")
    assert (added.reference, added.timescale, added.addressees) == ("4.2", "Within two months", "chief constables")
    assert [part["text"].rstrip(";") for part in added.parts] == [words.rstrip(";") for words in PARTS]
    assert added.order == 2
    assert response.redirect_chain[0][0].endswith(f"?page=1#paragraph-{one.rstrip('/').rpartition('/')[2]}")
    assert link_in(text(response), MISSED) is None
    assert link_in(text(response), PARTS[0]) is None


def test_what_asks_and_was_not_taken_is_counted_and_shown_alone(coordinator, cast):
    reading = begun(cast, REPORT)

    assert "1 paragraph that asks for something was not taken" in shown(coordinator, cast.coordinator, page_of(reading))
    page = shown(coordinator, cast.coordinator, f"{page_of(reading)}?look=asking").partition('id="document"')[2]
    assert "Officers should have known." in page
    assert "Calls are answered." not in page


def test_the_report_begins_where_the_next_to_decide_stands(coordinator, cast):
    reading = begun(cast, "\n\n".join(["Calls are answered."] * 90 + [SEE]))

    page = shown(coordinator, cast.coordinator, page_of(reading))

    assert f"<mark>{SEE}</mark>" in page.partition('id="document"')[2]
    assert page.count("This is one too") < 40


def test_a_paragraph_that_is_not_there_is_not_found(coordinator, cast):
    assert coordinator.get(reverse("draft-add-paragraph", args=[begun(cast, REPORT).pk, 999])).status_code == 404


def test_where_nothing_was_read_the_paragraphs_that_ask_are_shown(coordinator, cast):
    words = "Minutes of a meeting.\n\nTea was served in the hall.\n\nThe hall should be painted."
    page = shown(coordinator, cast.coordinator, page_of(begun(cast, words)))

    assert "press “This is one too” at each that is one" in page
    assert ("The hall should be painted." in page, "Tea was served" in page) == (True, False)
