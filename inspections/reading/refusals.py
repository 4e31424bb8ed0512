"""What looks like a recommendation and must not be drafted, each sort with its reason."""

import re
from collections.abc import Sequence

_RECEIVERS = (
    r"(?:the )?(?:members?|(?:[\w’'&-]+ ){0,6}(?:board|committee|cabinet|panel|opcc|commissioner|executive|council|group|meeting|forum|pcc|authority)|opcc|pcc|cabinet|trustees|governors)"
)
_RECEIVES = (
    r"(?:notes?|to note|receives?|to receive|endorses?|to endorse|approves?|to approve|agrees? (?:to )?(?:the|this|note|receive)|to agree (?:the|this)|considers? (?:the|this) (?:report|content|update|position|paper)|"
    r"to consider (?:the|this) (?:report|content|update|position|paper)|comments? (?:up)?on|to comment|accepts? (?:the|this)|to accept (?:the|this)|supports? (?:the|this) (?:report|proposal|approach)|to take note|takes note)"
)
_PAST = r"(?:(?:had|has|have|was|were|been|previously|earlier|already)\s+(?:\w+\s+){0,2}recommended|recommended (?:in|by|last)\b)"

# Each is looked for in the first letters of the words, where `^` stands, and in the whole otherwise.
_REASONS: Sequence[tuple[str, re.Pattern]] = [
    (
        "it asks the paper's own readers to note or agree",
        re.compile(
            rf"^(?:that )?(?:it is )?(?:recommended:?\s*)?(?:that )?{_RECEIVERS} (?:(?:is|are) )?(?:(?:recommended|asked|invited|requested) )?(?:that )?(?:to )?{_RECEIVES}\b"
            rf"|^(?:it is )?recommended (?:that|to)\b.{{0,80}}?\b(?:{_RECEIVES}|be (?:noted|approved|received|endorsed|agreed|accepted))\b"
            rf"|^(?:that )?(?:the )?(?:report|update|contents?|position|paper|minutes)\b.{{0,60}}\bbe (?:noted|approved|received|endorsed|agreed|accepted)\b"
            rf"|^{_RECEIVERS} (?:is|are) (?:recommended|asked|invited|requested) to\b"
            r"|^(?:that )?members? (?:should )?(?:note|agree|receive|consider|endorse|approve)\b|^(?:to )?notes? (?:the|that|and)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "it is what the inspectorate promises to do itself",
        re.compile(r"^(?:(?:[^.]{0,80}, )?)(?:hmic(?:frs)?|ofsted|we|inspectors|the inspectorate|the inquiry|cqc|the review team) (?:will|shall|intends? to|plans? to|expects? to return)\b", re.IGNORECASE),
    ),
    (
        "it tells of a recommendation made before or by others",
        re.compile(
            rf"\b{_PAST}|^[^.]{{0,120}}\brecommended (?:that|to)\b(?<!is recommended that)(?<!is recommended to)|^(?:in|since|following) (?:our|its|the|that|their) (?:last|previous|earlier|\d{{4}})\b|"
            r"\b(?:previous|earlier|last year’s|last year's) (?:report|inspection|recommendations?|review)\b.{0,60}\brecommend",
            re.IGNORECASE,
        ),
    ),
    (
        "it counts or speaks of recommendations and makes none",
        re.compile(
            r"\b(?:makes?|made|making|contains?|sets? out|of|accepted|issued|completed|closed|all|these|those|implement(?:ed|ing)?|response to|progress (?:on|against)) (?:the |its |our |their |a total of |all )?"
            r"(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|several|a number of|following|above)? ?(?:of the )?(?:key |further |new |national )?(?:recommendations|areas for improvement|causes of concern)\b(?![:.]?\s*$)"
            r"|^(?:recommendations? (?:[0-9]{1,3}(?:, | and | to |–|-)?)+)(?:\s*(?:is|was|were|has|have|had|are|relates?|refers?|remains?|above|below|of|in|from|will)\b)"
            r"|^(?:the|this|that|each|every|one) (?:first |second |third |last )?recommendation (?:is|was|has|relates|refers|remains|made|in|from|of)\b",
            re.IGNORECASE,
        ),
    ),
    ("it is a line of a contents page", re.compile(r"(?:\.\s?){4,}\s*[0-9]{1,3}\s*$|…\s*[0-9]{1,3}\s*$|\s{3,}[0-9]{1,3}\s*$")),
    (
        "it is a minute or a decision of a meeting",
        re.compile(r"^(?:resolved|agreed|action|decision|minute)\b[ :–-]|^(?:it was|the (?:chair|board|committee|group|meeting|panel)) (?:was |were )?(?:resolved|agreed|asked|noted|thanked|heard|reported|requested|said|queried|advised|suggested|observed|commented)\b|^members (?:asked|noted|agreed|heard|queried|suggested|commented)\b", re.IGNORECASE),
    ),
    (
        "it tells what others said",
        re.compile(r"\b(?:said|told (?:us|inspectors)|felt|thought|argued|reported|suggested|believed?|agreed|acknowledged|states?|stated|stressed|requires?|guidance|policy|procedure|act) (?:[\w’']+ ){0,6}?that\b[^.]{0,150}\b(?:should|must|needs? to)\b", re.IGNORECASE),
    ),
    ("it asks a question", re.compile(r"\?\s*$")),
]
_QUOTED = re.compile(r"^[“\"‘'][A-Z]")

_OTHERS_ANSWERED = re.compile(
    r"\b(?:position|progress|response|update|action taken) (?:\w+ ){0,3}(?:against|on|to|in relation to) (?:each of )?(?:the |its |those |these |all )?(?:[0-9]+ |\w+ )?recommendations\b"
    r"|\b(?:has|have) (?:responded to|answered|self-assessed against) (?:the |all |each of )",
    re.IGNORECASE,
)
_REPRODUCED = re.compile(
    r"\b(?:recommendations?|findings) (?:\w+ ){0,3}(?:from|of|in|made by|made in) (?:the |both )?(?:[\w’']+ ){0,3}?(?:report|inquiry|review|inspection|inspectorate|professor|prof)\b"
    r"|\bthe (?:[A-Z][\w’']+ ){1,4}(?:report|review|inquiry|inspection) recommends?:|\bbelow are (?:the )?(?:findings and )?recommendations from\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?:draft )?minutes of (?:the|a) (?:\w+ ){0,8}(?:meeting|board|committee|panel)|apologies(?: for absence)?\b.{0,120}|(?:matters arising|minutes of the (?:last|previous) meeting)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)


def why_not(text: str) -> str:
    """Why these words are not drafted, for a person to read; "" where nothing speaks against them."""
    start = text[:600]
    return next((reason for reason, form in _REASONS if form.search(start)), "")


def is_quotation(text: str) -> bool:
    """Whether the whole of the words stands in quotation marks."""
    return bool(_QUOTED.match(text))


def answers_others(text: str) -> bool:
    """Whether what follows is a position against recommendations of somebody else's report."""
    return bool(_OTHERS_ANSWERED.search(text))


def reproduces_others(text: str) -> bool:
    """Whether what follows repeats the recommendations of somebody else's report."""
    return bool(_REPRODUCED.search(text))


def are_minutes(headings: Sequence[str]) -> bool:
    """Whether blocks with these words make the whole a record of a meeting."""
    return any(_MINUTES.fullmatch(heading.strip(" .:0123456789")) or re.match(r"(?:draft )?minutes of", heading, re.IGNORECASE) for heading in headings)


def is_contents(heading: str) -> bool:
    """Whether a heading opens the contents page."""
    return bool(_CONTENTS.fullmatch(heading.strip(" .:")))
