"""Whom a recommendation is addressed to: the bodies and posts that stand as its subject."""

import re
from itertools import pairwise

from inspections.reading.names import (
    AGENCY,
    ARTICLE,
    BODY,
    IS_NAMED,
    PLURAL,
    SOMEBODY,
    STAFF,
    THING,
    bare,
    is_named,
    is_somebody,
    parted,
)
from inspections.reading.phrases import RECOMMENDS, SHOULD, WHO, is_act, phrase_in
from inspections.reading.verbs import begins_with_a_verb
from inspections.reading.wording import SENTENCE

MOST_WORDS = 25  # from the beginning of a sentence to its "should"
MOST_WORDS_OF_A_TITLE = 8
ENOUGH = 300  # letters of a sentence in which its subject stands

# Words in small letters that belong to a body's or a post's name. Others end it.
_NAME_WORD = re.compile(
    rf"{BODY}|{STAFF}|national|public|protection|custody|chiefs?|senior|executives?|local|county|city|governing|safeguarding|"
    r"statutory|relevant|other|child|children(?:[’']s)?|adults|social|care|health|education|exploitation|abuse|state|commission|crime|"
    r"prosecution|workers?|carers?|foster|youth|clinics?|visitors?|practices|surgeries|integrated|fire|rescue|part(?:y|ies)|ambulance|"
    r"housing|medical|detention|offending|hostels?|safety|community|mental|victims?|support|call|"
    r"and|of|for|the|all|each|every|both|their|its|wider"
)
_TO = re.compile(
    r"(?:recommends?|recommended)[,:]? to (?:the )?(?P<whom>[^,.;:]{2,80}?),? that\b|"
    r"\brequired from (?:the )?(?P<from>[^,.;:]{2,80}?)(?= (?:by|within|no later)\b|[.,])",
    re.IGNORECASE,
)
_TURNED_TO = re.compile(
    r"(?:\((?:to|for)|(?<=[.!?]) \((?=(?-i:[A-Z]))(?!to |for )) ?(?:the )?(?P<whom>[^()]{3,60})\)\.?$", re.IGNORECASE
)  # "(To the governor)"
_BEHIND = re.compile(r" \((?P<whom>[A-Z][^()]{0,40}[a-z][^()]{2,40})\)\.?$")  # "training staff (Head of Custody)"
_ASKED = re.compile(
    rf"(?!that\b)(?:the )?{WHO} (?:will |would |therefore |also )*"
    r"(?:asks?|wants?|requires?|expects?|requests?|advises?|invites?|encourages?|"
    r"calls? (?:up)?on|urges?|like(?! to)) (?!that\b|an? )(?:the )?"
    r"(?P<whom>[^,.;:]{2,80}?) (?:not )?(?:for(?! (?-i:[A-Z]))|to)\b",
    re.IGNORECASE,
)
# "Within six weeks HMIC will require an update": whoever requires it is not asked for it.
_REQUIRES = re.compile(
    rf"(?:[^,.;:]{{2,80}}, )?(?:the )?{WHO} (?:will |would |also )*(?:requires?|expects?|needs?) (?:an?|the) "
    r"(?:[\w-]+ ){0,3}(?:update|plan|response|report|statement)\b(?!.{0,60}\bfrom )",
    re.IGNORECASE,
)
# A heading that is about somebody: "Recommendations for the Home Office", and not "Experience for Chief Officer progression".
_FOR = re.compile(
    r"^(?:(?:[\w’']+ ){0,4}(?:recommend(?:ed|ations?)|actions?|improvement|steps)(?: [0-9.]+)? )?(?:made )?"
    r"(?:for|to|from|action by|required (?:of|from|by)|lead|addressed to|owner)"
    r" ?:? (?:the )?(?P<whom>[A-Z][^.;:]{1,80}):?$",
    re.IGNORECASE,
)
_IS_TO = re.compile(r"(?P<whom>[A-Z][^.,;:]{2,80}?) to (?=[a-z])")  # "The Partnership to agree with its neighbours"
_DOING = re.compile(r"(?<=s) [a-z]+ing (?:[a-z]+ ){0,4}[a-z]+$")  # "Officers attending domestic incidents"
_PASSIVE = re.compile(
    r"\s*(?:be|is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en|ut|ept|ade|eld|old|ent|one|nown|ought)\b", re.IGNORECASE
)
_AGENT = re.compile(
    r"[^.;:]{3,60}? by (?:the )?(?P<whom>[A-Z][^,.;:]{2,80}?)(?=[.,;:]|$| (?:by|before|within|and(?! (?:the )?[A-Z])) )"
)
# Whoever recommends or believes is not the one who is asked.
_RECOMMENDER = re.compile(
    r"[^,.;:]{1,80}?\b(?:recommend(?:s|ed)?|considers|believes|proposes|suggests|advises),? that\b|"
    r"(?:we|i) (?:continue to |still |also )?(?:believe|consider)(?: that)?\b|"
    r"(?:we|i) have (?:determined|decided|concluded) that\b|"
    r"in my opinion\b.{0,120}?\bbelieve(?: that)?\b",
    re.IGNORECASE,
)
# "Record keeping - The Council should", "To make homes safer, the Council should", "First, forces should"
BEFORE = re.compile(
    r"^(?:(?:However|Therefore|But|So),? |"
    r"[A-Z][^.;:,]{2,60}(?: [-–—] (?=[A-Z])|: (?=[A-Z]|the ))|(?:In order to|To) [^.;:,]{3,120}, (?=[a-z ]{0,20}\b[a-z]|[A-Z])|"
    r"(?:Within|By|Before|During|Over|From|In|On|At|As|Given|Following|After|Because|Where|When|Until|"
    r"Alongside|Through|Under|With|Without|For|While|Once|Since|Drawing|Pending|Based|Working|Building|Using) "
    r"[^.;:,]{3,80}, (?=(?:[a-z]+ ){1,3}(?:should|must|needs? to)\b|the |[A-Z])|"
    r"To \w+ (?:this|these|it)(?: right)?,? (?=the |[A-Z])|In (?:my|our) (?:view|opinion),? |"
    r"(?:(?:First|Second|Third|Fourth|Fifth|Sixth|Last|Final)(?:ly)?|Together|Jointly), )"
)
# "The Board is asked to run an audit", "the Council has agreed to apologise".
AGREED = re.compile(r"\b(?:has|have) (?:also )?agreed to\b", re.IGNORECASE)
_ASKED_TO = re.compile(rf"\bwill:$|{AGREED.pattern}", re.IGNORECASE)
# Somebody by the form of the word: "the registered person", "all first responders", "clinicians".
_PERSON = re.compile(
    r"(?:[a-z]{3,}(?:ers?|ors?|ists?|ians?|ees?|ants?)|persons?|people|leads?|bereaved|parents?)(?:\(s\))?",
    re.IGNORECASE,
)
# "Housing (Council): end the use of hotels"
_IN_A_TITLE = re.compile(r"[A-Z][^.:;()]{2,80} \((?P<whom>[A-Z][^()]{2,60})\): ")
# "Police: the hub will amend its form": the body that is to act, before what it is to do.
_BODY_FIRST = re.compile(
    r"(?:(?:To|For) (?:the )?(?=[\w’' ]{2,80}:))?\[?(?P<whom>[A-Za-z][\w’'& ]{2,80}?)(?: [–—→-]|:|\]) (?=\w)"
)
_IS_OR_HAS = re.compile(r"\s*(?:\w+ly )?(?:be|have)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:which|who|whose|where|when|in|so|an?)\b")
_TOGETHER = re.compile(
    r",? (?:together|jointly|along|in (?:partnership|conjunction|collaboration)) with |, (?:working (?:closely )?)?with ",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r", (?:through|via|working|in|with|as|supported|led|where|when|acting|under|by|within|at)\b[^,]{1,80},",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r" \([^()]*\)")
