"""All that may be taken out of the record has words for a page, in either language."""

from recommendations.selectors.redactable import redactable, standing_on, things
from recommendations.selectors.redactable_words import FIELDS, KINDS
from recommendations.selectors.sessions.drafted import digest_on
from recommendations.services import sessions
from recommendations.services.drafted import draft_outcome
from tests.moments import NOW
from tests.recommendations.views.test_sessions import plan
from tests.walk import begin, recommend


def test_every_kind_of_thing_and_every_field_of_it_has_words():
    kept = {name: redactable(model) for name, model in things().items()}

    assert {name for name, fields in kept.items() if fields} == set(KINDS)
    assert {field for fields in kept.values() for field in fields} == set(FIELDS)


def test_a_draft_for_the_dcc_that_gave_way_to_another_is_read_by_those_alone_who_prepare_scrutiny(cast):
    session = plan(cast, rules=[])
    action = begin(cast)
    recommend(action, by=cast.owner)
    sessions.add_item(session, action=action, by=cast.staff_officer, at=NOW)
    for words in ("Show the audit.", "Show the results."):
        item = session.items.get()
        draft_outcome(item, "send_back", text=words, digest=digest_on(item), by=cast.staff_officer, at=NOW)

    def read_by(person):
        return {one.row.text for one in standing_on(action, person, NOW) if one.kind == "draftedoutcome"}

    assert read_by(cast.staff_officer) == {"Show the audit.", "Show the results."}
    assert read_by(cast.owner) == {"Show the results."}
