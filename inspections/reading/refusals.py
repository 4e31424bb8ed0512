"""Words that look like a recommendation and must not be drafted, each sort with its reason."""

import re
from collections.abc import Sequence

ENOUGH = 600  # letters of a block in which its sort shows

_MEETING = r"(?:board|committee|cabinet|panel|commissioner|executive|council|group|meeting|forum|authority|opcc|pcc)"
_READERS = rf"(?:the )?(?:members?|cabinet|opcc|pcc|trustees|governors|(?:[\w’'&-]+ ){{0,6}}{_MEETING})"
_PAPER = r"(?:the|this) (?:report|contents?|update|position|paper|proposal|approach|progress)"
_TAKE = (
    rf"(?:(?:to )?(?:take )?notes?|takes note|(?:to )?(?:receive|endorse|approve)s?|(?:to )?comments?(?: up)? ?on|"
    rf"(?:to )?(?:agrees?|considers?|accepts?|supports?|discuss(?:es)?)(?: to)? (?:note|receive|{_PAPER}))"
)
_TAKEN = r"be (?:noted|approved|received|endorsed|agreed|accepted)"
_NUMBER = (
    r"(?:[0-9]+|many|some|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"several|a number of|following|above|all)"
)
_INSPECTORS = r"(?:hmic(?:frs)?|ofsted|we|i|inspectors|the inspectorate|the inquiry|cqc|the review team)"
_SPOKEN = (
    r"(?:said|repl(?:y|ied|ies)|responded|answered|told (?:us|inspectors)|felt|thought|argued|reported|suggested|believed?|agreed|"
    r"acknowledged|states?|stated|stressed|requires?|guidance|policy|procedure|act)"
)
_CHAPTER = r"(?:(?:the|our) )?(?:next |last )?(?:chapters?|sections?|paragraphs?|parts?|annex|appendix)"
_GO_BACK = (
    r"(?:re-?visits?|re-?inspects?|returns?|follows? up|comes? back|(?:inspects?|visits?|looks?)\b[^.]{0,60}\bagain)"
)
_MINUTED = r"(?:resolved|agreed|asked|noted|thanked|heard|reported|requested|said|queried|advised|suggested|commented)"

