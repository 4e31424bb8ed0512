"""What is found: by number, by reference, by owner, and by words in any text of one thing."""

from datetime import timedelta

import pytest

from recommendations.models import Action, Recommendation
from recommendations.selectors.search.asked import MOST_WORDS, read
from recommendations.selectors.search.matching import actions_with_every_word, recommendations_with_every_word
from recommendations.services import scrutiny
from recommendations.services.recommendations import respond
from safeguarding.appointments import appoint
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED
from tests.recommendations.search_cases import found_actions, found_recommendations, shown
from tests.recorded import change
from tests.walk import begin, recommend, recommendation, send_back


@pytest.mark.parametrize(
    ("typed", "number"), [("7", 7), ("action 7", 7), ("Action 7", 7), ("#7", 7), ("8c", None), ("seven", None)]
)
def test_a_number_is_that_of_an_action(typed, number):
    assert read(typed).action == number


@pytest.mark.parametrize(
    ("typed", "references"),
    [
        ("Recommendation 8", ("8",)),
        ("rec 8", ("8",)),
        ("recs 8c", ("8c",)),
        ("8C", ("8c",)),
        ("2.14", ("2.14",)),
        ("next step 1", ("next step 1",)),
        ("7", ()),
        ("children", ()),
    ],
)
def test_a_reference_is_that_of_a_recommendation_or_a_part(typed, references):
    assert read(typed).references == references


def test_words_in_quotation_marks_are_one_and_too_many_are_left_out():
    assert read('see "body  worn" video "').words == ("see", "body worn", "video", '"')
    assert read(" ".join(f"w{n}" for n in range(40))).left_out == 40 - MOST_WORDS
    assert read("").words == read("\0 ").words == ()


def test_the_action_with_the_number_comes_first(cast):
    seventh, other = begin(cast, text="One."), begin(cast, text="Two.")
    begin(cast, text=f"Repeat what action {seventh.pk} did.")

    assert found_actions(f"action {seventh.pk}", cast.dcc)[0] == seventh.pk
    assert other.pk not in found_actions(f"action {seventh.pk}", cast.dcc)
    assert found_actions(str(seventh.pk), cast.dcc)[0] == seventh.pk


def test_a_reference_finds_its_recommendations_and_parts_in_every_inspection_seen(cast):
    first, second = recommendation(cast, "b", "c", reference="8"), recommendation(cast, reference="8")
    recommendation(cast, reference="8", inspection=InspectionFactory(embargo_until=NOW.replace(year=2016)))
    says_so = RecommendationFactory(reference="9", text="Recommendation 8 stands.", inspection=first.inspection)

    found = found_recommendations("recommendation 8", cast.dcc)
    assert (set(found[:2]), found[2:]) == ({first.pk, second.pk}, [says_so.pk])
    assert found_recommendations("8c", cast.dcc) == [first.pk]


def test_of_a_part_whose_reference_was_typed_the_text_is_shown(cast):
    recommendation(cast, "b", "c", reference="8")

    assert shown("8c", cast.dcc, of="recommendations") == [("in the part", "Clause c")]


def test_an_action_has_the_reference_of_a_part_that_it_covers(cast):
    covering = begin(cast, "b", "c", text="See to it.")
    begin(cast, "d", text="See to it.")
    reference = covering.coverages.first().part.recommendation.reference

    assert found_actions(f"see {reference}c", cast.dcc) == [covering.pk]
    change(covering.coverages.get(part__letter="c"), ended_at=NOW, by=cast.coordinator, at=NOW)
    assert found_actions(f"see {reference}c", cast.dcc) == []


def test_owners_are_found_by_post_and_by_whoever_holds_it_now(cast):
    theirs = begin(cast)
    ActionFactory(parts=[theirs.coverages.first().part], owner=cast.posts.other_owner)

    assert found_actions("detective inspector", cast.dcc) == [theirs.pk]
    assert found_actions("olive", cast.dcc) == [theirs.pk]
    assert found_recommendations("isla", cast.dcc) == [theirs.coverages.first().part.recommendation_id]
    appoint(cast.posts.owner, cast.auditor, by=cast.administrator, at=OPENED)
    assert (found_actions("olive", cast.dcc), found_actions("aud", cast.dcc)) == ([], [theirs.pk])


