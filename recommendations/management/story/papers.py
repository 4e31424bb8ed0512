"""The paper for the board's meeting of 6 August 2015: prepared by the coordinator, issued by the DCC, and kept since."""

from types import SimpleNamespace

from inspections.models import Inspection

from ...models import Meeting, PackChoice
from ...packs.editions import content_of, files_of
from ...packs.layouts import LATEST
from ...selectors.packs.draft import draft, issued_on
from ...selectors.packs.prepared import version_of_choices
from ...services.packs import all_ready, choose, issue_pack, prepare_paper
from .bookmarks import CITY_BRIEFING, COMMISSIONER_PAPER, SELF_ASSESSMENT, at, on

LEFT_OUT = {"state": PackChoice.State.LEFT_OUT, "reason": "It recommends nothing to the force."}


def paper_is_issued(cast: SimpleNamespace) -> None:
    """Three reports ask nothing of the force, and the paper says that it leaves them out."""
    meeting, issued_at = Meeting.objects.get(held_on=on("2015-08-06")), at("2015-08-03 09:20")
    prepared = {"by": cast.coordinator, "at": at("2015-08-03 09:10")}
    pack = prepare_paper(meeting, version=0, cut_off_at=prepared["at"], **prepared)
    for report in Inspection.objects.filter(slug__in=(CITY_BRIEFING, COMMISSIONER_PAPER, SELF_ASSESSMENT)):
        choose(pack, report, **LEFT_OUT, **prepared)
    all_ready(pack, Inspection.objects.exclude(released_at=None), **prepared)
    contents = draft(meeting, at=issued_at, issued=issued_on(issued_at))
    laid_out = {"layout": LATEST, "content": content_of(contents)}
    issue_pack(pack, contents, files_of(contents), **laid_out, seen=version_of_choices(pack), by=cast.dcc, at=issued_at)
