"""Where a gap is mended: the page for whoever may, by role; the others find the thing itself."""

from operator import attrgetter
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from safeguarding.models.people import Role
from safeguarding.roles import authority

from ...workflow import Gap
from ..standings import Standings
from .checks import About
from .named import Named


class Mending(NamedTuple):
    """The page, in words; its name; and where the keys that it takes stand in a Named."""

    words: str
    page: str
    keys: tuple[str, ...] = ("key",)


_COORDINATOR = {
    (Gap.NO_ACTION, About.RECOMMENDATION): Mending(_("Open an action"), "recommendation-action"),
    (Gap.PART_NOT_COVERED, About.PART): Mending(
        "Open an action", "recommendation-action", ("standing.recommendation_id",)
    ),
    (Gap.WRITTEN_OFF, About.PART): Mending(_("Record our response"), "part-respond"),
    (Gap.AWAITS_DIRECTION, About.PART): Mending(_("Record our response"), "part-respond"),
    (Gap.ON_TARGET_WHILE_PAST, About.ACTION): Mending(_("Ask for another date"), "action-deadline"),
    (Gap.NOTHING_MEANWHILE, About.ACTION): Mending(_("Say what protects children"), "action-wait"),
    (Gap.NO_OWNER, About.ACTION): Mending(_("Give it an owner"), "action-owner"),
    (Gap.NO_OWNER, About.RECOMMENDATION): Mending(_("Name the issue owner"), "issue-owner"),
    (Gap.OWNER_GONE, About.ACTION): Mending(_("Hand the post over"), "post-hand-over", ("standing.owner_id",)),
    (Gap.OWNER_GONE, About.RECOMMENDATION): Mending(
        _("Hand the post over"), "post-hand-over", ("standing.issue_owner_id",)
    ),
    (Gap.MILESTONE_NOT_MET, About.MILESTONE): Mending(
        _("Record as met"), "milestone-met", ("standing.inspection.slug", "key")
    ),
    (Gap.NO_RETURN, About.ACTION): Mending(_("Chase it in the round"), "round-list", ()),
    (Gap.NO_DATE, About.ACTION): Mending(_("Ask for a date"), "action-deadline"),
    (Gap.TARGET_AFTER, About.ACTION): Mending(_("Ask for another date"), "action-deadline"),
    (Gap.DATE_WITHOUT_ACTION, About.RECOMMENDATION): Mending(_("Open an action"), "recommendation-action"),
    (Gap.ON_A_SUNDAY, About.ACTION): Mending(_("Ask for another date"), "action-deadline"),
    (Gap.TWO_RANKS, About.ACTION): Mending(_("Look at its owner"), "action-owner"),
    (Gap.COST_IN_WORDS, About.ACTION): Mending(_("Put its cost right"), "action-put-right"),
    (Gap.PAGES_DIFFER, About.RECOMMENDATION): Mending(_("Put the pages right"), "recommendation-put-right"),
    (Gap.REPEATS, About.ACTION): Mending(_("Say what will be done"), "action-put-right"),
}
_DCC = {
    (Gap.AWAITS_DIRECTION, About.PART): Mending(
        _("Give a direction"), "recommendation-direction", ("standing.recommendation_id",)
    ),
    (Gap.CAVEAT_DROPPED, About.RECOMMENDATION): Mending(_("Ask about it"), "recommendation-question"),
    (Gap.DOCUMENTS_DIFFER, About.RECOMMENDATION): Mending(_("Ask about it"), "recommendation-question"),
    (Gap.NOTE_WITHOUT_DAY, About.RECOMMENDATION): Mending(_("Decide on it in Scrutiny"), "scrutiny-queue", ()),
    (Gap.YEAR_MISSING, About.ACTION): Mending(_("Ask its owner"), "action-question"),
    (Gap.WORK_GOES_ON, About.ACTION): Mending(_("Open it in Scrutiny"), "scrutiny-item"),
    (Gap.NO_EVIDENCE, About.ACTION): Mending(_("Open it in Scrutiny"), "scrutiny-item"),
    (Gap.ON_TARGET_WHILE_PAST, About.ACTION): Mending(_("Ask its owner"), "action-question"),
    (Gap.NOTHING_MEANWHILE, About.ACTION): Mending(_("Ask its owner"), "action-question"),
    (Gap.NO_RETURN, About.ACTION): Mending(_("Ask its owner"), "action-question"),
}


def mended_at(gap: Gap, about: About, thing: Named, asked: Standings) -> tuple[str, str] | None:
    """(words, address) of the page that mends it, for the reader of `asked`; None where that is not theirs, and of the past."""
    roles = authority(asked.user, asked.now).roles
    pages = (_COORDINATOR if Role.COORDINATOR in roles else {}) or (_DCC if Role.DCC in roles else {})
    mending = None if asked.as_at else pages.get((gap, about))
    if mending is None:
        return None
    return mending.words, reverse(mending.page, args=[attrgetter(key)(thing) for key in mending.keys])
