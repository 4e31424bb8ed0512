"""Who reads the papers for meetings and to inspectorates, who prepares and who issues them."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from inspections.visibility import known_inspections
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role

from ..models import Pack, PackChoice
from .roles import may_coordinate


def may_read_meetings(user: User, *, at: datetime) -> Ruling:
    """Meetings and the papers issued for them are for the force and the OPCC."""
    has = authority(user, at)
    return Ruling() if has.in_force or has.opcc else Ruling((gettext("This page is for the force and the OPCC."),))


def may_read_draft(user: User, *, at: datetime) -> Ruling:
    """A paper is the force's until it is issued."""
    return Ruling() if authority(user, at).in_force else Ruling((gettext("This paper has not been issued yet."),))


def may_prepare_paper(user: User, *, at: datetime) -> Ruling:
    """The inspection coordinator prepares papers, and keeps their standing text (domain.md, Who uses the tracker)."""
    return may_coordinate(user, at=at)


def may_print_for_inspectorate(user: User, *, at: datetime) -> Ruling:
    """Papers that go to an inspectorate are printed by those who prepare and answer for them: coordinator, DCC, staff officer."""
    if has_role(user, Role.COORDINATOR, Role.DCC, Role.STAFF_OFFICER, at=at):
        return Ruling()
    return Ruling(
        (gettext("Papers to an inspectorate are printed by the inspection coordinator, the DCC or the staff officer."),)
    )


def readable_papers(user: User, *, at: datetime) -> QuerySet[Pack]:
    """The papers that a person may read: for meetings, and to an inspectorate those all of whose reports they may know of."""
    readable, known = Q(pk=None), known_inspections(user, at)
    if may_read_meetings(user, at=at):
        readable |= Q(paper=Pack.Paper.MEETING)
    if may_print_for_inspectorate(user, at=at):
        unknown = PackChoice.objects.none() if known.all else PackChoice.objects.exclude(known.of("inspection"))
        readable |= ~Q(paper=Pack.Paper.MEETING) & ~Exists(unknown.filter(pack=OuterRef("pk")))
    return Pack.objects.filter(readable)


def may_issue(user: User, pack: Pack, *, at: datetime) -> Ruling:
    """A second person issues a paper: the DCC or a coordinator, who wrote nothing of this version (four eyes)."""
    why_not = []
    if not has_role(user, Role.DCC, Role.COORDINATOR, at=at):
        why_not.append(gettext("Papers are issued by the DCC or an inspection coordinator."))
    chose = PackChoice.history.filter(pack_id=pack.pk, history_user=user.pk).exists()
    if chose or pack.history.filter(history_user=user.pk).exists():
        why_not.append(gettext("You prepared this paper, so somebody else has to issue it."))
    if pack.is_issued:
        why_not.append(gettext("This version has been issued."))
    if pack.paper != Pack.Paper.MEETING and not readable_papers(user, at=at).filter(pk=pack.pk).exists():
        why_not.append(gettext("It tells of a report that you may not see."))
    return Ruling(tuple(why_not))