A_QUESTION = "It asks a question."
A_PROMISE = "It is what the inspectorate promises to do itself."
_COUNTS = "It counts or speaks of recommendations and makes none."
_READERS_ASKED = "It asks the paper’s own readers to note or to agree."
# Every reason with the forms it takes. "^" stands for the beginning of the words, without number or label.
_FORMS: dict[str, Sequence[str]] = {
    _READERS_ASKED: (
        rf"^(?:that )?(?:it is )?(?:recommended:?\s*)?(?:that )?{_READERS} (?:that )?{_TAKE}\b",
        rf"^(?:it is recommended (?:that )?)?{_READERS} (?:is|are) (?:recommended|asked|invited|requested) (?:to|that):?(?: {_TAKE}\b|$)",
        rf"^(?:it is )?recommended (?:that|to)\b.{{0,80}}?\b(?:{_TAKE}|{_TAKEN})\b",
        rf"^(?:that )?(?:the )?(?:report|update|contents?|position|paper|minutes)\b.{{0,60}}\b{_TAKEN}\b",
        r"^(?:that )?members? (?:should )?(?:note|agree|receive|consider|endorse|approve)\b",
        r"^(?:that )?(?:the )?officers note\b",
        r"^(?:to )?notes? (?:the|that|and)\b",
        rf"^that {_READERS}:$",
    ),
    A_PROMISE: (
        rf"^(?:[^.]{{0,80}}, )?{_INSPECTORS} (?:will|shall|intends? to|plans? to)\b",
        rf"\brecommend(?:s|ed)? that (?:the )?(?:hmic(?:frs)?|ofsted|cqc|inspectors|(?:joint )?inspectorates?)\b"
        rf"[^.]{{0,40}}? {_GO_BACK}\b",
    ),
    "It commends something to its readers.": (
        r"\brecommends? (?:this|the|our) (?:\w+ )?(?:report|review|book|chapter|summary|study|guide|paper|document|work) to\b",
        r"\brecommends? that (?:the |all |other )?readers?\b",
        r"\brecommends? that (?:all|everyone|everybody|anyone|those)\b[^.]{0,80}\b(?:reads?|should read|study|studies)\b",
    ),
    "It says what a word means, or what a chapter is for.": (
        r"^(?-i:an?) (?:[\w-]+ ){0,4}(?:statement|aspect|proposal|suggestion|requirement|practice|area|description|shortcoming|"
        r"failing|weakness) (?:of|in|about|that|which|where|to|for)\b",
        r"^(?-i:something|anything) (?:that|which|where)\b",
        r"^(?:outstanding|good|adequate|requires improvement|inadequate|satisfactory): ",
        r"^an? (?:recommendation|area for improvement|cause (?:of|for) concern|strength) (?:is|means)\b",
        r"^this (?:section|chapter|part|page|annex|table|list) "
        r"(?:describes|sets out|lists|explains|contains|includes|gives|covers|shows)\b",
    ),
    "It tells of a recommendation made before, or by others.": (
        r"\b(?:had|has|have|was|were|been|previously|earlier|already) (?:\w+ ){0,2}recommended\b",
        r"\brecommended (?:in|by|last)\b",
        r"^recommendations? (?:from|of|in|made in) (?:the |our )?(?:19|20)[0-9]{2}\b(?::|(?!.{0,200}\b(?:should|must)\b))",
        r"^(?:in|since|following) (?:our|its|the|that|their) (?:last|previous|earlier|[0-9]{4})\b",
        r"^in (?:[a-z]+ )?(?:19|20)[0-9]{2},? (?!.{0,80}:$)[^.]{2,60}?\b(?:recommended|said|found|asked|reported|wrote|told|gave|made)\b",
        r"^(?!.*\b(?:we|i) (?:\w+ )?recommend\b).*\b(?:do|does|did|could) not (?:\w+ )?recommend\b",
        r"\b(?:previous|earlier|last year[’']s) (?:report|inspection|recommendations?|review)\b.{0,60}\brecommend",
    ),
    _COUNTS: (
        r"\b(?:makes?|made|making|contains?|of|accepted|issued|completed|closed|these|those|implement(?:ed|ing)?|response to|"
        rf"progress (?:on|against)) (?:the |its |our |their |a total of )?(?:{_NUMBER} )?(?:of the )?(?:{_NUMBER} )?"
        r"(?:key |further |new |national )?(?:recommendations|areas for improvement|causes of concern)\b(?![:.]?\s*$)",
        rf"^[^.]{{0,60}}\bidentified {_NUMBER} (?:key |priority )?concerns\b",
        r"^no recommendations?\b|\bwhether to recommend\b|^it should (?:also )?be (?:noted|said|remembered)\b",
        r"^(?:i am|we are) (?:\w+ )?grateful (?:to|for)\b|\bif (?:it|they|you) (?:do|does|fails?)\b[^.]{0,60}\bwe may\b",
        r"\bhas (?:agreed|accepted)\b[^.]{0,40}\brecommendations\b",
        r"^(?:i am|we are) (?:pleased|glad) (?:to|that)\b(?!.{0,200}\b(?:should|must|needs? to)\b)",
        r"^(?:the|this|that|each|every|one) (?:first |second |third |last )?recommendation "
        r"(?:is|was|has|relates|refers|remains|made|in|from|of)\b",
        r"^(?!.{0,200}\b(?:should|must)\b)[^.:]{0,120}\bthe following\b[^.:]{0,80}\.(?: |$)",
        r"^(?:(?:was|were|is|are|has been|have been|relates?|refers?|remains?|above|below) )",
        r"^recommendations? [0-9]{1,3}\b(?! ?[:.–—-])",
        r"^[^.:]{0,80}\b(?:take|complete) these (?:steps|actions)\b",
        r"^as (?:we|i|hmic(?:frs)?|the \w+(?: \w+)?) recommends?\b",
        rf"^(?:(?!\bshould\b)[^.]){{0,120}}\brecommends? (?:above|below|elsewhere|later|(?:in|at|under) {_CHAPTER})\b",
    ),
    "It is a note in brackets.": (r"^\([^()]*\)$",),
    "It is a line of a contents page.": (r"(?:\.\s?){4,}\s*[0-9]{1,3}\s*$", r"…\s*[0-9]{1,3}\s*$"),
    "It is a minute or a decision of a meeting.": (
        r"^(?:resolved|agreed|action|decision|minute)\b[ :–-]",
        rf"^(?:it was|the (?:chair|{_MEETING})) (?:was |were )?{_MINUTED}\b",
        rf"^members {_MINUTED}\b",
        r"\b(?:read and )?agreed to\.$|\bbrought up and read\b|^(?:i|we) have (?:now )?(?:completed|ended|closed|concluded)\b",
    ),
    "It tells what others said or what guidance asks.": (
        rf"(?<!\bwe )(?<!\bi )(?<!continue to )(?<!continues to )(?<!still )\b"
        rf"{_SPOKEN} (?:[\w’']+ ){{0,6}}?that\b[^.]{{0,150}}\b(?:should|must|needs? to)\b",
    ),
    "It says how far a recommendation has come.": (
        r"^(?:status:? )?(?:completed?|on target|on track|ongoing|in progress|implemented|achieved|closed|superseded|"
        r"discharged|(?:not |partially |fully )?accepted(?: actions?)?)\b ?[.:;,–-]",
    ),
    "It gives the reason for what stands above it.": (
        r"^this (?:(?:is|was) (?:to|in order to|so that|because)|follows|arises|comes (?:after|from)|relates to)\b",
    ),
    "It tells what was found; what is asked stands below it.": (
        r"^(?:key )?(?:concern|finding|issue|risk|rationale|reason|evidence|background|context|observation|impact)s?"
        r"(?: raised| identified)?(?: \([A-Z]?[0-9.]+\))?: ",
    ),
    "It asks the reader of a web page about the page.": (
        r"^(?:please )?(?:tell us (?:what (?:you|went)|how you|about your)|help us (?:to )?improve)\b",
    ),
    A_QUESTION: (r"\?\s*$",),
}
# “The Office recommended that the force should” tells of what was recommended before, but not in the report's own list.
_TELLS_OF_EARLIER = "It tells of a recommendation made before, or by others."
# "The Board is asked to run an audit" asks a paper's own readers, unless a label says that it is a recommendation.
_ASKED_OF_READERS = re.compile(
    rf"(?:it is recommended (?:that )?)?{_READERS} (?:is|are) (?:recommended|asked|invited|requested) (?:to|that)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?:to )?(?:agree|approve|endorse|receive|accept|adopt|delegate|comment|discuss|consider|decide|ratify)\b",
    re.IGNORECASE,
)
# "That progress on these recommendations be reported to the Board" asks for something.
_ABOUT_THEM = re.compile(r"that [^.]{3,80}? (?:be|is|are) \w+(?:ed|en|t|de|wn)\b", re.IGNORECASE)
# "The worker should have asked", and not "Each desk should have a list".
_SHOULD_HAVE = re.compile(
    r"(?!by |within |.*\b(?:should|must|needs? to|recommends?)\b(?! (?:\w+ )?have\b))"
    r".*\bshould (?:\w+ )?have (?:been|had|\w+ed|known|told|seen|made)\b",
    re.IGNORECASE | re.DOTALL,
)
_TO_THE_READER = re.compile(r"you (?:should|must|need to|will need|have to)\b", re.IGNORECASE)
_RECOMMENDED = re.compile(
    r"^(?!recommended that\b|.{0,60}\b(?:is|be) (?:\w+ )?recommended\b)[^.]{0,120}\brecommended (?:that|to)\b",
    re.IGNORECASE,
)
_REASONS = [(reason, [re.compile(form, re.IGNORECASE) for form in forms]) for reason, forms in _FORMS.items()]
_OF_WHO_ANSWERS = re.compile(r"response (?:by|from) [^.:]{3,60}(?: detailing [^.:]{3,40})?:?", re.IGNORECASE)