_ONE = re.compile(r"^\s*an? ", re.IGNORECASE)


def addressees_of(text: str) -> tuple[str, ...]:
    """The addressees of one sentence, without articles and as printed: ("Home Office", "College of Policing").

    () where it names none: "There should be more outreach", or a thing that something should happen to.
    """
    if (turned := _TURNED_TO.search(text)) and SOMEBODY.search(turned["whom"]):
        return parted(turned["whom"])
    text = _sentence_that_asks(text)[:ENOUGH]
    to = _TO.search(text) or _ASKED.match(text)
    whom = to[to.lastgroup] if to else ""
    if whom and (is_somebody(whom) or IS_NAMED.fullmatch(whom)):
        return parted(whom, known=bool(IS_NAMED.fullmatch(whom)))
    if titled := _IN_A_TITLE.match(text):
        return parted(titled["whom"])
    recommender = _RECOMMENDER.match(text) or phrase_in(text)
    recommender = None if recommender and SHOULD.search(text[: recommender.start()]) else recommender
    rest = text[recommender.end() :] if recommender else text
    subject = BEFORE.sub("", re.sub(r"^[\s,:]*(?:that\s+)?", "", rest, flags=re.IGNORECASE))
    modal = min(filter(None, [SHOULD.search(subject), _ASKED_TO.search(subject)]), key=re.Match.start, default=None)
    if not modal or len(subject[: modal.start()].split()) > MOST_WORDS:
        if whom := body_first(text):
            return parted(whom, known=True)
        if (behind := _BEHIND.search(text)) and (whom := addressee_of_title(behind["whom"])):
            return whom
        is_to = _IS_TO.match(subject)
        if is_to and is_named(is_to["whom"]) and begins_with_a_verb(subject[is_to.end() :]):
            return parted(is_to["whom"], known=True)  # "Northcombe Housing to review"
        whole = _before_its_verb(subject)
        nobody = is_act(subject) or _REQUIRES.match(text)  # "Train staff in the use of" is for nobody named
        return () if nobody else _in_a_row(whole) or _named(subject)
    before, after = _BRACKETS.sub("", subject[: modal.start()]), subject[modal.end() :]
    if recommender and (names := _named(before)) and not before.strip().endswith(names[-1]):
        return names  # "that the force reminds officers that a child must be seen"
    if _PASSIVE.match(after):
        by = _AGENT.match(after)
        return addressee_of_title(by["whom"]) if by else ()
    return _in_a_row(before) or _named(before) or _persons(before, after)


