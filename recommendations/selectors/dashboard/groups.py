"""The open work of a dashboard, group by group: by inspection, inspecting body, theme, board, portfolio, plan or owner."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.core.paginator import Page, Paginator
from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_noop as _

from safeguarding.lib.pages.charts import Slice

from ...models import ActionStanding
from ...workflow import PartState
from ..figures import Figure
from ..lateness import STANDINGS, is_open, target_stands_at
from ..measures import OfTheme, by_theme, first_of_themes
from ..places import NONE
from ..post_holders import titles_of
from ..recommendations.list import OPEN_PART
from ..register import visible_inspections
from .actions import standing_slices
from .within import Within, prepared_within

READ = 20  # groups, the worst first; a filter finds the others
SHOWN = 10  # rows of a page of them


@dataclass(frozen=True)
class By:
    """A way to group: in words, what those without one are called, and where its slug and name stand, from a recommendation."""

    words: str
    without: str
    slug: str
    name: str


def _place(name, words, without):
    return By(words, without, f"{name}__slug", f"{name}__name")


BY = {
    "inspection": By(_("Inspection"), "", "inspection__slug", "inspection__title"),
    "body": By(_("Inspecting body"), "", "inspection__body__slug", "inspection__body__name"),
    "theme": _place("theme", _("Theme"), _("No theme")),
    "board": _place("board", _("Reporting board"), _("No board")),
    "portfolio": _place("portfolio", _("Portfolio"), _("No portfolio")),
    "plan": _place("plan", _("Plan"), _("No plan")),
    "owner": By(_("Owner"), "No owner", "owner", "owner__title"),
}


@dataclass(frozen=True)
class Group:
    """One of them: its open actions by STANDINGS, and its recommendations that are open, past their date, without an action.

    url: the dashboard of that alone; "" where none is. `slices` add up to `open`. The three figures are None by owner, for a
    recommendation has an issue owner instead. measure: of a theme, the one read last.
    """

    name: str
    url: str
    slices: list[Slice]
    open: Figure
    recommendations: Figure | None = None
    past: Figure | None = None
    without_action: Figure | None = None
    measure: OfTheme | None = None


@dataclass(frozen=True)
class Groups:
    """Those of one page, the worst first. page: which of the READ they are. more: whether there are others."""

    by: By
    groups: list[Group]
    page: Page
    more: bool

    @property
    def measured(self) -> bool:
        """True where one has a measure to show."""
        return any(group.measure for group in self.groups)


def groups(name: str, within: Within, page: str = "1") -> Groups:
    """The Groups by `name` (of BY). Two statements, and one more for names of a past day, or for measures of themes."""
    first = first_groups(name)(within)
    if name != "owner" and BY[name].without and all(slug is None for slug, *_ in first):
        first = []  # nothing here belongs to any, and their lists cannot be asked for what belongs to none
    shown = Paginator(first[:READ], SHOWN).get_page(page)
    found = _by_owner(shown, within) if name == "owner" else _by_place(name, shown, within)
    return Groups(BY[name], found, shown, len(first) > READ)


def first_groups(name: str) -> Callable[[Within], list[tuple[object, ...]]]:
    """The question by which the first of them are found."""
    return _first_owners if name == "owner" else _first_places(name)


def _by_owner(first, within):
    titles = titles_of({post for post, *_ in first}, within.asked.as_at)
    return [
        _group(
            titles.get(post, BY["owner"].without),
            dict(zip(STANDINGS, numbers, strict=True)),
            within,
            {"owner": str(post)} if post else {"unowned": "on"},
        )
        for post, *numbers, _ in first
    ]


@prepared_within
def _first_owners(within):
    """Rows of (post, how many stand at each of STANDINGS, how many in all) of the open actions."""
    counts = {_named(key): Count("pk", filter=target_stands_at(key, within.asked)) for key in STANDINGS}
    rows = within.actions().filter(is_open()).order_by().values_list("owner").annotate(**counts, total=Count("pk"))
    return rows.order_by(F(_named("overdue")).desc(), "-total", "owner")[: READ + 1]


def _named(key):
    return f"count_{list(STANDINGS).index(key)}"


def _by_place(name, first, within):
    by = BY[name]
    standings = _open_actions(by, [slug for slug, *_ in first], within)
    names = _titles_then([slug for slug, *_ in first], within) if name == "inspection" else {}
    measures = by_theme(first_of_themes(within.asked, within.recommendations()), within.to) if name == "theme" else {}
    return [
        _group(
            names.get(slug, title) or by.without,
            standings[slug],
            within,
            asked := {name: slug or NONE},
            *_of_recommendations(numbers, asked, within.to),
            measures.get(slug),
        )
        for slug, title, *numbers in first
    ]


@cache
def _first_places(name):
    """The prepared rows of (slug, name, how many, of them past their date, without an action) of the open recommendations."""
    by = BY[name]

    @prepared_within
    def rows(within):
        counted = (
            within.recommendations()
            .filter(OPEN_PART)
            .order_by()
            .values_list(by.slug, by.name)
            .annotate(
                total=Count("pk"),
                past=Count("pk", filter=Q(due_on__lt=within.asked.today)),
                without=Count("pk", filter=Q(state=PartState.NO_ACTION)),
            )
        )
        return counted.order_by("-past", "-total", by.slug)[: READ + 1]

    return rows


def _of_recommendations(numbers, asked, to):
    lists = ({"state": "open"}, {"late": "inspectorate"}, {"state": PartState.NO_ACTION.value})
    for number, only in zip(numbers, lists, strict=True):
        yield Figure(number, "recommendation", to.recommendations(**asked, **only))


def _group(name, counts, within, asked, *figures):
    open_ones = Figure(sum(counts.values()), "action", within.to.actions(**asked, state="open"))
    url = "" if "unowned" in asked else within.to.dashboard(**asked)
    return Group(name, url, standing_slices(counts, within.to, **asked), open_ones, *figures)


def _open_actions(by: By, slugs: Iterable[str | None], within: Within) -> dict[str | None, dict[str, int]]:
    """{slug: {key of STANDINGS: how many open actions answer something there}}."""
    asked, found = within.asked, defaultdict(dict)
    standing = Case(
        *(When(target_stands_at(key, asked), then=Value(key)) for key in STANDINGS), output_field=CharField()
    )
    stands = ActionStanding.objects.at(asked.as_at).filter(action=OuterRef("action")).annotate(key=standing)
    mine = within.actions().filter(is_open()).order_by()
    within_these = Q(**{f"{by.slug}__in": [slug for slug in slugs if slug]})
    if None in slugs:
        within_these |= Q(**{by.slug: None})
    rows = asked.coverages().filter(within_these, action__in=mine.values("action")).order_by()
    rows = rows.annotate(key=Subquery(stands.values("key")[:1]))
    for slug, key, number in rows.values_list(by.slug, "key").annotate(Count("action", distinct=True)):
        found[slug][key] = number
    return found


def _titles_then(slugs, within):
    asked = within.asked
    if asked.as_at is None:
        return {}
    found = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at).filter(slug__in=slugs)
    return dict(found.order_by().values_list("slug", "title"))
