"""The verbs with which words tell somebody what to do: "Ring-fence money", "Urgently review the rota"."""

import re

_VERBS = """
abandon abolish accelerate accept accredit achieve acknowledge act adapt add address adjust adopt agree allocate amend analyse apologise
apply appoint appraise approve arrange ask assemble assess assign assure attach attend audit authorise ban base be begin benchmark book
brief bring broaden build carry cascade cease centralise chair challenge change chase check choose circulate clarify clear close
co-design co-ordinate coach code collate collect combine commission commit communicate compare compile complete comply conduct confirm
consider consolidate consult continue convene coordinate correct cost cover create cut decide dedicate deepen define delegate deliver
demonstrate deploy design designate determine develop devise direct disclose discontinue discuss display distribute document draft draw
drop educate elect eliminate embed employ empower enable encourage end enforce engage enhance enlarge ensure equip erase escalate
establish evaluate examine exempt expand expect expedite explain explore extend facilitate feed fill film finalise find finish fit fix
flag focus follow formalise formulate forward fund gather get give go grant guarantee halt have help hire hold identify implement
improve include incorporate increase induct inform initiate insert insist inspect install instruct integrate introduce invest
investigate invite involve issue join keep launch lead learn legislate lend let limit link list listen lobby lock log look lower
maintain make manage mandate map mark match measure meet merge minute modernise modify monitor move name negotiate nominate note notify
obtain offer open oversee pay permit persuade phase pilot place plan prepare present press prevent print prioritise procure produce
prohibit promote propose protect provide publicise publish purchase pursue put quality-assure raise ratify re-open re-run reach read
realign reassess rebuild recognise recommend reconsider record recruit rectify redesign redraft reduce refer refine reflect refocus
refresh refurbish refuse register reinforce reinstate reissue relaunch rely remind remove rename renegotiate renew reopen repair repeal
replace reply report request require rerun reserve reset resolve resource respond restate restore restrict restructure retain rethink
retire return revert review revise revisit reward rewrite ring ring-fence roll rotate run satisfy say schedule scope scrutinise secure
seek select send separate set settle share shorten show sign signpost simplify sit speak specify speed spell spread staff standardise
start state stop streamline strengthen submit supervise supply support survey suspend swap take target teach tell test think throw tidy
tighten trace track train transfer treat trial turn undertake update upgrade use utilise validate vary verify visit warn watch wear
weigh widen withdraw work write
"""
# Of these many a title or a sentence about something begins: "Support for victims", "Record keeping was poor".
_THINGS_TOO = """
act address appoint audit base brief challenge change check clear close code commission correct cost cut design direct document draft
drop end feed focus fund grant help hold issue lead limit link list log look lower map mark match measure minute name note notice offer
open pay phase pilot place plan present press print produce purchase record refuse register release repair report request reserve
resource return review reward ring roll run schedule scope separate set share show sign speed spread staff start state stop supply
support survey target test track train transfer treat trial turn update use visit work
"""
VERBS, THINGS_TOO = frozenset(_VERBS.split()), frozenset(_THINGS_TOO.split())
_FIRST = re.compile(r"(?:[a-z]{3,}ly,? )?([a-z]+(?:-[a-z]+)*)\b(?P<colon>:?)(?: (?P<next>[\w’-]+))?", re.IGNORECASE)
# What follows a thing, and not what is to be done.
_AFTER_A_THING = re.compile(
    r"(?:[0-9]+|of|was|were|is|are|has|had|have|keeping|making|sharing|and|or|in|by|which|who|said|told|should|must|will|can|could|did|do|does|"
    r"\w+(?:ings?|tions?|ments?))$",
    re.IGNORECASE,
)
_ENDS_IT = re.compile(r"(?:start|stop) \w+ing\b", re.IGNORECASE)  # "Stop moving us at night"
_OF_MAKING = re.compile(r"(?:of|keeping|making|sharing|is|are|was|were)$", re.IGNORECASE)


_SOMEBODY = re.compile(r"(?:that )?the (?-i:(?:[A-Z][\w’'&-]*(?<!s) )+)(?=[a-z])", re.IGNORECASE)


def says_that_one_act(words: str) -> bool:
    """Return whether words name one body and what it is to do, without a verb that asks: "The Service lead a review"."""
    somebody = _SOMEBODY.match(words)
    return bool(somebody) and begins_with_a_verb(words[somebody.end() :])


def begins_with_a_verb(words: str) -> bool:
    """Return whether words begin with a verb that tells to act: "Publish a guide", and not "Record keeping"."""
    first = _FIRST.match(words)
    if not first or first["colon"] or first[1].lower() not in VERBS:
        return False
    thing_too = first[1].lower() in THINGS_TOO and not _ENDS_IT.match(words)
    if not first["next"]:
        return not thing_too
    return not (_AFTER_A_THING if thing_too else _OF_MAKING).match(first["next"])
