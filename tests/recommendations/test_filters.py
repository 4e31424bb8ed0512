from datetime import date

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from inspections.models import Inspection
from inspections.services import release_to_opcc
from recommendations.filters import ActionFilter, InspectionFilter, RecommendationFilter
from recommendations.models import Recommendation
from recommendations.selectors.standings import Standings
from recommendations.services.progress import post_update
from recommendations.services.recommendations import PartDraft
from safeguarding.history import verb
from safeguarding.models import Audience
from tests.factories import (
    ActionFactory,
    BoardFactory,
    InspectionFactory,
    NamedPlanFactory,
    RecommendationFactory,
    ThemeFactory,
)
from tests.moments import NOW, london


def asked(filterset, user, query):
    return filterset(QueryDict(query), Standings(user, now=NOW))


def actions(user, query):
    return [found.action.text for found in asked(ActionFilter, user, query).qs]


def recommendations(user, query):
    return [found.recommendation.reference for found in asked(RecommendationFilter, user, query).qs]


@pytest.fixture
@verb()
def plan(cast):
    """Four actions on two inspections. On 10 September 2015: one late, one due in 20 days, one without date, one done."""
    theme = ThemeFactory(slug="custody")
    belongs = {"board": BoardFactory(slug="ours"), "plan": NamedPlanFactory(slug="joint")}
    first = InspectionFactory(slug="first")
    second = InspectionFactory(slug="second")
    part = RecommendationFactory(inspection=first, reference="1", theme=theme, **belongs).parts.get()
    none_due = RecommendationFactory(inspection=second, reference="2a", parts=[PartDraft(text="Improve.")]).parts.get()
    owned = {"owner": cast.posts.owner}
    ActionFactory(text="Late audit", parts=[part], target_on=date(2015, 9, 9), **owned)
    ActionFactory(text="Soon", parts=[none_due], target_on=date(2015, 9, 30), owner=cast.posts.other_owner)
    ActionFactory(text="Undated", parts=[none_due], owner_words="A sergeant")
    done = ActionFactory(text="Done audit", parts=[part], target_on=date(2015, 5, 1), **owned)
    shown = {"recommends_complete": True, "shown": "tested"}
    post_update(done, done="Done.", **shown, by=cast.owner, at=london(2015, 5, 2))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Late audit", "Soon", "Undated", "Done audit"]),
        ("state=recommended-complete", ["Done audit"]),
        ("state=open", ["Late audit", "Soon", "Undated", "Done audit"]),
        ("state=awaiting-allocation", ["Undated"]),
        ("late=current", ["Late audit", "Done audit"]),
        ("late=inspectorate", ["Late audit", "Done audit"]),
        ("late=original&state=in-progress", ["Late audit"]),
        ("no_date=on", ["Undated"]),
        ("unowned=on", ["Undated"]),
        ("due=next-30", ["Soon"]),
        ("due_after=10/9/2015", ["Soon"]),
        ("due_before=9 September 2015", ["Late audit", "Done audit"]),
        ("inspection=second", ["Soon", "Undated"]),
        ("inspection=second&no_date=on", ["Undated"]),
        ("body=hmic", ["Late audit", "Soon", "Undated", "Done audit"]),
        ("theme=custody", ["Late audit", "Done audit"]),
        ("board=ours&state=in-progress", ["Late audit"]),
        ("board=none", ["Soon", "Undated"]),
        ("plan=joint", ["Late audit", "Done audit"]),
        ("q=audit", ["Late audit", "Done audit"]),
        ("q=audit LATE", ["Late audit"]),
        ("q=sergeant", ["Undated"]),
        ("q=2a", ["Soon", "Undated"]),
        ("q=detective", ["Late audit", "Done audit"]),
    ],
)
def test_each_filter_keeps_the_actions_it_names(cast, plan, query, found):
    assert actions(cast.dcc, query) == found


def test_an_owner_is_chosen_by_post(cast, plan):
    assert actions(cast.dcc, f"owner={cast.posts.other_owner.pk}") == ["Soon"]


