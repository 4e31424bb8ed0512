"""The announcement of a list of demands: a heading, or a sentence that makes none itself."""

import re

from inspections.reading import refusals
from inspections.reading.openings import CONCERN, IMPROVEMENT, NEXT_STEP, RECOMMENDATION, STRENGTH
from inspections.reading.phrases import LEADS_AT_ITS_END, PHRASE, SHOULD, WHO, demands

NUMBERED = re.compile(
    r"^(?:(?i:chapter|section|part|annex|appendix|box|exhibit|table) (?:[0-9]{1,2}|[IVX]{1,5}|[A-Z])\s*[.:)–—-]*|"
    r"[0-9]{1,2}(?:\.[0-9]{1,2})*[.:)]*|[A-Z]\.?[0-9]{1,2}[.:)]*|[A-Z][.:)]|[IVX]{1,4}[.:)]+)\s*(?=[A-Za-z])"
)
_COUNT = r"(?:[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|twenty)"
# "The eight licensing recommendations"; but "Closed recommendations" are others' or of years ago.
_NOT_OURS = (
    r"(?:previous|earlier|past|old|closed|completed?|outstanding|implement\w*|accepted|rejected|other|respon\w+|track\w*|"
    r"monitor\w*|progress|against|status|update\w*|delivering|addressing|on|of|from|in|with|towards|no|these|those|makes?|made|following|recommend\w*|reasons?|rationale)"
)
_WORDS = rf"(?:(?!{_NOT_OURS}\b)[\w’'&-]+ )"
_MATTER = (
    r"(?:for|to|made to|related to|relating to|on|about|regarding|concerning|arising|"
    r"in this case|from (?:our|this) (?!previous|last|earlier)|made|in full|in this report|"
    r"by (?:organisation|agency|body|service|theme)|and [\w ]{1,40})"
)
_FOR_WHOM = rf"(?:\s*[:–-]?\s*{_MATTER}\b.{{0,80}})?"
_LISTS = {
    RECOMMENDATION: (
        rf"(?:(?:summary|list|table) of )?{_WORDS}{{0,5}}(?:conclusions and )?recommendations?(?:\(s\))?{_FOR_WHOM}:?|"
        r"(?:agreed (?:management )?|recommended |management )actions?:?|action points?:?|"
        r"actions? arising(?: from .{2,60})?:?|service improvements?:?|"
        r"(?:agreed )?remed(?:y|ies)|putting (?:things|it|matters) right|"
        r"(?:what )?(?:we|the (?:\w+ ){0,2}\w+|(?-i:[A-Z]{3,8}s?)) recommends?:?|"
        r"(?:(?:summary|list) of )?what (?:we|the (?:\w+ ){0,2}\w+) recommends? (?:to|for) .{2,40}|"
        r"recommended to .{2,40}|it is (?:hereby )?(?:ordered|directed|required) that:?|"
        r"(?:agreed to )?recommended?(?: that the [\w ]{3,40})?:?|"
        r"what (?:needs to|must|has to) (?:change|happen|be done)(?: now| next)?[:?]?|"
        r"(?:(?:my|our|the \w+[’']s|key) )*asks?(?: (?:of|for|to) .{2,60})?:?"
    ),
    IMPROVEMENT: (
        r"(?:the |our |key |main )*(?:area(?:s|\(s\))? (?:for|of|requiring|that require) (?:further |continued )?"
        r"(?:improvement|development|priority action|consideration)|"
        r"(?:areas?|things|points|matters|issues|ideas) to (?:consider|think about|improve|strengthen|develop|work on|address)|"
        r"areas? where (?:improvement|(?:priority|immediate) action|development) is (?:required|needed)|even better if|"
        r"what (?:[\w’'-]+ ){0,5}needs? to (?:improve|do (?:better|to improve))(?: .{0,60})?\??|priority areas for improvement|"
        r"(?:(?:questions|points|issues|matters) for consideration|for you(?:r consideration| to (?:think about|consider)))|"
        r"opportunities (?:for improvement|to (?:improve|consider))|"
        r"(?:issues?|matters?|points?) (?:requiring|that requires?|for) (?:attention|action|improvement)|issues? to address|"
        r"(?:considerations|questions|reflections) for (?:the )?(?:[\w’'-]+ ){0,4}"
        r"(?:board|partnership|force|service|leader|partner)s?(?: to (?:consider|ask .{0,20}))?):?"
    ),
    # "The matters of concern are as follows": a coroner's report to prevent future deaths (Regulation 28).
    CONCERN: r"(?:the |our )?(?:(?:key|priority) concerns?|(?:accelerated |new |further )?causes? (?:of|for) concern|"
    r"matters? of concern(?: (?:are|is) as follows)?)[:.]?(?: ?[–—-])?(?: ?[(\[][^()\[\]]{3,60}[)\]]:?)?",
    STRENGTH: r"(?:key |main |areas? of )?strengths?:?|(?:(?:examples?|areas?) of )?good practice:?|"
    r"what (?:is |was |we saw )?(?:work(?:s|ed|ing)|going) well:?",
    NEXT_STEP: r"(?:the )?next steps:?|what happens next\??",
}
_KNOWN = {kind: re.compile(form, re.IGNORECASE) for kind, form in _LISTS.items()}
_INTRODUCES = re.compile(
    r"\bfollowing (?:\w+ )?(?:recommendations?|areas? for improvement)\b|"
    r"\b(?:makes?|made|offers?|offered|proposes?|proposed|sets? out|puts? forward|agrees?|agreed|issues?|issued|reached) "
    r"(?:\w+ ){0,4}recommendations?\b|"
    r"\b(?:suggests?|proposes?|offers?)\b[^.]{0,60}\bthe following\b|\bto ask for (?:\w+ )?(?:things|changes|actions)[.:]$|"
    r"\bmust (?:also )?comply with (?:the following|these)\b|^you [\w ]{4,30} the following (?:actions|steps|changes):$|"
    r"\b(?:requires?|asks?|expects?)\b[^.]{2,60}? to (?:\w+ ){1,3}the following(?: actions| steps|(?=:$))|"
    r"\brecommended that (?:the )?[^,.;:]{2,60}:$|^(?:we|i) (?:have )?recommended to [^,.;:]{2,50} that:$|"
    r"\b(?:requiring|advising|asking) them to:$|\bthe following (?:\w+ )?(?:would|might|could|may) (?:\w+ )?(?:help|improve)\b[^.]{0,60}:$|"
    r"\b(?:work|efforts|improvement|attention) should (?:now )?(?:focus|concentrate) (?:\w+ )?(?:on|up ?on)(?: ensuring that)?:$|"
    r"\bthese recommendations:$|\b(?:advice|requests?|asks|suggestions|proposals|expectations)(?: (?:to|for|of) [\w ’']{2,50})?:$|"
    r"^we (?:\w+ )?(?:call for|ask for|want|seek):$|"
    rf"\b(?:asks?|wants?) (?:for )?{_COUNT} (?:things|changes|steps|actions)\b[^.:]*:$|"
    r"\b(?:asks?|requests?|directs?|orders?|(?:we|commission|authority|inspectorate) requires?) that(?: you)?:$|"
    r"\bhereby (?:directs?|requires?|orders?) [^.:]{2,50} as follows:$|"
    r"^the [\w ]{3,40} (?:asked|requested)(?: that)?:$|"
    r"\b(?:areas|points|matters|issues) (?:which|that) [\w ]{2,40} (?:may|might|could) (?:wish to |want to )?"
    r"(?:consider|revise|revisit|address|look at)(?: again)?:$|"
    r"\b(?:matters|points|issues|areas) (?:on|in|about) which (?:i|we) (?:should|would) [^.:]{3,60}:$|"
    r"\bidentified the following (?:learning and )?actions\b|"
    r"\b(?:would (?:like|wish) to see|calls? for|asks? for|urges?) (?:the following|these)\b|\bcalling for:$|"
    rf"\b{WHO} (?:\w+ )?(?:calls?|asks?) for:$|"
    r"\bthe following (?:actions )?(?:were|are) (?:agreed|asked|recommended)\b|^resolved\W+that:?$|"
    r"\brecommendations?\b[^.]{0,80}\b(?:are|is|as follows|were made)\b",
    re.IGNORECASE,
)
# Steps that somebody is recommended to take; those that somebody took are told in the same words.
_STEPS = re.compile(
    rf"\b(?:certain|following|several|these) (?:further )?(?:steps|measures)\b|\b{_COUNT} (?:things|steps|changes|points|ways)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r" \((?:within|by) [^()]*\)$", re.IGNORECASE)  # "Recommendations (within six months)"
_BETTER = re.compile(
    r"^(?!.*\b(?:told|said|felt|thought)\b).*\bwould (?:be|have been) (?:better|stronger|improved) if:$", re.IGNORECASE
)
_FOLLOWING = re.compile(
    r"following (?:recommendations|points|matters|issues|actions|steps|changes|improvements)[.:]$|recommends? the following\.$"
)
_BEGINS = re.compile(
    r"^(?:resolved\W+that$|the following )|\b"
    r"(?:the following (?:steps|actions|were|are) [^:;]+|offer the following(?: for [\w ]{3,30})?)\.$",
    re.IGNORECASE,
)
_ON_SO_MANY = re.compile(rf"\b{_COUNT} (?:points|things|ways)\b(?: (?:to be|that|which) [^.:]{{3,50}})?\.$")
_ANNOUNCED = re.compile(r"(?:the following|as follows)?(?: ?(?:to|for) [^,.;:]{2,60})?", re.IGNORECASE)
_OF_BEFORE = re.compile(
    r"\brecommendations? (?:on|about):$|\bin (?:19|20)[0-9]{2}\b|\b(?:previous|earlier|last|response|implement|address)",
    re.IGNORECASE,
)
# "RESOLVED that the Place Committee recommend to Cabinet"
TO_WHOM = re.compile(
    r"\brecommend(?:s|ed|ations?)? to (?:the )?(?P<to>[A-Z](?:(?! that\b)[^,.;:]){2,60}?)"
    r"(?: that(?: (?:he|she|it|they))?| under [^:.]{2,40})?[:.]?$|"
    r"\bfollowing\b[^.]{0,20} for (?:the )?(?P<for>[^.;:]{2,60}?) to (?:consider|address|take):$|"
    r"\brecommendations\b[^.]{0,30}\bask (?:the )?(?P<asked>[^,.;:]{2,40}?) to\b|"
    r"\b(?:recommend(?:s|ed|ations)|RECOMMENDED)\b[^.]{0,40}\bthat (?:the )?(?P<that>[A-Za-z][^,.;:]{2,40}):$"
)


def kind_of_list(heading: str) -> str:
    """The kind of thing a heading lists, "" for none."""
    bare = _IN_BRACKETS.sub("", bare_heading(heading))
    return next((kind for kind, form in _KNOWN.items() if form.fullmatch(bare)), "")


def bare_heading(heading: str) -> str:
    """A heading without its number or letter."""
    return NUMBERED.sub("", heading, count=1).strip(" :") or heading


def asks_to_consider(words: str) -> bool:
    """Return whether the heading of a list says that it may ask questions: "Areas for consideration", "Questions for the Board"."""
    return bool(
        re.search(r"\b(?:considerations?|questions|reflections|to (?:consider|think about))\b", words, re.IGNORECASE)
    )


def opens_a_list(text: str) -> bool:
    """Return whether a sentence announces recommendations and makes none: "We make the following recommendations:"."""
    if _BETTER.search(text):
        return True
    if len(text) > 300 or _OF_BEFORE.search(text) or LEADS_AT_ITS_END.search(text):
        return False
    if (to := TO_WHOM.search(text)) and to["to"]:
        return not demands(text[: to.start()].removeprefix("That the "))
    if not (text.endswith(":") or _BEGINS.search(text) or _FOLLOWING.search(text) or _ON_SO_MANY.search(text)):
        return False
    phrase = list(PHRASE.finditer(text))
    announces = bool(phrase) and bool(_ANNOUNCED.fullmatch(text[phrase[-1].end() :].strip(" :")))
    return (
        announces
        or bool(_INTRODUCES.search(text))
        or bool(phrase and _FOLLOWING.search(text))
        or bool((phrase and _STEPS.search(text)) or (SHOULD.search(text) and _ON_SO_MANY.search(text)))
    )


def announces_others(text: str) -> bool:
    """Return whether a sentence says that another report's recommendations follow: "Below are recommendations from"."""
    short = len(text) < 400 and text.endswith((":", "."))
    return short and refusals.reproduces_others(text) and not demands(text[:150])


def to_whom(text: str) -> str:
    """The addressee that a sentence over a list names, "" for none."""
    found = TO_WHOM.search(text)
    return (found["to"] or found["asked"] or found["for"] or found["that"]).strip() if found else ""