def _before_its_verb(sentence: str) -> str:
    """The words before the first verb that stands behind somebody: "NHS trusts and independent providers", before "stop using"."""
    words = sentence.split()[:MOST_WORDS]
    for place in range(1, len(words)):
        before = " ".join(words[:place])
        if _RELATIVE.search(before):
            return ""
        verb = " ".join([words[place].removesuffix("s"), *words[place + 1 : place + 2]])  # "the College works with"
        if SOMEBODY.search(before.rpartition(" and ")[2]) and begins_with_a_verb(verb):
            return before
    return ""


def body_first(words: str) -> str:
    """The body with which words begin that then say what it does: "Police: the hub will amend its form". "" for none."""
    found = _BODY_FIRST.match(words)
    return (
        found["whom"]
        if found
        and not THING.fullmatch(found["whom"].split()[-1])
        and (SOMEBODY.search(found["whom"]) or AGENCY.fullmatch(found["whom"]))
        else ""
    )


def is_told_to_act(sentence: str) -> bool:
    """Return whether a sentence has no verb but what somebody is to do: "Supervisors to check the log before they go home."."""
    addressed = _IS_TO.match(sentence)
    whom = _DOING.sub("", addressed["whom"]) if addressed else ""
    return bool(whom) and bool(addressee_of_title(whom)) and begins_with_a_verb(sentence[addressed.end() :])


def _in_a_row(before: str) -> tuple[str, ...]:
    """The names that stand in a row before "should", of which one is somebody's: what is joined with it is somebody too."""
    names = parted(_TOGETHER.sub(" and ", before), known=True)
    known = [SOMEBODY.search(name) or IS_NAMED.fullmatch(name) or PLURAL.fullmatch(name.split()[-1]) for name in names]
    things = [name for name in names if THING.fullmatch(name.split()[-1])]
    return names if len(names) > 1 and all(known) and any(map(SOMEBODY.search, names)) and not things else ()


