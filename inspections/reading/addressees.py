"""Whom a recommendation is addressed to: the bodies and posts that stand as its subject."""

import re

from inspections.reading.openings import PHRASE, SHOULD

# Words in small letters that belong to a body's or a post's name. Others end it.
_NAME_WORDS = set(
    "police force forces service services constabulary constabularies chief chiefs constable constables officer officers senior manager managers "
    "leader leaders local authority authorities council councils county city borough partner partners partnership partnerships agency agencies "
    "board boards safeguarding children children’s children's adults social care health education trust trusts government inspectorate "
    "commissioner commissioners commission crime and of for the all each every both relevant department secretary state home office director directors head "
    "heads governors schools school court courts prosecutors prosecution ministers minister college lscb lscbs statutory other "
    "superintendent superintendents commander commanders inspector inspectors team teams governing body bodies public protection custody".split()
)
# Without one of these, words in small letters are a thing and not somebody.
_SOMEBODY = re.compile(
    r"(?i:\b(?:police|forces?|constabular(?:y|ies)|constables?|officers?|managers?|leaders?|authorit(?:y|ies)|councils?|partners?|partnerships?|agencies|agency|"
    r"boards?|trusts?|government|commissioners?|inspectorate|departments?|secretary|office|directors?|heads?|schools?|courts?|ministers?|college|lscbs?|"
    r"services?|governors|borough|superintendents?|commanders?|bod(?:y|ies)|prosecutors|teams?|inspectors?))|\b[A-Z]{2,}s?\b"
)
_TO = re.compile(r"(?:recommends?|recommended)[,:]? to (?:the )?(?P<whom>[^,.;:]{2,80}?)(?:,? that\b|$)", re.IGNORECASE)
_FOR = re.compile(r"(?:(?:recommendations? )?(?:for|to)|action by|lead|addressed to|owner) ?:? (?:the )?(?P<whom>[A-Z][^,.;:]{1,80}):?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\s*(?:be|is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en|ut|ept|ade|eld)\b", re.IGNORECASE)
_ASIDE = re.compile(r",[^,]{1,80},")
_AND = re.compile(r",? and (?:the )?|, (?:the )?| together with (?:the )?| with (?:the )?| or (?:the )?|/", re.IGNORECASE)
_ONE_NAME = re.compile(r"police and crime|children and|health and|crown prosecution|adults and|safeguarding and|education and|fire and", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|that|all of the|its)\s+", re.IGNORECASE)
MOST_WORDS = 25


def addressees_of(text: str) -> tuple[str, ...]:
    """The addressees of one sentence, without articles and as printed: ("Home Office", "College of Policing").

    () where it names none: "There should be more outreach", or a thing that something should happen to.
    """
    if (to := _TO.search(text[:250])) and _SOMEBODY.search(to["whom"]):
        return _parted(to["whom"])
    phrase = PHRASE.search(text[:250])
    rest = text[phrase.end() :] if phrase else text
    rest = re.sub(r"^[\s,:]*(?:that\s+)?", "", rest)
    modal = SHOULD.search(rest[:300])
    if modal and len(rest[: modal.start()].split()) <= MOST_WORDS:
        if _PASSIVE.match(rest, modal.end()):
            return ()
        return _named(rest[: modal.start()])
    return _named(rest) if phrase or text.lower().startswith("that ") else _to_act(rest)


def addressee_of_heading(text: str) -> tuple[str, ...]:
    """The addressee that a heading names: "Recommendations for the Home Office", "To: chief constables"."""
    found = _FOR.search(text.rstrip(":"))
    return _parted(found["whom"]) if found and _SOMEBODY.search(found["whom"]) else ()


def _to_act(rest: str) -> tuple[str, ...]:
    """ "Council to review", "Police and Council to agree"."""
    found = re.match(r"(?P<whom>[^,.;:]{2,80}?) to [a-z]+\b", rest)
    return _named(found["whom"]) if found and _SOMEBODY.search(found["whom"]) else ()


def _named(subject: str) -> tuple[str, ...]:
    """The bodies with which these words begin, up to the first word that is part of no name."""
    subject = re.sub(r"^[\s,]*(?:and |that )?", "", subject)
    subject = _ASIDE.sub(lambda aside: f" with{aside[0][14:-1]} " if "together with" in aside[0][:16].lower() else " ", subject, count=1)
    words = []
    for word in subject.split():
        bare = word.strip(",").lower()
        joins = bare in ("with", "together", "or") and words
        if not (word[:1].isupper() or word[:1] in "(‘’“" or bare in _NAME_WORDS or joins):
            break
        words.append(word)
    return _parted(" ".join(words))


def _parted(words: str) -> tuple[str, ...]:
    """One name or several, split where they are joined and not where "and" belongs to a name."""
    kept = _ONE_NAME.sub(lambda joined: joined[0].replace(" and ", " \0 "), words)
    names = [_bare(name.replace("\0", "and")) for name in _AND.split(kept)]
    return tuple(dict.fromkeys(name for name in names if name and _SOMEBODY.search(name)))


def _bare(name: str) -> str:
    name = _ARTICLE.sub("", name.strip(" ,.:;()"))
    return re.sub(r"\s+(?:of|for|the|and|other|each|all)$", "", name)
