"""Headings of no known form that may open a list of demands: what is needed, or for whom it is, and not what was done or is the rule."""

import re

from inspections.reading.lists import bare_heading
from inspections.reading.names import STAFF, is_somebody
from inspections.reading.openings import IMPROVEMENT, RECOMMENDATION
from inspections.reading.plain import tells_under

_NEEDED = r"(?:required|needed|recommended|suggested|proposed|necessary|requested|advised|asked)"
_THINGS = r"(?:actions?|improvements?|changes?|steps?|measures?|moves?|controls?|ways? forward|priorit(?:y|ies)|points|"
_THINGS += r"proposals?|suggestions?)"
_NOT_ASKED = r"(?:expectations|advice|considerations|challenges|lessons|learning|implications|messages)"
_BODIES = r"(?:forces?|constables?|boards?|partners?|partnerships?|agencies|councils?|leaders)"
_ASKS = r"(?:must|should|needs? to|ha(?:s|ve) to|wants?|(?:would|should) like|asks?|requires?|expects? of|calls? for|"
_ASKS += r"(?:am|is|are) (?:asking|calling for))"
_STARTS = r"(?:start|stop|do (?:more|less)(?: of)?)(?: doing)?"
_FORMS = (
    rf"{_NEEDED} (?:[\w’'-]+ )?{_THINGS}\b.{{0,60}}",  # "Suggested improvements"
    rf"{_THINGS} (?:(?:that|which) (?:is|are) )?{_NEEDED}\b.{{0,60}}",  # "Actions required by the provider"
    r"(?:[\w’'-]+ ){0,3}(?:proposals?|requirements?|expectations|suggestions?|calls to action|demands|opportunities|"
    r"terms of (?:the|this) notice|"
    r"priority actions?)(?: (?:for|to|of) .{2,60})?",
    r"(?:issues?|matters?|points?) for the attention of .{3,80}",
    r"(?:single|multi)[ -]agency (?:learning|actions?|points?)",
    rf"{_THINGS} by (?:organisation|agency|body|service|theme)",
    # "Priorities for action"
    rf"(?:[\w’'-]+ ){{0,3}}(?:{_THINGS}|{_NOT_ASKED}) (?:for|to) (?:the )?"
    rf"(?:action|change|improvement|(?:improved |better )?practice|policy|[\w’' ]{{0,40}}\b{_BODIES})",
    # "What must be different", "Action the trust must take", but not "What you should do" or "What should have happened"
    rf"(?:what|actions?|things|steps) (?:(?!you\b)[\w’'-]+ ){{0,6}}{_ASKS}\b(?! have\b).{{0,60}}",
    r"(?:must|should|could) (?:do|improve|have)|(?-i:MUST|SHOULD|COULD)",
    _STARTS,
    rf"(?:what is )?{_NEEDED} (?:of|from|by) .{{3,60}}",
    r"(?:improvement|development) (?:points?|needs|areas|priorities)|quick wins",
)
# "Messages for the chief officer team"
_TURNED_TO = re.compile(
    rf"(?:[\w’'-]+ ){{0,3}}(?:{_THINGS}|{_NOT_ASKED}) (?:for|to) (?P<whom>.{{3,60}})", re.IGNORECASE
)
_MAY_LIST = re.compile("|".join(_FORMS), re.IGNORECASE)
_IS_OTHER = re.compile(
    r"\b(?:taken|since|last|previous|done|made|progress|respon\w+|plans?|logs?|outcomes?|if|you|your|we will|standards?|law|"
    rf"good|expect to see|happened|(?:{STAFF}) (?:must|should|need))\b",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"\b(?:(?:our|strategic|\w+[’']s) priorities|commit\w*|pledges?|promises?|objectives?|aims?|"
    r"principles?|tips|how to|agenda|contacts?|checklist|questions?|"
    r"parents|families|victims|evidence|findings?|strengths?|examples?|stories|voices|notes|minutes|options|training)\b",
    re.IGNORECASE,
)
# What is still to come, and not what is, was or is always done.
_FORWARD = re.compile(
    r"\b(?:next|needs?|wants?|asks?|improv\w*|chang(?:e|es|ing)|future|forward|ahead|actions?|to do|would|done|go|better|"
    r"strengthen\w*|wins?|start|begin|priorit\w+|opportunit\w+|implications?|expect\w*|advice|advis\w+|learning|lessons|now|propos\w+|suggest\w+|recommend\w+|"
    r"fix\w*|remed\w+|calls?|stop|could|should|must|require\w*|demand\w*|challenges?|measures|steps|ideas|consider\w*|thought|gaps?)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(rf"\b{_ASKS}\b", re.IGNORECASE)
_ABOUT_IMPROVING = re.compile(r"\b(?:improve\w*|consider\w*|develop\w*|opportunit\w*)\b", re.IGNORECASE)
_ABOUT_ACTING = re.compile(r"\b(?:actions?|must|should)\b", re.IGNORECASE)
_YEAR = re.compile(r" (?:for|in) (?:19|20)[0-9]{2}[0-9/–-]*$")


def tells_of_other_things(heading: str) -> bool:
    """Return whether a heading says that what stands below is done, promised, always so, or for the public."""
    tells = tells_under(heading) and not (_ASKING.search(heading) or looks_forward(heading))
    return tells or bool(_IS_OTHER.search(heading) or _PROMISES.search(heading))


def starts_or_stops(heading: str) -> bool:
    """Return whether a heading says of the things below it that they are to begin or to end: "Start", "Do less of"."""
    return bool(re.fullmatch(_STARTS, heading.strip(" :"), re.IGNORECASE))


def looks_forward(heading: str) -> bool:
    """Return whether a heading speaks of what is to come: "Now what?", "Quick wins", "Where to go from here"."""
    return bool(_FORWARD.search(heading))


def wishes(heading: str) -> bool:
    """Return whether a heading says that something is wished to be so: "What I want to see happen"."""
    return bool(
        re.search(
            r"\b(?:wants?|like) to (?:see|happen)\b|\b(?:ask(?:s|ing)?|call(?:s|ing)?) for\b", heading, re.IGNORECASE
        )
    )


def kind_it_may_list(heading: str) -> str:
    """The kind of thing that a heading of no known form may list, "" for one that asks for nothing."""
    bare = _YEAR.sub("", bare_heading(heading)).rsplit(": ", maxsplit=1)[-1]
    turned_to = _TURNED_TO.fullmatch(bare)
    if _IS_OTHER.search(bare) or not (_MAY_LIST.fullmatch(bare) or (turned_to and is_somebody(turned_to["whom"]))):
        return ""
    return IMPROVEMENT if _ABOUT_IMPROVING.search(bare) and not _ABOUT_ACTING.search(bare) else RECOMMENDATION