def _persons(before: str, after: str) -> tuple[str, ...]:
    """Somebody whom no list knows, by the form of the word and by what is asked: "The registered person should ensure"."""
    if re.match(r"\s*(?:any|one|some|there|this|these|those)\b", before, re.IGNORECASE):
        return ()
    name = bare(_ONE.sub("", before))
    head = re.split(r" (?:of|for|in|at|with) ", name)[0].split()
    person = head and len(name.split()) <= 6 and not THING.fullmatch(head[-1])
    if _ONE.match(before):
        return (name,) if person and SOMEBODY.search(head[-1]) else ()  # "An oversight body"
    known = person and (
        _PERSON.fullmatch(head[-1]) or SOMEBODY.search(head[-1]) or begins_with_a_verb(after.strip()) or after == ":"
    )
    return (name,) if known and (SOMEBODY.search(head[-1]) or not _IS_OR_HAS.match(after)) else ()


def _sentence_that_asks(text: str) -> str:
    """The first sentence that recommends, else the first that asks; the first of all where none does."""
    sentences = SENTENCE.split(text)
    if (is_to := _IS_TO.match(sentences[0])) and not is_act(text) and addressee_of_title(is_to["whom"]):
        return sentences[0]
    recommended = next(filter(RECOMMENDS.search, sentences), "")
    return recommended or next((one for one in sentences if SHOULD.search(one) or phrase_in(one)), sentences[0])


def addressee_of_title(text: str) -> tuple[str, ...]:
    """The addressees that a title consists of: "(Chief Constable)", "The Care Quality Commission"."""
    names = _named(bare := text.strip(" ()[]:–—-."))
    return (
        names
        if names and len(bare.split()) <= MOST_WORDS_OF_A_TITLE and ARTICLE.sub("", bare).endswith(names[-1])
        else ()
    )


def addressee_of_heading(text: str) -> tuple[str, ...]:
    """The addressee that a heading names: "Recommendations for the Home Office", "To: chief constables"."""
    found = _FOR.search(text.rstrip(":"))
    if not found or not SOMEBODY.search(found["whom"]):
        return ()
    return parted(
        found["whom"], known="," in found["whom"]
    )  # all of a list are somebody: "the police, the Council and Health"


def addressee_of_lead(text: str) -> tuple[str, ...]:
    """The addressee to whom words over a list are turned, and nothing else: "To the police and the Council:", "The Board:"."""
    found = _FOR.search(text.rstrip(":"))
    return (
        addressee_of_title(found["whom"] if found else text)
        if text.endswith(":") and not text.startswith("That ")
        else ()
    )


def _named(subject: str) -> tuple[str, ...]:
    """The bodies with which these words begin, up to the first word that is part of no name."""
    subject = ARTICLE.sub("", re.sub(r"^[\s,]*(?:and |that )?", "", subject))
    subject = _ASIDE.sub(" ", _TOGETHER.sub(" and ", subject), count=1)
    words = []
    for word, following in pairwise([*subject.split(), ""]):
        bare = word.strip(",:").lower()
        if bare.removesuffix("s") in (
            "lead",
            "head",
            "chair",
            "commission",
            "support",
            "register",
            "staff",
        ) and following in ("a", "an", "the", "on", "its"):
            break  # a verb: "that the Service lead a review"
        if bare == "be":  # "that schools be told": somebody else is to do it
            return ()
        joins = words and (bare in ("with", "or") or (bare == "at" and following[:1].isupper()))
        if not (word[:1].isupper() or word[:1] in "(‘’“" or _NAME_WORD.fullmatch(bare) or joins):
            if bare.endswith("ing") and bare not in (
                "bring",
                "including",
            ):  # "Police recording of strategy discussions" is a thing
                return ()
            break
        words.append(word)
    return parted(" ".join(words))