def test_what_is_due_today_is_due_and_not_late(cast):
    part = RecommendationFactory(parts=[PartDraft(text="Improve.")]).parts.get()
    ActionFactory(text="Today", parts=[part], target_on=date(2015, 9, 10), owner=cast.posts.owner)
    ActionFactory(text="In 30 days", parts=[part], target_on=date(2015, 10, 10), owner=cast.posts.owner)
    ActionFactory(text="In 31 days", parts=[part], target_on=date(2015, 10, 11), owner=cast.posts.owner)

    assert actions(cast.dcc, "late=current") == []
    assert actions(cast.dcc, "due=next-30") == ["Today", "In 30 days"]


@pytest.mark.parametrize(
    "query", ["due_before=soon", "state=finished", "inspection=elsewhere", "due_before=31/02/2015"]
)
def test_what_cannot_be_understood_finds_nothing_and_says_so(cast, plan, query):
    found = asked(ActionFilter, cast.dcc, query)

    assert list(found.qs) == []
    assert list(found.form.errors) == [query.split("=")[0]]


def each_asked(filterset, user, **at):
    """A question for each box of a list, of those with choices one for each that is the same whatever there is, else the first."""
    boxes = filterset(QueryDict(""), Standings(user, now=NOW, **at)).form.fields
    for name, box in boxes.items():
        offered = [str(value) for value, _ in getattr(box, "choices", ()) if value]
        typed = ["30/9/2015"] if name.startswith("due_") else ["audit"]
        yield from (f"{name}={value}" for value in (offered[:1] if name in filterset.offered else offered) or typed)


@pytest.mark.parametrize("then", [{}, {"as_at": london(2015, 9, 1)}], ids=["now", "then"])
@pytest.mark.parametrize("filterset", [ActionFilter, RecommendationFilter, InspectionFilter])
def test_a_page_of_a_list_has_what_its_filter_keeps_whoever_asks(cast, plan, filterset, then):
    release_to_opcc(Inspection.objects.get(slug="first"), by=cast.coordinator, at=london(2015, 4, 2))
    of_each = [(cast.opcc, query) for query in each_asked(filterset, cast.opcc, **then)]
    for user, query in [(cast.dcc, ""), (cast.partner, ""), *of_each]:
        found = filterset(QueryDict(query), Standings(user, now=NOW, **then))
        listing = found.listing(None)

        assert (query, len(listing), list(listing[0:25])) == (query, found.qs.count(), list(found.qs))


def test_a_page_that_is_not_there_is_the_nearest(cast, plan):
    for page in ("2", "0", "-1", "soon", "9" * 30):
        listing = Paginator(asked(ActionFilter, cast.dcc, "").listing(page), 25).get_page(page)

        assert [row.action.text for row in listing.object_list] == actions(cast.dcc, "")


def test_a_form_is_made_once_for_the_same_question_and_the_same_choices(cast, plan):
    def form(user, query):
        return asked(ActionFilter, user, query).form

    assert form(cast.dcc, "state=open&page=2") is form(cast.dcc, "state=open")
    assert form(cast.dcc, "state=open") is not form(cast.dcc, "state=open&late=current")
    assert form(cast.dcc, "state=open") is not form(cast.opcc, "state=open")  # who is offered less


def test_what_one_reader_may_see_stays_out_of_the_page_of_another(cast, plan):
    release_to_opcc(Inspection.objects.get(slug="first"), by=cast.coordinator, at=london(2015, 4, 2))

    def texts(user):
        return [row.action.text for row in asked(ActionFilter, user, "").listing(None)[0:25]]

    assert (texts(cast.dcc), texts(cast.opcc), texts(cast.dcc)) == (
        ["Late audit", "Soon", "Undated", "Done audit"],
        ["Late audit", "Done audit"],
        ["Late audit", "Soon", "Undated", "Done audit"],
    )


