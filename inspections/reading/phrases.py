"""The phrases that recommend, the words that ask, and the forms in which words say what is to be done."""

import re
from functools import lru_cache

from inspections.reading.verbs import begins_with_a_verb, says_that_one_act

WHO = (
    r"(?:we|i|hmic(?:frs)?|ofsted|cqc|hmi(?:p| probation)?|inspectors|(?:the )?(?:[A-Z][\w’'-]{1,25} ){0,4}"
    r"(?:inquiry|review|panel|commission|inspectorates?|inspection|authors?|authority|jury|inspector|court|tribunal|investigators?|researchers?|evaluators?|monitors?|judge|sheriff|reviewers?|audit|team|coroner|chair|report|"
    r"partnership|committee|commissioner|inspectors|office|ombudsman|regulator|auditors?|rapporteur|observers?|expert|advis[eo]r|board|"
    r"task ?force|forum|group|scrutineer|assessor|secretary of state|minister|iopc|ipcc|ico)|(?:the )?(?-i:[A-Z]{3,8}s?))"
)
_BEGINS = r"(?:^|(?<=[.!?] ))(?:(?:further(?:more)?|finally|also|in addition|lastly|accordingly|therefore|for (?:these|those) reasons),? )?"
_ALSO = r"(?:(?:also|however|again|therefore|further|strongly|accordingly|now|jointly) )*"
PHRASE = re.compile(
    rf"\b(?<!\bas )(?:{WHO},? {_ALSO}recommends?|(?:i am|we are) {_ALSO}recommending(?:, [^,.;:]{{2,60}})?(?=,? that\b)|"
    rf"(?:and|also) (?:\w+ )?recommend(?= that\b)|it is {_ALSO}recommended|"
    rf"(?:my|our|the(?: [A-Z]\w+[’']s)?) (?:\w+ )?(?:recommendation|proposal|suggestion|advice|request)"
    rf"(?: to [^,.;:]{{2,60}}?)? is(?= (?:that|to)\b|$|:)|"
    rf"it is (?:my|our) (?:\w+ ){{0,2}}(?:recommendation|proposal|suggestion|advice)(?= that\b)|"
    rf"hereby (?:directs?|requires?|orders?)(?= )|"
    rf"{WHO} {_ALSO}(?:would {_ALSO}(?:encourage|invite|advise) |(?:would {_ALSO})?(?:(?:calls? (?:up)?on|urges?) |"
    r"(?:encourages?|invites?|advises?) (?=the |all |every |both )))(?!you\b)(?=[^,.;:]{2,60}? to\b)|"
    rf"(?:may i|{WHO} (?:would )?{_ALSO}) ?(?:suggests?|proposes?)(?= that\b)|(?:i|we) would {_ALSO}suggest(?= the \w)|"
    rf"it {_ALSO}(?:recommends|advises)(?= that\b)|{WHO} {_ALSO}advises(?= that\b)|"
    rf"(?:i|we) {_ALSO}make (?:one|a) (?:\w+ )?recommendation(?=: | that\b)|"
    rf"{WHO} provisionally proposes?(?= that\b)|"
    rf"(?:i am|we are) {_ALSO}calling (?:up)?on(?= [^,.;:]{{2,60}}? to\b)|"
    rf"(?<=\w )(?:is|are) {_ALSO}recommended(?= to\b)|"
    r"(?:^|(?<=[.!?,] ))(?:we|i) (?:would|should) (?:also )?be grateful if you (?:would|could)|"
    rf"{_BEGINS}(?:please (?:would|could) you\b|could you (?:also )?please\b|(?:we|i) would {_ALSO}(?:encourage|urge) you(?= to\b))|"
    rf"the (?:[A-Z]\w+ )?(?:committee|inspectorate|panel|inquiry|commission) {_ALSO}"
    rf"expects?(?= [^,.;:]{{2,60}}? to (?!be|end|begin|take)\w)|"
    rf"{WHO} {_ALSO}(?:considers?|believes?)(?= that\b[^.;:]{{3,100}}\b(?:should|must|needs? to)\b(?! have\b))|"
    rf"{_BEGINS}{WHO} {_ALSO}(?:wants? to see\b|"
    rf"would {_ALSO}like(?: to (?:see|receive|be told)\b|(?= (?!to\b|you\b)[^,.;:]{{2,60}}? to\b)))|"
    rf"{_BEGINS}{WHO} {_ALSO}(?:asks?|expects?|requires?|wants?|directs?|instructs?)(?= [^,.;:]{{2,60}}? to:)|"
    rf"{_BEGINS}(?:we|i) want(?= (?:the|all|every|each|both) [^,.;:]{{2,50}}? to (?!be|have|know|understand)\w)|"
    rf"{_BEGINS}we have {_ALSO}asked(?= [^,.;:]{{2,60}}? to:?$)|"
    rf"{_BEGINS}(?:we|i) {_ALSO}require(?= [^,.;:]{{2,60}}? to (?!be|have|comply)\w|"
    r" an? (?:written|revised|joint|action|full) (?:statement|plan|report|account|review)\b)|"
    rf"{_BEGINS}(?:{WHO} (?:therefore |also |again )?asks? (?:again |once more )?that\b|i ask that\b)|"
    rf"{_BEGINS}{WHO} {_ALSO}(?:asks?|invites?)(?= [^.;:]{{2,150}}? to (?!tell us|send us|say|rate|describe|complete|fill|be|have)\w)|"
    r"(?:^|(?<=[.!?] ))to address (?:this|these)(?: (?:causes?|areas?)(?: of concern| for improvement)?)?(?=,[^.]{0,80}\bshould\b)|"
    rf"(?:i|we) would {_ALSO}(?:(?:like|ask|want) you(?= to\b)|ask(?= that\b| (?!you\b)[^,.;:]{{2,60}}? to\b))|"
    rf"(?:^|(?<=[.!?] ))recommended(?= that\b)|{_BEGINS}(?:i|we) direct(?= that\b)|"
    rf"{WHO} (?:(?:continues? to|still) believes?|"
    r"(?:remains?|(?:are|is) still) "
    r"(?:of the (?:view|opinion)|convinced|persuaded))(?= that\b))\b"
    r"(?: to (?:the )?[^,.;]{2,80}?(?= that\b))?:?(?:,? that\b)?",
    re.IGNORECASE,
)
# Without one of these no words recommend; looking for them is much quicker.
_STEMS = re.compile(
    r"recommend|suggest|propos|call|encourag|invit|advi[cs]|urg|grateful|like|expect|consider|believ|want|ask|requ|direct|instruct|order|"
    r"address|view|opinion|convinced|persuaded|please",
    re.IGNORECASE,
)
SHOULD = re.compile(
    r"\b(?:should|must|needs? to|ought to|"
    r"(?:is|are|be) (?:required|expected|asked|requested|invited|urged|directed|advised|encouraged|recommended) to|"
    r"has to|have to|shall|could usefully|could you(?:r [\w ]{2,30})? please|please (?:would|could) you|"
    r"(?:may|might) (?:also )?(?:wish|want) to|"
    r"(?:may|might|could) consider)\b",
    re.IGNORECASE,
)
GOES_ON = r"(?:(?:however|therefore|but|so|clearly|instead),? )?"
# "However, the force needs to make sure", behind what it does well.
BUT_NEEDS = re.compile(r"(?<=[.!?] )(?:however|but|therefore|so),? (?=the [\w ]{3,40} needs? to\b)", re.IGNORECASE)
# "These are meant to help. The Ministry should:", over what it should do.
LEADS_AT_ITS_END = re.compile(
    r"(?<=[.] )(?!They |It |This |These )(?:The |Each |All )?[A-Z][^.:]{2,80} (?:should|must|needs? to|ought to):$"
)
# "It is vital that every call is recorded", with which a sentence begins.
VITAL = re.compile(
    rf"(?:^|(?<=[.!?] )){GOES_ON}(?:it is (?:therefore |now |also )?(?:(?:vital|essential|imperative|crucial|critical)(?: for \w+)?|"
    r"important(?= that (?:the |all |every )?[\w ]{0,30}\b"
    r"(?:forces?|police|councils?|boards?|partners|agencies|services?|trusts?)\b)) that "
    r"(?!(?:we|i|you|they|he|she)\b)|there (?:needs|has) to be |"
    r"it would (?:also |further )?(?:help|be (?:helpful|useful|good|sensible|better|prudent|wise|advisable)) (?:if|to) |"
    r"(?:far |much )?more (?:needs to|must|has to|should) be done to )",
    re.IGNORECASE,
)
THAT = re.compile(
    r"(?:(?:first|second|third|fourth|fifth|sixth|last|final)(?:ly)?, )?"
    r"that (?!(?:is|was|were|said|means?|will|would)\b)(?:the |all |each |every |a |any |there )?",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[A-Z][^.:;]{2,80}: ")  # "Housing (Council): end the use of hotels"
# "Refurbish the interview suite", "Tell every carer", and not "Leadership and governance" or "In the meantime".
ACTS = re.compile(
    r"(?!(?:all|both|each|every|in|on|of|at|by|for|from|to|with|within|under|over|after|before|during|about|as|and|or|if|"
    r"when|where|while|since|until|because|not|only|also|such|than|what|who|why|how|like|into|through)\b)"
    r"[a-z-]{2,20}(?<!ing)(?<!ed)(?<!ly)(?<!s) (?:the|an?|all|every|each|any|its|their|more|how|who|which|whether|that|those)\b",
    re.IGNORECASE,
)
# and not "had to ring again"
_TO = re.compile(r"(?<!\bhad )(?<!\bable )(?<!\border )(?<!\bhow )\b[Tt]o (?!be\b)(?=[a-z])")
# Where somebody is or has something, "to" says what for: "It is a false economy to close a home".
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|could|do|does|did|it|we|they)\b(?! $)", re.IGNORECASE)
_FALLS_TO = re.compile(r"it (?:is|falls) (?:therefore )?(?:for|to) [^.;:]{3,80} to [a-z]", re.IGNORECASE)
RECOMMENDS = re.compile(rf"{WHO} {_ALSO}recommends? that\b|it is recommended that\b", re.IGNORECASE)
# "By 30 June 2015, ensure that", "Within six months of this report, update".
_BY_WHEN = re.compile(
    r"^(?:(?:by|before|on or before|no later than|from) (?:the )?(?:end of )?(?:[0-9]{1,2}(?:st|nd|rd|th)? )?[a-z]{3,9} [0-9]{4},? |"
    r"within (?:the next )?[a-z0-9-]+ (?:calendar |working )?(?:day|week|month|year)s?[^,.;:]{0,50}, |working with [^,.;:]{2,60}, )",
    re.IGNORECASE,
)
MOST_BEFORE = 12  # words up to "to review"
EARLY = 30  # words within which a demand says that it is one


