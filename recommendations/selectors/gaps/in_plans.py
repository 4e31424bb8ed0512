"""The gaps in what the cells of a plan say: two ranks for one post, words for a cost, pages, days without a year, notes without a day."""

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Left, Replace, StrIndex, Substr

from safeguarding.as_at import not_yet, recorded, rows

from ...models import Action, Coverage, Recommendation, TranscribedStatement
from ...models.intake import not_withdrawn
from ...models.visibility import withheld
from ..standings import Standings
from .in_updates import statements_on

Means = TranscribedStatement.Means

# "n/a" as plans write it says that there is none.
_NO_COST = r"^\W*(?:n/?a|none|nil|no cost|tbc)\W*$"
# A day and a month after which no year stands: "17th Sept". In such terms that both databases understand it.
_NO_YEAR = (
    r"(?<!\w)[0-3]?\d(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?!\w)(?!,? ?'?\d)"
)
_PAGES = r"^\d{1,4}( ?- ?\d{1,4})?$"
_NOTES = (Means.SUPPORTS, Means.RECOMMEND_COMPLETE, Means.QUESTION)


def two_ranks(asked: Standings) -> Q:
    """The plan gives one post two names: one as the action's owner, another as the owner of the issue."""
    covered = rows(Coverage, asked.as_at).filter(ended_at=None, action=OuterRef(OuterRef("number")))
    issues = rows(Recommendation, asked.as_at).filter(
        Exists(covered.filter(part__recommendation=OuterRef("id"))), issue_owner=OuterRef("owner")
    )
    other = issues.exclude(issue_owner_words="").exclude(issue_owner_words=OuterRef("owner_words"))
    return Q(Exists(_stated(asked).exclude(owner_words="").filter(Exists(other))))


def cost_in_words(asked: Standings) -> Q:
    """Words stand in the place of its cost, and no number."""
    stated = _stated(asked).exclude(cost_words="").exclude(cost_words__iregex=_NO_COST)
    return Q(Exists(stated.exclude(cost_words__regex=r"\d")))


def year_missing(asked: Standings) -> Q:
    """A document says a day and a month of it, without the year."""
    return Q(Exists(statements_on(asked, Means.UPDATE).filter(words__iregex=_NO_YEAR)))


def note_without_day(asked: Standings) -> Q:
    """A document has a note of scrutiny without the day on which it was said, and nobody has decided on it."""
    notes = recorded(TranscribedStatement, asked.as_at).alias(
        hidden=withheld(TranscribedStatement, asked.user, asked.now)
    )
    notes = notes.filter(not_withdrawn(asked.as_at), not_yet("decision", asked.as_at), hidden=False, said_on=None)
    return Q(Exists(notes.filter(recommendation=OuterRef("recommendation"), means__in=_NOTES)))


def pages_differ(asked: Standings) -> Q:
    """The pages that the plan gives do not hold the page of the report on which it begins."""
    page = Replace(Replace(F("page_reference"), Value("Report pp. ")), Value("Report p. "))
    known = rows(Recommendation, asked.as_at).filter(id=OuterRef("recommendation"))
    known = known.alias(page=page).filter(page__regex=_PAGES, plan_page_reference__regex=_PAGES)
    plan = "plan_page_reference"
    known = known.alias(begins=_first("page"), first=_first(plan), last=_last(plan))
    return Q(Exists(known.filter(Q(begins__lt=F("first")) | Q(begins__gt=F("last")))))


def _stated(asked) -> QuerySet[Action]:
    return rows(Action, asked.as_at).filter(number=OuterRef("action"))


def _first(pages):
    """The first page of "12-14"."""
    return _number(pages, Left(pages, StrIndex(pages, Value("-")) - 1), alone=F(pages))


def _last(pages):
    """The last page of "12-14"."""
    return _number(pages, Substr(pages, StrIndex(pages, Value("-")) + 1), alone=F(pages))


def _number(pages, of_several, *, alone):
    """As a number; only of what is one, since a database may reckon before it filters."""
    several = When(Q(**{f"{pages}__regex": _PAGES, f"{pages}__contains": "-"}), then=Cast(of_several, IntegerField()))
    single = When(**{f"{pages}__regex": r"^\d{1,4}$"}, then=Cast(alone, IntegerField()))
    return Case(several, single, output_field=IntegerField())