def asks_its_readers(text: str) -> bool:
    """Return whether words ask a paper's own readers to note or agree it, so that what it reports is not asked by it."""
    return any(form.search(text[:ENOUGH]) for form in _REASONS[0][1])


def is_over_an_answer(text: str) -> bool:
    """Return whether words stand over what the one who is inspected writes: "Response by registered person:"."""
    return bool(_OF_WHO_ANSWERS.fullmatch(text))


def tells_of_recommending(text: str) -> bool:
    """Return whether the words say that something was recommended: in the report's own list that asks, elsewhere it tells."""
    return bool(_RECOMMENDED.search(text[:ENOUGH]))


def why_not(
    text: str, *, in_own_list: bool = False, named: bool = False, under: str = "", in_a_letter: bool = False
) -> str:
    """Why these words are not drafted, for a person to read; "" where nothing speaks against them.

    in_own_list: they stand in the report's own list of recommendations. named: they are labelled "Recommendation 3".
    under: the words over the list that they stand in.
    """
    start = text[:ENOUGH]
    if not named and (_ASKED_OF_READERS.match(start) or (_DECIDES.match(start) and _ASKED_OF_READERS.search(under))):
        return _READERS_ASKED
    if not (named or in_own_list or in_a_letter) and _TO_THE_READER.match(start):
        return "It tells its readers what they should do or be, as an advertisement does."
    problem = "" if in_own_list or not tells_of_recommending(start) else _TELLS_OF_EARLIER
    if not (problem or named or in_own_list) and _SHOULD_HAVE.match(start):
        problem = "It tells what should have been done."
    about_them = in_own_list and _ABOUT_THEM.match(start)
    return next(
        (
            reason
            for reason, forms in _REASONS
            if not (about_them and reason == _COUNTS) and any(form.search(start) for form in forms)
        ),
        problem,
    )


_ASKS = r"\b(?:recommend(?:s|ed)?|should|must)\b"
_QUOTED = re.compile(
    rf"[“\"‘'](?-i:[A-Z])|[^“\"]{{0,{ENOUGH}}}[.!?]”|(?:(?!{_ASKS})[^“‘\"]){{0,200}}"
    rf"(?:“[^”]{{0,300}}?{_ASKS}|(?<= )‘[^’]{{0,300}}?{_ASKS}|\"[^\"]{{0,300}}?{_ASKS})",
    re.IGNORECASE,
)


