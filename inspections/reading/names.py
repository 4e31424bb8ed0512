"""Names of bodies and posts: which words are somebody's, and where one name of several ends."""

import re

BODY = (
    r"police|forces?|constabular(?:y|ies)|constables?|managers?|leaders?|leads?|directors?|heads?|chairs?|"
    r"mayor|superintendents?|commanders?|inspectors?|authorit(?:y|ies)|councils?|borough|bod(?:y(?! worn)|ies)|"
    r"boards?|partners?|partnerships?|agency|agencies|trusts?|schools?|governors?|college|government|departments?|"
    r"minist(?:er|ers|ry)|secretary|office|inspectorate|commissioners?|courts?|prosecutors|services?|teams?|"
    r"lscbs?|committees?|panels?|cabinet|units?|"
    r"magistrates|judges|registrars?|regulators?|providers?|employers|landlords|universities|hospitals?|"
    r"sergeants?|supervisors|detectives|associations?|charities|compan(?:y|ies)|academ(?:y|ies)|"
    r"nurser(?:y|ies)|contractors?|operators|management|homes?|prisons?|coroners?|archives?|probation|"
    r"(?:commissioning|working|steering|strategic) groups?"
)
# Whoever works there: of what they should do a rule tells as well.
STAFF = r"officers?|workers|carers|visitors|midwives|doctors?|nurses?|teachers|practitioners|professionals|members?|staff|handlers"
# Without one of these, or a name in capitals, the words are a thing and not somebody.
SOMEBODY = re.compile(
    rf"(?i:\b(?:{BODY}|{STAFF}|chief executives?|social care|executive(?! action)|ofsted|parliament|"
    r"trustees|attorney general|estyn|cafcass|garda[ií]?|tusla|state part(?:y|ies)))|"
    r"\b(?:Federation|Union|League|Institute|Society|Church|Guild|Alliance|Assembly|Foundation)\b|\b[A-Z]{2,}s?\b"
)
AGENCY = re.compile(r"health|education|housing|social work|children[’']s social care", re.IGNORECASE)
THING = re.compile(
    r"(?:plans?|polic(?:y|ies)|strateg(?:y|ies)|reviews?|reports?|guidance|training|systems?|processes|process|procedures?|protocols?|work|"
    r"reforms?|laws?|duty|duties|change|changes|model|models|form|forms|tool|tools|this|that|which|it|they|there|audits?|data|records?|"
    r"meetings?|children|programmes?|frameworks?|standards?|code|act|orders?|letters?|numbers?|papers?|registers?|matters?|factors?|indicators?|powers?|answers?|posters?|chapters?|offers?|errors?|"
    r"computers?|cent(?:er|re)s?|trackers?|folders?|others?|grants?|warrants?|fees?|whoever|after|under|over|never|further|either)",
    re.IGNORECASE,
)
_IS_A_NAME = re.compile(r"[A-Z][a-z]{3,}(?<!ing)(?<!tion)")  # "Centrex"
IS_NAMED = re.compile(r"(?:[A-Z][\w’'-]+ ){1,4}[A-Z][\w’'-]+")  # "Scottish Children's Reporter Administration"
PLURAL = re.compile(r"[a-z]+s")  # "counties"
_TO_BE_PARTED = re.compile(r"(?P<first>[A-Z][^,]*?) and (?=(?P<second>[A-Z][^,;]*))")
_POST = re.compile(
    r"\b(?:heads?|directors?|leads?|managers?|commander|chief|department|ministry|minister) (?:of|for) ", re.IGNORECASE
)
_OF_FORCES = re.compile(r" (?:of|in|from) (?:all |the |every )?(?:police )?forces\b.*$", re.IGNORECASE)
_SUPPORTED = re.compile(r", (?:(?:supported|assisted|led|advised) by|including) .*$")
_AND = re.compile(r",? (?:and|with) (?:to )?(?:the )?|[,;] (?:the )?| or (?:the )?|/", re.IGNORECASE)
_ONE_NAME = re.compile(
    r"(?:(?:police and crime|crown office and|children and|courts and|crown prosecution|adults and|"
    r"safeguarding and|fire and|prison and)(?! the\b)|"
    r"(?:health|education) and(?= (?:social|well-?being|care|safety|justice|early|skills|training|learning|children(?![’']s)|families)\b))",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^(?:both the|the|that|all of the|its|their)\s+(?:(?:two|three|four|five) )?", re.IGNORECASE)


def is_named(words: str) -> bool:
    """Return whether words are a name in capitals, and no thing's: "Northcombe Housing", and not "Training Plan"."""
    return bool(IS_NAMED.fullmatch(words)) and not THING.fullmatch(words.split()[-1])


def is_somebody(words: str) -> bool:
    """Return whether words name somebody: a body, a post or an acronym."""
    return bool(SOMEBODY.search(words))


def _kept_together(joined: re.Match) -> str:
    """The words with "and" between what is nobody alone and the rest of its name: "Disclosure and Barring Service"."""
    post = _POST.search(joined["first"]) and not SOMEBODY.search(joined["second"])  # "Head of Learning and Development"
    alone = not post and (SOMEBODY.search(joined["first"]) or AGENCY.fullmatch(joined["first"]))
    return joined[0] if alone else f"{joined['first']} \0 "


def parted(words: str, *, known: bool = False) -> tuple[str, ...]:
    """One name or several, split where they are joined and not where "and" belongs to a name. known: they are all somebody's."""
    words = _SUPPORTED.sub("", words)
    kept = _ONE_NAME.sub(lambda joined: joined[0].replace(" and", " \0"), words)
    pieces = _TO_BE_PARTED.sub(_kept_together, kept)
    names = [bare(name.replace("\0", "and")) for name in _AND.split(pieces)]
    if any(map(is_somebody, names)):  # "Police, Health and Children's Social Care", "ACPO and Centrex"
        known = known or all(
            is_somebody(name) or AGENCY.fullmatch(name) or _IS_A_NAME.fullmatch(name) for name in names
        )
    return tuple(dict.fromkeys(name for name in names if name and (known or is_somebody(name))))


def bare(name: str) -> str:
    """A name without articles, and without the words that led to it or away from it."""
    name = _OF_FORCES.sub("", ARTICLE.sub("", name.strip(" ,.:;()—")))
    return re.sub(r"(?:\s+(?:of|for|the|and|other|each|all|is|are|to|jointly|together|also))+$", "", name)