def test_a_person_who_takes_another_name_is_found_by_it(cast):
    theirs = begin(cast)
    change(cast.owner, first_name="Oliva", by=cast.administrator, at=OPENED)

    assert (found_actions("oliva", cast.dcc), found_actions("olive", cast.dcc)) == ([theirs.pk], [])
    assert found_recommendations("isla", cast.dcc) == [theirs.coverages.first().part.recommendation_id]


def test_every_word_is_required_and_they_may_stand_in_different_texts_of_one_action(cast):
    both, one = begin(cast, text="Log each visit."), begin(cast, text="Log each visit.")
    recommend(both, by=cast.owner, done="The inspectors were told.")
    scrutiny.ask(one, "Were the auditors told?", by=cast.dcc, at=NOW)

    assert found_actions("visit told", cast.dcc) == [one.pk, both.pk]
    assert found_actions("visit inspectors", cast.dcc) == [both.pk]
    assert found_actions("visit inspectors auditors", cast.dcc) == []


def test_texts_of_every_kind_are_found(cast):
    action = begin(cast, text="Aardvark.")
    recommend(action, by=cast.owner, done="Badger.", shown_by="Cheetah.")
    question = scrutiny.ask(action, "Dormouse?", by=cast.dcc, at=NOW)
    scrutiny.answer(question, "Elephant.", by=cast.owner, at=NOW)
    send_back(action, by=cast.dcc, at=NOW, reason="Ferret.")

    for word in ("aardvark", "badger", "cheetah", "dormouse", "elephant", "ferret"):
        assert found_actions(word, cast.dcc) == [action.pk], word


def test_three_texts_are_shown_its_own_first_then_the_latest(cast):
    action = begin(cast, text="Aardvark.")
    recommend(action, by=cast.owner, done="Aardvark, brown.", shown_by="Green.")
    question = scrutiny.ask(action, "Aardvark?", by=cast.dcc, at=NOW)
    scrutiny.answer(question, "Aardvark!", by=cast.owner, at=NOW + timedelta(hours=1))

    found = [where for where, _ in shown("aardvark", cast.dcc, at=NOW + timedelta(hours=2))]
    assert found == [
        "in the action",
        "in an answer of 10 September 2015, Detective Chief Inspector",
        "in a question of 10 September 2015, Deputy Chief Constable",
    ]


def test_a_recommendation_is_found_by_its_parts_and_responses(cast):
    asked = recommendation(cast, "a", "b")
    respond(asked.parts.first(), "in-place", reason="Gazelle.", by=cast.coordinator, at=OPENED)

    assert found_recommendations("clause gazelle", cast.dcc) == [asked.pk]


@pytest.mark.parametrize(
    ("text", "found_by", "not_by"),
    [
        ("Reached 50% of them.", "50%", "50_"),
        ("The plan_b file", "plan_b", "plan%b"),
        (r"In c:\plans\june", r"c:\plans", r"c:\\plans"),
        ("A child 👮 there", "👮", "👩"),
        ("The child", "child", "сhild"),
        ("Сигнал", "сигнал", "curнал"),
        ("Straße", "STRASSE", "strase"),
        ('Say "stop" now', '"say "', "'stop'"),
        ("children’s log", "children's", "childrens"),
        ("Zebra", "z", "q9"),
        ("It's; DROP TABLE --", "'s;", "'s--"),
        ("NEAR AND NOT", "near and", "near* not"),
    ],
)
def test_the_same_is_found_on_both_databases(cast, text, found_by, not_by):
    asked = RecommendationFactory(text=text, issue_owner=None)

    assert found_recommendations(found_by, cast.dcc) == [asked.pk]
    assert found_recommendations(not_by, cast.dcc) == []
    assert "".join(t for _, t in shown(found_by, cast.dcc, of="recommendations")).startswith(text)


def test_two_hundred_words_are_no_fault(cast):
    begin(cast)

    assert found_actions("word " * 200, cast.dcc) == []
    assert found_actions(" ".join(map(str, range(200))), cast.dcc) == []


def test_the_conditions_stand_in_a_filter(cast):
    action = begin(cast, text="Log each visit.")

    has = actions_with_every_word("log", cast.dcc, NOW)
    assert list(Action.objects.visible_to(cast.dcc, NOW).filter(has, status="in-progress")) == [action]
    assert Action.objects.visible_to(cast.dcc, NOW).filter(actions_with_every_word("", cast.dcc, NOW)).count() == 1
    has = recommendations_with_every_word("officers", cast.dcc, NOW)
    assert Recommendation.objects.visible_to(cast.dcc, NOW).filter(has).count() == 1
