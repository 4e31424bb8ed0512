"""Where a draft was found, how sure it is, and the same demand standing twice."""

from datetime import date

import pytest

from inspections.reading import read_report
from inspections.reading.scoring import DRAFTED_FROM, Doubt, Sign, confidence
from safeguarding.lib.readers.reports import pages_of_text

DEMAND = "We recommend that Fenshire Police reviews with the council how children in cells are found a bed."


def only(text, **how):
    (draft,) = read_report(pages_of_text(text), **how).items
    return draft


def test_a_draft_shows_the_words_it_was_read_from_and_those_around():
    (place,) = only(f"Cells were cold.\n\n{DEMAND}\n\nBeds were few.").places
    assert (place.before, place.words, place.after) == ("Cells were cold.\n\n", DEMAND, "\n\nBeds were few.")


def test_a_demand_in_the_middle_of_a_paragraph_is_shown_without_the_sentence_before():
    draft = only(f"Cells were cold. {DEMAND}")
    assert draft.places[0].words == DEMAND
    assert draft.doubts == ("It begins in the middle of a paragraph.",)


def test_a_draft_over_two_pages_has_the_page_it_begins_on_and_words_of_both():
    text = "A\n\n6\fThe force should:\n\nB\n\n7\fRecommendation 1: The force should:\n\n• ask; and\n\n8\f• listen.\n\n9"
    draft = only(text)
    assert (draft.page, draft.places[0].words) == ("8", "Recommendation 1: The force should:\n\n• ask; and\n• listen.")


@pytest.mark.parametrize("other", ["the council", "the councils"])
def test_the_same_demand_in_its_chapter_and_in_the_list_is_one_draft_with_two_places(other):
    again = DEMAND.replace("that Fenshire", "that, within three months, Fenshire").replace("the council", other)
    draft = only(f"Custody\n\n{again}\n\n8\f8. Recommendations\n\nWithin three months\n\n{DEMAND}\n\n9\fAnnex\n\n10")
    assert ([place.page for place in draft.places], draft.theme, draft.timescale.n) == (["8", "9"], "Custody", 3)


def test_what_only_its_chapter_asks_unannounced_comes_after_the_list():
    unsure = "By 31 May 2016, the council should say how many beds it found."
    text = f"Custody\n\n{unsure}\n\n{DEMAND}\n\n8. Recommendations\n\n{DEMAND}"
    assert [draft.text for draft in read_report(pages_of_text(text)).items] == [DEMAND, unsure]


def test_without_a_list_the_order_is_the_texts():
    unsure = "By 31 May 2016, the council should say how many beds it found."
    items = read_report(pages_of_text(f"Custody\n\n{unsure}\n\n{DEMAND}")).items
    assert [draft.text for draft in items] == [unsure, DEMAND]


def test_a_next_step_is_without_the_number_of_its_paragraph():
    text = "Next steps\n\n5.15 Within six weeks Fenshire Police should send its plan to the inspectorate."
    assert [step.text[:16] for step in read_report(pages_of_text(text)).next_steps] == ["Within six weeks"]


def test_a_next_step_has_the_one_limit_it_states_and_is_for_whom_is_asked():
    text = "Next steps\n\nWithin six weeks the inspectorate asks Fenshire Police for news of the work that is to be done immediately."
    (step,) = read_report(pages_of_text(text)).next_steps
    assert (step.timescale.n, step.addressees, step.doubts) == (6, ("Fenshire Police",), ())


def test_what_is_beyond_the_most_drafts_is_counted():
    text = "\n\n".join(f"We recommend that the force reads diary {number}." for number in range(1_003))
    report = read_report(pages_of_text(text))
    assert (report.left_out, report.to_json()["left_out"]) == (3, 3)


def test_places_that_state_different_limits_are_a_doubt():
    again = DEMAND.replace("that Fenshire", "that, within six months, Fenshire")
    draft = only(f"Custody\n\n{again}\n\n8. Recommendations\n\nWithin three months\n\n{DEMAND}")
    assert draft.timescale.n == 6
    assert draft.doubts == ("Its places state different time limits.",)


def test_demands_with_different_numbers_are_never_one():
    text = f"Recommendation 1: {DEMAND}\n\nRecommendation 2: {DEMAND}"
    assert [draft.reference for draft in read_report(pages_of_text(text)).items] == ["1", "2"]


def test_a_relative_limit_has_its_date_only_where_publication_is_known():
    text = DEMAND.replace("that Fenshire", "that, within three months, Fenshire")
    assert only(text).timescale.on is None
    assert only(text, published=date(2015, 2, 11)).timescale.on == date(2015, 5, 11)


def test_json_says_unnumbered_and_leaves_no_field_out():
    told = only(DEMAND).to_json()
    assert told["reference"] == "unnumbered"
    assert list(told) == [
        *("reference", "kind", "text", "parts", "timescale", "addressees", "page", "confidence", "theme", "cited"),
        *("status", "status_by", "status_on", "doubts", "places"),
    ]
    assert told["timescale"] == {
        "words": "",
        "type": "none",
        "n": None,
        "date": None,
        "rule": "No time limit is stated",
    }


def test_a_part_says_its_own_limit_and_addressees_in_json():
    text = (
        "Recommendation 8: By 30 September 2015, the College of Policing should write guidance, "
        "and by 31 March 2016, chief constables should follow it."
    )
    (first, second) = only(text).to_json()["parts"]
    assert (first["letter"], first["timescale"]["date"], first["addressees"]) == (
        "a",
        "2015-09-30",
        ["College of Policing"],
    )
    assert (second["letter"], second["timescale"]["date"], second["addressees"]) == (
        "b",
        "2016-03-31",
        ["chief constables"],
    )


def test_two_signs_of_one_weight_count_twice():
    assert confidence([Sign.LIMITED, Sign.TWICE], []) == 0.2


def test_a_sign_counts_once_and_nothing_is_quite_sure():
    assert confidence([Sign.PHRASE, Sign.PHRASE], []) == 0.6
    assert confidence(list(Sign), []) == 0.99


def test_doubts_lower_confidence():
    assert confidence([Sign.PHRASE, Sign.DEMANDS], [Doubt.IN_A_PLAN]) == 0.65


def test_a_number_and_a_demand_alone_are_not_drafted():
    assert confidence([Sign.COUNTED, Sign.DEMANDS, Sign.ADDRESSED], []) < DRAFTED_FROM