@pytest.fixture
def report(cast):
    """Findings of several kinds: 1 is in part addressed to others, 2 was asked for immediately, 3 is owned."""
    made = InspectionFactory(slug="report")
    of = {"inspection": made}
    parts = [PartDraft(letter="a", text="Ours."), PartDraft(letter="b", text="A college's.", ours=False)]
    RecommendationFactory(reference="1", parts=parts, **of)
    RecommendationFactory(reference="2", parts=[PartDraft(text="At once.", timescale="Immediately")], **of)
    RecommendationFactory(reference="3", issue_owner=cast.posts.issue_owner, **of)
    RecommendationFactory(reference="S", kind="strength", parts=[PartDraft(text="Good.")], **of)
    RecommendationFactory(reference="N", kind="next-step", parts=[PartDraft(text="Send a plan.")], **of)
    ActionFactory(parts=[Recommendation.objects.get(reference="2").parts.get()], owner=cast.posts.owner)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1", "2", "3", "S"]),
        ("kind=next-step", ["N"]),
        ("kind=strength&kind=next-step", ["S", "N"]),
        ("state=no-action", ["1", "3"]),
        ("state=in-progress", ["2"]),
        ("part_state=others", ["1"]),
        ("ours=others", ["1"]),
        ("immediate=on", ["2"]),
        ("no_date=on", ["1"]),
        ("late=inspectorate", ["3"]),
        ("unowned=on", ["1", "2"]),
        ("due_before=11/5/2015", ["3"]),
        ("due_after=12/5/2015", []),
        ("q=college", ["1"]),
        ("q=superintendent", ["3"]),
    ],
)
def test_each_filter_keeps_the_recommendations_it_names(cast, report, query, found):
    assert recommendations(cast.dcc, query) == found


def test_next_steps_left_out_are_counted_unless_a_kind_is_asked_for(cast, report):
    def left_out(query):
        return asked(RecommendationFilter, cast.dcc, query).next_steps_left_out

    assert (left_out(""), left_out("kind=next-step"), left_out("state=no-action")) == (1, 0, 1)


def test_choices_are_only_of_what_the_person_may_see(cast):
    seen = InspectionFactory(slug="seen")
    release_to_opcc(seen, by=cast.coordinator, at=london(2015, 4, 2))
    RecommendationFactory(inspection=seen, theme=ThemeFactory(slug="shown"), issue_owner=cast.posts.owner)
    hidden = RecommendationFactory(theme=ThemeFactory(slug="hidden"), issue_owner=cast.posts.issue_owner)

    def choices(user, name):
        form = asked(RecommendationFilter, user, "").form
        return [str(value) for value, _ in form.fields[name].choices if value]

    assert choices(cast.opcc, "inspection") == ["seen"]
    assert choices(cast.opcc, "theme") == ["shown", "none"]
    assert choices(cast.opcc, "owner") == [str(cast.posts.owner.pk)]
    assert hidden.inspection.slug in choices(cast.dcc, "inspection")


def test_a_word_of_a_force_only_action_finds_nothing_for_the_opcc(cast):
    seen = InspectionFactory()
    release_to_opcc(seen, by=cast.coordinator, at=london(2015, 4, 2))
    part = RecommendationFactory(inspection=seen).parts.get()
    ActionFactory(text="Watch the annexe", parts=[part], owner=cast.posts.owner, audience=Audience.FORCE)

    assert actions(cast.dcc, "q=annexe") == ["Watch the annexe"]
    assert actions(cast.opcc, "q=annexe") == []
    assert actions(cast.opcc, "") == ["Watch the annexe"]


def test_a_reference_of_an_inspection_one_may_not_see_finds_nothing(cast):
    seen = InspectionFactory()
    release_to_opcc(seen, by=cast.coordinator, at=london(2015, 4, 2))
    both = [
        RecommendationFactory(inspection=seen, reference="seen-1").parts.get(),
        RecommendationFactory(reference="hidden-1").parts.get(),
    ]
    ActionFactory(text="Both", parts=both, owner=cast.posts.owner)

    assert actions(cast.dcc, "q=hidden-1") == ["Both"]
    assert (actions(cast.opcc, "q=hidden-1"), actions(cast.opcc, "q=seen-1")) == ([], ["Both"])


def test_inspections_are_found_by_words_and_kind(cast):
    InspectionFactory(slug="a", title="Custody and children")
    InspectionFactory(slug="b", title="Missing children")

    def found(query):
        return [each.slug for each in asked(InspectionFilter, cast.dcc, query).qs]

    assert found("q=children custody") == ["a"]
    assert found("kind=child-protection&body=hmic") == ["a", "b"]
