"""The verbs with which words tell somebody what to do: "Ring-fence money", "Urgently review the rota"."""

import re

_VERBS = frozenset(
    """
    abandon abolish book throw tidy wear watch hire lend lock chair film retire forward reply sit cover swap rely shorten settle
    abolish accelerate accept accredit achieve acknowledge act adapt add address adjust adopt agree allocate amend analyse
    apologise apply appoint appraise approve arrange ask assemble assess assign assure attach attend audit authorise ban base be begin
    benchmark brief bring broaden build carry cascade cease centralise challenge change check chase choose circulate clarify clear
    close coach co-design code collate collect combine commission commit communicate compare compile complete comply conduct confirm
    consider consolidate consult continue convene co-ordinate coordinate correct cost create cut decide dedicate deepen define delegate deliver
    demonstrate deploy design designate determine develop devise direct disclose discontinue discuss display distribute document draft draw drop educate
    elect eliminate embed employ empower enable encourage end enforce engage enhance enlarge ensure equip erase escalate establish
    evaluate examine exempt expand expect expedite explain explore extend facilitate feed fill finalise find finish fit fix flag focus follow
    formalise formulate fund gather get give go grant guarantee halt have help hold identify implement improve incorporate increase include
    induct inform initiate insert inspect install instruct insist integrate introduce invest investigate invite involve issue join keep
    launch lead learn legislate let limit link list listen lobby log look lower maintain make manage mandate map mark match measure meet merge
    minute modernise modify monitor move name negotiate nominate note notify obtain offer open oversee pay permit persuade phase pilot place plan
    prepare present press prevent print prioritise procure produce prohibit promote propose protect provide publicise publish purchase pursue put
    quality-assure raise ratify reach read realign reassess rebuild recognise recommend reconsider record recruit rectify redesign redraft reduce refer refine
    reflect refocus refresh refuse refurbish register reinforce reinstate reissue relaunch remind remove rename renegotiate renew repair repeal replace report request
    require re-open reopen re-run rerun reserve reset resolve resource respond restate restore restrict restructure retain rethink return revert review
    revise revisit reward rewrite ring ring-fence roll rotate run satisfy say schedule scope scrutinise secure seek select send separate set
    share show sign signpost simplify speak specify speed spell spread staff standardise start state stop streamline strengthen submit
    supervise supply support survey suspend take target teach tell test think tighten trace track train transfer treat trial turn undertake update upgrade
    use utilise validate vary verify visit warn weigh widen withdraw work write
    """.split()
)
# Of these many a title or a sentence about something begins: "Support for victims", "Record keeping was poor".
_THINGS_TOO = frozenset(
    """
    act address appoint audit base brief challenge change check code commission cost cut design direct document draft drop end feed focus fund grant
    help hold issue lead limit link list log look map mark match measure minute name note notice offer open pay phase pilot place plan present press
    print produce purchase record refuse register release repair report request reserve resource return review reward ring roll run schedule
    scope separate set share show sign speed spread staff start state stop supply support survey target test track train transfer treat trial turn
    update use visit work clear correct close lower
    """.split()
)
_FIRST = re.compile(r"(?:[a-z]{3,}ly,? )?([a-z]+(?:-[a-z]+)*)\b(?P<colon>:?)(?: (?P<next>[\w’-]+))?", re.IGNORECASE)
# What follows a thing, and not what is to be done.
_AFTER_A_THING = re.compile(
    r"(?:of|was|were|is|are|has|had|have|keeping|making|sharing|and|or|in|by|which|who|said|told|should|must|will|can|could|did|do|does|"
    r"\w+(?:ings?|tions?|ments?))$",
    re.IGNORECASE,
)
_OF_MAKING = re.compile(r"(?:of|keeping|making|sharing|is|are|was|were)$", re.IGNORECASE)


def begins_with_a_verb(words: str) -> bool:
    """Return whether words begin with a verb that tells to act: "Publish a guide", and not "Record keeping" or "Support for families was"."""
    first = _FIRST.match(words)
    if not first or first["colon"] or first[1].lower() not in _VERBS:
        return False
    thing_too = first[1].lower() in _THINGS_TOO
    if not first["next"]:
        return not thing_too
    return not (_AFTER_A_THING if thing_too else _OF_MAKING).match(first["next"])
