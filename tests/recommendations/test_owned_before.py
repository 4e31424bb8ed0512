"""Who owned an action or its issue before it was reopened decides on it again; what they did on it stays theirs."""

from datetime import date

from recommendations.four_eyes import Interest, interests, interests_in_parts
from recommendations.services import questions, scrutiny
from recommendations.services.actions import request_deadline
from recommendations.services.corrected import correct_answer
from recommendations.services.recommendations import respond
from safeguarding.appointments import appoint, end
from tests.factories import ActionFactory
from tests.moments import OPENED, london
from tests.recommendations.attacks import BEFORE, of_the_dcc
from tests.recommendations.interested import ISSUE, OWNED, chief, reasons
from tests.recorded import change
from tests.walk import DECIDED, LATER, begin, part, recommend, recommendation, reopen, support

APPOINTED = london(2015, 5, 1)
AGAIN = london(2015, 9, 1)


def owned_until_it_was_complete(cast, reopened):
    """Cleo, who owned an action and its issue until the DCC supported it; `reopened` is the part that is reopened later, None: all."""
    cleo = chief(cast)
    for post in (cast.posts.owner, cast.posts.issue_owner):
        appoint(post, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast, "a", "b")
    for post, holder in ((cast.posts.owner, cast.owner), (cast.posts.issue_owner, cast.issue_owner)):
        appoint(post, holder, by=cast.coordinator, at=APPOINTED)
    recommend(action, by=cast.owner)
    support(action, by=cast.dcc)
    reopen(action, by=cast.dcc, part=reopened and part(action, reopened))
    recommend(action, by=cast.owner, at=AGAIN)
    return cleo, action


def test_who_owned_it_before_it_was_reopened_decides_freely(cast):
    cleo, action = owned_until_it_was_complete(cast, reopened=None)

    assert reasons(cleo, action, at=DECIDED) == [*OWNED, *ISSUE]
    assert reasons(cleo, action, at=AGAIN) == []
    assert reasons(cast.owner, action, at=AGAIN) == [Interest.RECOMMENDED, *OWNED]
    assert reasons(cast.issue_owner, action, at=AGAIN) == ISSUE
    assert support(action, by=cleo, at=AGAIN).recorded_by == cleo


def test_the_reopening_of_one_part_frees_nobody(cast):
    cleo, action = owned_until_it_was_complete(cast, reopened="a")

    assert reasons(cleo, action, at=AGAIN) == [*OWNED, *ISSUE]


def test_who_recommended_it_before_it_was_reopened_does_not_decide(cast):
    cleo = chief(cast)
    appoint(cast.posts.owner, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast)
    recommend(action, by=cleo)
    appoint(cast.posts.owner, cast.owner, by=cast.coordinator, at=london(2015, 8, 2))
    support(action, by=cast.dcc)
    reopen(action, by=cast.dcc)
    recommend(action, by=cast.owner, at=AGAIN)

    assert reasons(cleo, action, at=AGAIN) == ["You recommended this complete, so somebody else has to decide."]


def test_who_was_to_take_the_post_and_was_called_off_never_owned_it(cast):
    cleo = chief(cast)
    action = begin(cast)
    coming = appoint(cast.posts.owner, cleo, by=cast.coordinator, at=APPOINTED, starts_at=london(2015, 8, 5))
    end(coming, why="Called off.", by=cast.coordinator, at=APPOINTED)

    assert reasons(cleo, action) == []


def test_whose_the_issue_was_until_the_action_opened_decides_freely_on_it(cast):
    cleo = chief(cast)
    appoint(cast.posts.issue_owner, cleo, by=cast.coordinator, at=OPENED)
    asked = recommendation(cast)
    appoint(cast.posts.issue_owner, cast.issue_owner, by=cast.coordinator, at=APPOINTED)
    action = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner, at=APPOINTED)
    appoint(cast.posts.other_owner, cleo, by=cast.coordinator, at=OPENED)
    handed = recommendation(cast)
    change(handed, issue_owner=cast.posts.other_owner, by=cast.coordinator, at=OPENED)
    change(handed, issue_owner=cast.posts.issue_owner, by=cast.coordinator, at=APPOINTED)
    after = ActionFactory(parts=handed.parts.all(), owner=cast.posts.owner, at=APPOINTED)

    assert reasons(cleo, action) == reasons(cleo, after) == []