@lru_cache(maxsize=2_000)
def phrase_in(text: str) -> re.Match[str] | None:
    """Find the first phrase in the words that recommends; every paragraph is asked for it several times."""
    return PHRASE.search(text) if _STEMS.search(text) else None


def begins_by_recommending(text: str) -> bool:
    """Return whether words begin with somebody who recommends: "THE REVIEW RECOMMENDS", and not "What we recommend"."""
    phrase = phrase_in(text)
    return phrase is not None and phrase.start() == 0


def is_act(words: str) -> bool:
    """Return whether words begin with what is to be done, by its form or by a known verb."""
    return bool(ACTS.match(words)) or begins_with_a_verb(words)


def is_titled_act(words: str) -> bool:
    """Return whether words are a title and what is to be done under it: "Housing (Council): end the use of hotels"."""
    titled = _TITLED.match(words)
    return bool(titled) and begins_with_a_verb(words[titled.end() :])


def demands(text: str) -> bool:
    """Return whether the words ask for something to be done, in any of the forms reports use."""
    start = _BY_WHEN.sub("", " ".join(text.split()[:EARLY]))
    return bool(
        phrase_in(start)
        or SHOULD.search(start)
        or THAT.match(start)
        or begins_with_a_verb(start)
        or says_that_one_act(start)
        or _FALLS_TO.match(start)
        or any(
            begins_with_a_verb(start[to.end() :]) and not _TELLS.search(start[: to.start()])
            for to in _TO.finditer(" ".join(start.split()[:MOST_BEFORE]))
        )
    )
