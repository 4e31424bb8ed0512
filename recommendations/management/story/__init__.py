"""The demonstration's story, told through the services with dated moments; every person in it is invented."""

from .april import april
from .august import august
from .bookmarks import at
from .cast import gather
from .meetings import meetings
from .papers import paper_is_issued
from .reports import reports_come_in
from .summer import summer

STANDS_AT = at("2015-09-10 09:00")


def tell() -> None:
    """Tell it all, in the order in which it happened: what may be done depends on what was done before."""
    cast = gather(at("2013-11-04 09:00"))
    meetings(cast)
    reports_come_in(cast)
    april(cast)
    summer(cast)
    paper_is_issued(cast)
    august(cast)
