"""The verbs with which words tell somebody what to do: "Ring-fence money", "Urgently review the rota"."""

import re

_VERBS = """
abandon abide abolish accelerate accept accredit achieve acknowledge act adapt add address adhere adjust adopt advertise agree align
allocate allot allow alter amend analyse annotate answer anticipate apologise apply appoint appraise approve arrange ask assemble
assess assign assure attach attend attract audit augment authorise automate avoid ban base be begin benchmark bind bolster book brief
bring broaden build buy calculate call cancel capture carry cascade cease centralise certify chair challenge change chase check choose
circulate clarify classify clear close co-design co-locate co-operate co-ordinate coach code collaborate collate collect combine
commission commit communicate compare compel compensate compile complete comply computerise concentrate conduct configure confirm
confront connect conserve consider consolidate construct consult contact continue contribute convene convert convey cooperate
coordinate correct cost cover create cross-check cross-reference curb curtail cut debrief decide declare decrease dedicate deepen
defer define delegate deliver demonstrate deploy design designate detect deter determine develop devise diarise differentiate
digitise dip-sample direct disaggregate disclose discontinue discuss dispense display disseminate distribute diversify divert divide
document downgrade draft draw drop educate elect elevate eliminate embed emphasise employ empower emulate enable encourage encrypt end
enforce engage enhance enlarge enlist enrich enrol ensure enter entitle entrust equalise equip erase escalate escort establish evaluate
examine exclude exempt expand expect expedite explain exploit explore extend facilitate familiarise fast-track feed fill film finalise
find finish fit fix flag focus follow formalise formulate forward fulfil fund furnish gather get give go govern grant guarantee halt
halve handle harmonise harness hasten have hear heed help hire hold honour identify illustrate implement impose improve incentivise
include incorporate increase induct inform initiate inquire insert insist inspect inspire install instruct integrate intensify
interrogate intervene introduce invest investigate invite involve issue itemise join justify keep kick-start launch lead learn leave
legislate lend lessen let liaise liberate lighten limit link list listen lobby localise locate lock lodge log look lower mainstream
maintain make manage mandate map mark marshal match maximise measure mediate meet mend merge minimise minute mitigate mobilise
modernise modify monitor move name negotiate nominate normalise note notify nurture observe obtain offer open operate optimise organise
outline outsource overhaul oversee participate pay perform permit personalise persuade phase photograph pilot place plan polish pool
post practise prepare prescribe present preserve press prevent print prioritise procure produce prohibit promote propose protect prove
provide publicise publish purchase pursue put quality-assure quantify query quicken raise rank ratify rationalise re-open re-run reach
read reaffirm realign realise reassess rebalance rebrand rebuild recalculate recast reclaim reclassify recognise recommend reconcile
reconfirm reconsider record recover recreate recruit rectify redeploy redesign redirect redraft reduce refer refine reflect refocus
refresh refurbish refuse register regulate rehearse reinforce reinstate reissue reiterate reject rejoin rejuvenate relaunch relax
relieve relocate rely remedy remind remodel remove rename renegotiate renew reopen repaint repair repay repeal repeat rephrase replace
replenish replicate reply report reposition request require rerun rescind reserve reset reshape resist resolve resource respect respond
restart restate restore restrict restructure resubmit resume retain retest rethink retire retrain retrieve return reunite revert review
revise revisit revitalise revoke reward rework rewrite ring ring-fence ringfence risk-assess roll rotate run safeguard satisfy save say
scan schedule scope score scrap screen scrutinise search secure seek seize select sell send sensitise separate serve set settle share
sharpen shorten show shred shut sign signpost simplify sit soften solicit solve sort speak specialise specify speed spell spot-check
spread stabilise staff standardise start state steer stick stipulate stop store straighten streamline strengthen stretch submit
subscribe substitute summarise supervise supply support survey suspend swap switch synchronise synthesise systematise tabulate tackle
tailor take talk target teach telephone tell test think throw tidy tie tighten toughen trace track train transcribe transfer
transform translate treat treble triage trial trim try turn unblock underpin undertake unify unite unlock untangle update upgrade
uphold upload upskill use utilise validate vary verify vet visit visualise waive warn wash watch wear weed weigh widen withdraw
withhold work write
"""
# Of these many a title or a sentence about something begins: "Support for victims", "Record keeping was poor".
_THINGS_TOO = """
act address answer appoint audit base brief call challenge change check clear close code commission contact correct cost cut
design direct document draft drop end escort feed focus fund grant help hold issue lead leave limit link list log look lower map mark
match measure minute name note notice offer open pay phase pilot place plan pool post present press print produce purchase query rank
record refuse register release remedy repair report request reserve resource respect return review reward ring roll run scan schedule
scope score screen search separate set share show sign speed spread staff start state stop store supply support survey target test
track train transfer treat triage trial turn update use visit wash work
"""
VERBS, THINGS_TOO = frozenset(_VERBS.split()), frozenset(_THINGS_TOO.split())
_FIRST = re.compile(
    r"(?:[a-z]{3,}ly,? |please |do not |don[’']t |never )?([a-z]+(?:-[a-z]+)*)\b(?P<colon>:?)(?: (?P<next>[\w’-]+))?",
    re.IGNORECASE,
)
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