def is_quotation(text: str) -> bool:
    """Return whether what asks is quoted: in quotation marks at the beginning or up to there, and nothing asks before them."""
    return bool(_QUOTED.match(text))


# What a heading or a sentence says about all that follows it

_ANSWERED = re.compile(
    r"\b(?:position|progress|response|update|action taken) (?:\w+ ){0,3}(?:against|on|to|in relation to) "
    r"(?:each of )?(?:the |its |those |these |all )?(?:[0-9]+ |\w+ )?recommendations\b|"
    r"\b(?:has|have) (?:responded to|answered|self-assessed against) (?:the |all |each of )",
    re.IGNORECASE,
)
_REPLY = re.compile(r"[\w’' ]{3,40} response to (?:the )?[\w’' ]{3,60} (?:report|review|inquiry)", re.IGNORECASE)
# "The 2011 report of the panel made four recommendations, which were:"
_REPORT = r"(?:report|review|inspection|inquiry)"
_YEAR = r"(?:19|20)[0-9]{2}"
_OF_YEARS_AGO = re.compile(
    rf"\b(?:{_YEAR} {_REPORT}|{_REPORT} of {_YEAR})\b.{{0,80}}\b(?:made|gave|set out|recommended)\b.{{0,60}}:$"
)
_ASKED_FOR = re.compile(
    r"\b(?:should|must|shall|ask(?:s|ed)?|expect(?:s|ed)?|requir(?:es|ed)|invited?|duty)\b[^.]*$", re.IGNORECASE
)
_REPRODUCED = re.compile(
    r"\b(?:recommendations?|findings) (?:\w+ ){0,3}(?:from|of|in|made by|made in) (?:the |both )?(?:[\w’']+ ){0,3}?"
    r"(?:report|inquiry|review|inspection|inspectorate|professor|prof)\b|"
    r"\bthe (?:[A-Z][\w’']+ ){1,4}(?:report|review|inquiry|inspection) recommends?:|"
    r"\bbelow are (?:the )?(?:findings and )?recommendations from\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"\b(?:progress|responses?) (?:on|against|since|to) (?:the |our )?(?:[0-9]{4}|last|previous|earlier)\b|"
    r"\b(?:previous|earlier|past) recommendations\b|"
    r"\b(?:at|in|from|since) (?:the |our )?(?:last|previous) (?:inspection|report|visit)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:draft )?minutes of\b.{0,120}|apologies(?: for absence)?\b.{0,120}|matters arising", re.IGNORECASE
)


def answers_others(text: str) -> bool:
    """Return whether what follows is a position against recommendations, with words of the one who answers run into theirs.

    A sentence that asks for a response, "The Ministry should publish its response to these recommendations", is none.
    """
    if _OF_YEARS_AGO.search(text):
        return True
    found = _ANSWERED.search(text[:ENOUGH])
    return bool(found) and not _ABOUT_THEM.search(text[:ENOUGH]) and not _ASKED_FOR.search(text[: found.start()])


def is_a_reply(title: str) -> bool:
    """Return whether the first title is that of a reply: "Ministry response to the Committee's third report".

    Within a report it is a chapter on what was done, "The police response to the serious case review", which may recommend.
    """
    return bool(_REPLY.fullmatch(title))


def lists_previous(heading: str) -> bool:
    """Return whether a heading stands over recommendations of years ago and what became of them."""
    return bool(_PREVIOUS.search(heading))


def reproduces_others(text: str) -> bool:
    """Return whether what follows repeats the recommendations of somebody else's report."""
    return bool(_REPRODUCED.search(text[:ENOUGH]))


def are_minutes(headings: Sequence[str]) -> bool:
    """Return whether blocks with these words make the whole a record of a meeting."""
    return any(_MINUTES.fullmatch(heading.strip(" .:0123456789")) for heading in headings)


def is_resolved(words: str) -> bool:
    """Return whether words announce what a meeting resolved or recommended: "RESOLVED that:"."""
    return bool(re.match(r"(?:resolved|recommended)\b", words, re.IGNORECASE))


def is_contents(heading: str) -> bool:
    """Return whether a heading opens the contents page."""
    return bool(re.fullmatch(r"(?:table of )?contents(?: page)?", heading.strip(" .:"), re.IGNORECASE))


def page_in_contents(text: str, last: int) -> int:
    """The page with which a line of the contents page ends, `last` for a Roman one; 0 for none, or for one before `last`."""
    found = re.search(r"\s(?:([0-9]{1,3})|[ivx]{1,5})$", text)
    page = int(found[1] or last) if found else 0
    return page if page >= last else 0
