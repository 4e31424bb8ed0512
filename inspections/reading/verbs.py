"""The verbs with which words tell somebody what to do: "Ring-fence money", "Urgently review the rota"."""

import re

_VERBS = """
abandon abide abolish accelerate accept accredit achieve acknowledge act adapt add address adhere adjust adopt advertise agree allocate
allow alter amend analyse annotate apologise apply appoint appraise approve arrange ask assemble assess assign assure attach attend
audit authorise avoid ban base be begin benchmark bind bolster book brief bring broaden build calculate capture carry cascade cease
centralise certify chair challenge change chase check choose circulate clarify classify clear close co-design co-operate co-ordinate
coach code collaborate collate collect combine commission commit communicate compare compel compensate compile complete comply conduct
configure confirm confront consider consolidate construct consult continue contribute convene cooperate coordinate correct cost cover
create curb cut decide declare dedicate deepen define delegate deliver demonstrate deploy design designate deter determine develop
devise digitise direct disaggregate disclose discontinue discuss display distribute diversify divert document downgrade draft draw drop
educate elect elevate eliminate embed emphasise employ empower enable encourage encrypt end enforce engage enhance enlarge enlist enrich
enrol ensure enter entitle entrust equalise equip erase escalate establish evaluate examine exclude exempt expand expect expedite
explain explore extend facilitate familiarise feed fill film finalise find finish fit fix flag focus follow formalise formulate forward
fulfil fund furnish gather get give go govern grant guarantee halt harmonise harness hasten have hear help hire hold identify illustrate
implement impose improve incentivise include incorporate increase induct inform initiate inquire insert insist inspect install instruct
integrate intensify interrogate introduce invest investigate invite involve issue itemise join justify keep launch lead learn legislate
lend lessen let liaise liberate lighten limit link list listen lobby localise locate lock lodge log look lower mainstream maintain make
manage mandate map mark marshal match maximise measure mediate meet mend merge minimise minute mitigate mobilise modernise modify
monitor move name negotiate nominate normalise note notify nurture observe obtain offer open operate optimise organise outline outsource
overhaul oversee participate pay perform permit personalise persuade phase pilot place plan prepare prescribe present preserve press
prevent print prioritise procure produce prohibit promote propose protect prove provide publicise publish purchase pursue put
quality-assure quantify quicken raise ratify rationalise re-open re-run reach read reaffirm realign realise reassess rebalance rebuild
recalculate recast reclaim reclassify recognise recommend reconcile reconfirm reconsider record recover recreate recruit rectify
redeploy redesign redirect redraft reduce refer refine reflect refocus refresh refurbish refuse register regulate rehearse reinforce
reinstate reissue reiterate rejoin rejuvenate relaunch relocate rely remind remove rename renegotiate renew reopen repair repay repeal
replace replicate reply report reposition request require rerun rescind reserve reset reshape resolve resource respond restart restate
restore restrict restructure resubmit resume retain rethink retire retrain retrieve return reunite revert review revise revisit
revitalise reward rework rewrite ring ring-fence roll rotate run safeguard satisfy save say schedule scope scrutinise secure seek select
send sensitise separate serve set settle share sharpen shorten show sign signpost simplify sit solicit solve speak specialise specify
speed spell spread stabilise staff standardise start state steer stipulate stop straighten streamline strengthen submit substitute
summarise supervise supply support survey suspend swap synchronise synthesise systematise tabulate tackle tailor take target teach tell
test think throw tidy tighten trace track train transfer treat treble trial turn undertake unify unite untangle update upgrade uphold
upload upskill use utilise validate vary verify visit waive warn watch wear weigh widen withdraw work write
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
