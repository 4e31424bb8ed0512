"""Things that have a gap in what the cells of a plan, or two documents, say; each beside the nearest thing that has it not."""

from datetime import date

from recommendations.models import PlanDocument, TranscribedStatement
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recorded import change, write

AUGUST = london(2015, 8, 20)


def asked_for(cast, *drafts, **fields):
    """A recommendation of the issue owner's, without time limit."""
    drafts = drafts or (PartDraft("Officers should see and speak to children."),)
    return RecommendationFactory(parts=list(drafts), **{"issue_owner": cast.posts.issue_owner} | fields)


def answer(cast, *drafts, **fields):
    """An action with an owner and a date to come, on a new recommendation."""
    fields = {"owner": cast.posts.owner, "target_on": date(2015, 12, 1), "text": "Sample thirty logs a month."} | fields
    return ActionFactory(parts=asked_for(cast, *drafts).parts.all(), **fields)


def said_in(cast, document, asked, words, means="no-action-required", at=AUGUST, **more):
    facts = {"sha256": f"{document:064}", "file": "x", "rows": 1}
    known = PlanDocument.objects.filter(sha256=facts["sha256"]).first()
    known = known or write(PlanDocument(name=f"plan-{document}.docx", **facts), by=cast.coordinator, at=at)
    of = {"recommendation": asked, "means": means, "words": words, "document": known, "source": "row 1"} | more
    return write(TranscribedStatement(**of), by=cast.coordinator, at=at)


def caveat_dropped(cast):
    pair = asked_for(cast), asked_for(cast)
    for asked in pair:
        said_in(cast, 1, asked, "No action required, subject to the research into measuring views.", at=OPENED)
    said_in(cast, 2, pair[0], "No action required")
    said_in(cast, 2, pair[1], "No action required, subject to the research into measuring views.")
    return pair


def date_without_action(cast):
    pair = asked_for(cast), answer(cast).coverages.get().part.recommendation
    for asked in pair:
        said_in(cast, 1, asked, "30/04/2015", means="target")
    return pair


def pages_differ(cast):
    pair = asked_for(cast), asked_for(cast)
    for asked, page in zip(pair, ("Report p. 15", "Report pp. 14-15"), strict=True):
        change(asked, page_reference=page, plan_page_reference="12-14", by=cast.coordinator, at=AUGUST)
    return pair


def two_ranks(cast):
    pair = answer(cast, owner_words="DCI"), answer(cast, owner_words="DCI")
    for action, words in zip(pair, ("A/DCI", "DCI"), strict=True):
        issue = action.coverages.get().part.recommendation
        change(issue, issue_owner=action.owner, issue_owner_words=words, by=cast.coordinator, at=AUGUST)
    return pair


def cost_in_words(cast):
    return answer(cast, cost_words="Link to the records project."), answer(cast, cost_words="N/A.")


def year_missing(cast):
    pair = answer(cast), answer(cast)
    for action, day in zip(pair, ("the 17th Sept", "the 17th Sept 2015"), strict=True):
        asked = action.coverages.get().part.recommendation
        said_in(cast, 1, asked, f"Weighed on {day} by the city.", means="update", action=action)
    return pair


def note_without_day(cast):
    pair = asked_for(cast), asked_for(cast)
    for asked, day in zip(pair, (None, date(2015, 8, 7)), strict=True):
        said_in(cast, 1, asked, "Recommend complete.", means="recommend-complete", said_on=day)
    return pair


def documents_differ(cast):
    pair, first = (asked_for(cast), asked_for(cast)), "No action required. A pilot begins in rape enquiries."
    for asked in pair:
        said_in(cast, 1, asked, first, at=OPENED)
    said_in(cast, 2, pair[0], "No action required. A pilot in four areas saves time.")
    said_in(cast, 2, pair[1], f"{first} It has begun.")
    return pair


def on_a_sunday(cast):
    sunday = date(2015, 12, 6)
    return answer(cast, target_on=sunday, target_words="06/12/2015"), answer(cast, target_on=sunday)
