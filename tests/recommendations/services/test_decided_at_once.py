"""Two people at once, each in a connection of their own, about an item of a session and about words to be taken out."""

from datetime import date

from recommendations.models import AgendaItem, AgendaOutcome, Redaction
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import scrutiny, sessions
from recommendations.services.progress import post_update
from recommendations.services.redactions import ask_to_redact, redact
from safeguarding.history import verb
from tests.moments import NOW
from tests.recommendations.services.test_at_once import at_once
from tests.walk import begin, recommend


def test_what_is_taken_off_the_agenda_at_that_moment_is_not_decided_on_in_the_session(transactional_db, cast):
    action, rules = begin(cast), [AgendaItem.Rule.COMPLETION]
    recommend(action, by=cast.owner)
    facts = {"title": "Scrutiny", "held_on": date(2015, 9, 10), "chair": cast.dcc, "rules": rules}
    session = sessions.plan_session(**facts, by=cast.staff_officer, at=NOW)
    sessions.move_session(session, "open", attendance="", apologies="", by=cast.dcc, at=NOW)
    item, seen = session.items.get(), state_digest(action)

    @verb()
    def decide():
        decided = scrutiny.support(action, reason="Seen.", digest=seen, by=cast.dcc, at=NOW)
        sessions.keep_direction(item, action, by=cast.dcc, at=NOW)
        return decided

    succeeded = at_once(decide, lambda: sessions.take_off(item, why="Not today.", by=cast.staff_officer, at=NOW))

    item.refresh_from_db()
    assert (succeeded, item.taken_off_at is None) == (1, AgendaOutcome.objects.exists())


def test_words_that_two_asked_to_be_taken_out_are_taken_out_by_two_at_once(transactional_db, cast):
    update = post_update(begin(cast), done="The name of somebody.", by=cast.owner, at=NOW)
    about = {"reason": "A name.", "by": cast.owner, "at": NOW}
    asked = [ask_to_redact("progressupdate", update.pk, ["done"], **about) for _ in range(2)]

    decided = at_once(*[lambda one=one: redact(one, by=cast.dcc, at=NOW) for one in asked])

    update.refresh_from_db()
    assert (decided, Redaction.objects.count()) == (2, 2)
    assert update.done == "[redacted on 10 September 2015: A name.]"