def test_what_is_given_to_somebody_later_was_not_theirs_before(cast):
    cleo = chief(cast)
    appoint(cast.posts.other_owner, cleo, by=cast.coordinator, at=OPENED)
    action = begin(cast)
    clause = action.coverages.get().part
    for given, field in ((action, "owner"), (clause.recommendation, "issue_owner")):
        change(given, **{field: cast.posts.other_owner}, by=cast.coordinator, at=LATER)

    def hers(at):
        return interests(cleo, [action], at=at)[action.pk], interests_in_parts(cleo, [clause], at=at)[clause.pk]

    assert hers(DECIDED) == ([], [])
    assert hers(LATER) == ([Interest.ACTION, Interest.ISSUE], [Interest.COVERING, Interest.ISSUE])


def test_each_interest_is_told_as_what_it_is(cast):
    asked = of_the_dcc(cast)
    action, clause = ActionFactory(parts=asked.parts.all(), owner=cast.posts.owner), asked.parts.get()
    said = {"by": cast.dcc, "at": BEFORE}
    for question in (
        scrutiny.ask(action, "When?", by=cast.deputy, at=BEFORE),
        questions.ask_about(asked, "When?", by=cast.deputy, at=BEFORE),
    ):
        answer = scrutiny.answer(question, "In May.", **said)
        correct_answer(answer, why="Wrong.", seen=answer.pk, text="In June.", **said)
    respond(clause, "in-place", reason="Issued in 2014.", by=cast.coordinator, at=BEFORE)
    hers = [Interest.CORRECTED, Interest.ANSWERED, Interest.ISSUE]

    assert interests(cast.dcc, [action], at=DECIDED)[action.pk] == hers
    assert interests_in_parts(cast.dcc, [clause], at=DECIDED)[clause.pk] == sorted(
        [*hers, Interest.COVERING], key=list(Interest).index
    )
    proposed = interests_in_parts(cast.coordinator, [clause], at=DECIDED)[clause.pk]
    assert proposed == [Interest.PROPOSED, Interest.COVERING]
    assert interests(cast.coordinator, [action], at=DECIDED)[action.pk] == [Interest.PROPOSED]
    assert interests(cast.deputy, [action], at=DECIDED)[action.pk] == []
    assert interests_in_parts(cast.deputy, [clause], at=DECIDED)[clause.pk] == []


def test_who_answered_elsewhere_or_only_answered_has_that_interest_and_no_other(cast):
    action = begin(cast)
    other = ActionFactory(parts=recommendation(cast).parts.all(), owner=cast.posts.other_owner)
    clause = action.coverages.get().part
    elsewhere = scrutiny.ask(other, "When?", by=cast.deputy, at=BEFORE)
    scrutiny.answer(elsewhere, "In May.", by=cast.other_owner, at=BEFORE)
    asked = scrutiny.ask(action, "When?", by=cast.deputy, at=BEFORE)
    scrutiny.answer(asked, "In May.", by=cast.owner, at=BEFORE)
    about = questions.ask_about(clause.recommendation, "When?", by=cast.deputy, at=BEFORE)
    scrutiny.answer(about, "In May.", by=cast.issue_owner, at=BEFORE)

    assert interests(cast.other_owner, [action], at=DECIDED)[action.pk] == []
    assert interests_in_parts(cast.other_owner, [clause], at=DECIDED)[clause.pk] == []
    request_deadline(action, date(2015, 12, 1), because="it", reason="Records.", by=cast.owner, at=BEFORE)
    his = [Interest.ANSWERED, Interest.ASKED, Interest.ACTION]
    assert interests(cast.owner, [action], at=DECIDED)[action.pk] == his
    hers = interests_in_parts(cast.issue_owner, [clause], at=DECIDED)[clause.pk]
    assert hers == [Interest.ANSWERED, Interest.COVERING, Interest.ISSUE]
