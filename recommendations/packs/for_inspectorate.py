"""The papers to an inspectorate: the update on its recommendations, the pack for when it comes back, the action form."""

from collections import Counter
from datetime import datetime

from django.conf import settings

from safeguarding.lib.words import counted
from safeguarding.lib.writers.papers import Appendix, Grid, Paper, Section
from safeguarding.lib.writers.tables import Table, plain

from ..models import Evidence
from ..selectors.packs import figures
from ..selectors.packs.for_inspectorate import ForInspectorate, Shown, Work
from ..workflow import Ledgers, Status
from .action_form import COLUMNS
from .heading import stood_at

NO_VERDICT = "none yet"
DRAFT = "Draft: this paper has not been issued."
HOW_NAMED = "Owners are named by their posts. Words recorded for the force alone are left out."
EVIDENCE = (
    *(("Number", 10), ("Recommendation", 30), ("Action", 10), ("Evidence", 50), ("What it is of", 22)),
    *(("Date", 14), ("Where it is held", 34), ("Marking", 18)),
)

PASSED = (("Date", 14), ("What", 30), ("About", 30), ("What was said, sent or seen", 60), ("Document", 34))


def inspectorate_update(found: ForInspectorate, *, to: str, about: str, at: datetime, issued: str = DRAFT) -> Paper:
    """All that was asked, how the force stands to it, its actions and dates, evidence by number, and the verdict so far.

    issued: says that it is, and which version.
    """
    return _paper(f"Update on {about}", found, _updated, to=to, at=at, issued=issued)


def revisit_pack(found: ForInspectorate, *, to: str, about: str, at: datetime, issued: str = DRAFT) -> Paper:
    """All that was found and done, the evidence of that, the effect, and what is still open. to: "" where it is for several bodies."""
    return _paper(f"Pack for a revisit: {about}", found, _revisited, to=to, at=at, issued=issued)


def inspectorate_form(found: ForInspectorate, *, to: str, about: str, at: datetime, issued: str = DRAFT) -> Table:
    """The eight-column action form; a recommendation without an action stands there with the force's response to it."""
    return Table(
        title=f"Action plan: {about}",
        marking=found.marking,
        about=f"{stood_at(at)} {issued} {HOW_NAMED}",
        labels=(("Source originator", to), ("Source title", about)),
        columns=tuple(COLUMNS.values()),
        rows=tuple(tuple(map(plain, row)) for item in found.items for row in _form_rows(item)),
        at=at,
    )


def _form_rows(item: Shown):
    asked = (item.words, item.issue_owner, item.corporate_or_local)
    for work in item.works:
        yield (*asked, f"Action {work.number}:\n{work.text}", work.owner, work.cost, work.target, work.expected)
    if not item.works and (item.responses or not item.strength):
        yield (*asked, "\n".join(item.responses), "", "", "", "")


def _paper(title, found, paragraphs, *, to, at, issued):
    sections = [Section(1, "How all of it stands", tuple(_overall(found)))]
    one_report = len({item.report for item in found.items}) == 1
    for number, item in enumerate(found.items, start=2):
        name = item.name if one_report else f"{item.name} of {item.report}"
        paragraphs_of_item = tuple(f"{label}: {' '.join(words.split())}" for label, words in paragraphs(item) if words)
        sections.append(Section(number, f"{name}: {item.state.label}", paragraphs_of_item))
    grid = Grid("Evidence", EVIDENCE, tuple(_evidence(found)))
    about = "" if grid.rows else "No evidence is recorded yet."
    return Paper(
        title=title,
        marking=found.marking,
        header=(("To", to), ("From", settings.FORCE_NAME)),
        about=(stood_at(at), issued, HOW_NAMED),
        sections=tuple(sections),
        appendices=(
            Appendix("A", "Evidence", "Evidence", about, (grid,) if grid.rows else ()),
            *((Appendix("B", "Contact so far", "Contact", "", (_passed(found),)),) if found.passed else ()),
        ),
        at=at,
    )


def _overall(found):
    asking = [item for item in found.items if item.asks]
    states = Counter(item.state for item in asking)
    closed = figures.closed(states)
    yield f"{counted(len(asking), 'recommendation')} to the force, {closed} closed by the force: {figures.in_words(states)}."
    works = {work.number: work for item in found.items for work in item.works}
    standing = Counter(work.standing for work in works.values() if work.standing)
    yield f"{counted(standing.total(), 'action')} open{f': {figures.open_in_words(standing)}' if standing else ''}."
    ledgers = Counter(item.ledgers for item in asking)
    counts = "; ".join(f"{ledgers[word]} {word.label.lower()}" for word in Ledgers if ledgers[word])
    yield f"The inspectorate’s verdict so far: {counts or NO_VERDICT}."
    proofs = Counter({proof.number: proof.of for item in found.items for proof in item.proofs}.values())
    counts = ", ".join(f"{proofs[of]} of {_of(of)}" for of in Evidence.Of if proofs[of])
    yield f"{counted(proofs.total(), 'piece')} of evidence{f': {counts}' if counts else ''}."


def _updated(item: Shown):
    yield "Found" if item.strength else "Asked", item.words
    yield "By when", item.due
    for response in item.responses:
        yield "The force’s response", response
    for work in item.works:
        yield _work(work)
    yield "Evidence", ", ".join(str(proof.number) for proof in item.proofs) or ("none recorded" if item.works else "")
    for measure in item.measures:
        yield "Measured", measure
    yield "Verdict so far", _verdict(item)


def _revisited(item: Shown):
    yield "Found" if item.strength else "Found and asked", item.words
    done = [work for work in item.works if work.status == Status.COMPLETE]
    for work in done:
        label, words = _work(work)
        yield f"Done. {label}", words
    for response in item.responses:
        yield "The force’s response", response
    if item.works and not done:
        yield "Done", "no action is complete yet."
    for proof in item.proofs:
        yield f"Evidence {proof.number}", f"{proof.title} ({_of(proof.of)}, action {proof.action})"
    yield "Effect", " ".join(item.measures) or ("nothing is measured." if item.asks else "")
    still = [work for work in item.works if work.standing]
    for work in still:
        label, words = _work(work)
        yield f"Still open. {label}", words
    if not still and not item.state.closed:
        yield "Still open", item.state.label
    yield "Verdict so far", _verdict(item)


def _verdict(item):
    return " ".join(item.verdicts) or (NO_VERDICT if item.asks else "")


def _work(work: Work):
    owner = f" ({work.owner})" if work.owner else " (no owner)"
    dates = f", {work.dates}" if work.standing else ""
    return f"Action {work.number}{owner}", f"{work.text} [{work.status.label}{dates}]"


def _evidence(found):
    listed = set()
    for item in found.items:
        for proof in item.proofs:
            if proof.number not in listed:
                listed.add(proof.number)
                what = (proof.title, _of(proof.of), proof.on, proof.held, proof.marking)
                yield (proof.number, f"{item.name} of {item.report}", str(proof.action), *what)


def _passed(found):
    rows = ((one.on, one.what, one.about, one.words, one.document) for one in found.passed)
    return Grid("Contact so far", PASSED, tuple(rows))


def _of(value):
    """Such as "a test"."""
    return f"{'an' if value in ('output', 'effect') else 'a'} {value}"
