"""The paper to the Commissioner's office: header, twelve numbered sections, appendices, in either edition (domain.md)."""

from safeguarding.lib.dates import in_words
from safeguarding.lib.writers.papers import Appendix, Bars, Grid, Paper, Section

from ..models import StandingText
from ..selectors.lateness import STANDINGS
from ..selectors.packs import figures
from ..selectors.packs.contents import Contents, PublicContents
from ..selectors.packs.key_points import key_points
from ..selectors.rag import rated
from ..workflow import PartState
from .action_form import COLUMNS as FORM
from .glossary import GLOSSARY
from .heading import stood_at
from .layouts import LATEST, LAYOUTS
from .paper_cells import form_rows, progress_rows

PUBLIC = "Public edition"
# By number: the heading, the standing text, and the lines of recommendations that come under it (models.paper_lines).
HEADINGS = {
    1: ("Purpose of the Report", "purpose", ""),
    2: ("Recommendations", "recommendations", ""),
    3: ("Reasons for Recommendations", "reasons", ""),
    4: ("Summary of Key Points", "", ""),
    5: ("Financial Implications and Budget Provision", "financial", "unfunded_need"),
    6: ("Human Resources Implications", "human_resources", ""),
    7: ("Equality Implications", "equality", "equality"),
    8: ("Risk Management", "risk", "risk_register"),
    9: ("Policy Implications and links to the Police and Crime Plan Priorities", "policy", "crime_plan"),
    10: ("Changes in Legislation or other Legal Considerations", "legislation", "legislation"),
    11: ("Details of outcome of consultation", "consultation", "consultation"),
    12: ("Appendices", "", ""),
}
NOTHING = "Nothing is recorded under this heading."
SEALED = (
    "Keep this. With it anybody can tell, for ever after, that nothing recorded before it was made has been changed, put in or taken out"
    " since: the force gives the proof, and the key that the OPCC was given shows that the seal is true."
)
PROGRESS = (("Recommendation", 40), ("Action", 34), ("Status", 20), ("Target date", 15), ("Updates and scrutiny", 60))
CONTACT = (("Report", 38), ("Date", 22), ("What", 26), ("About", 32), ("What was said, sent or seen", 53))
STANDS = ("How it stands", 36)


def opcc_paper(contents: PublicContents, layout: str = LATEST) -> Paper:
    """The paper, of the Contents or of the PublicContents: a public edition says so where the other has its marking.

    layout: a key of LAYOUTS.
    """
    appendices = _appendices(contents)
    return Paper(
        title=f"Safeguarding inspections: {contents.meeting.board}, {in_words(contents.meeting.held_on)}",
        marking=contents.marking if _whole(contents) else PUBLIC,
        header=tuple(_header(contents)),
        about=tuple(_about(contents)),
        sections=tuple(_section(number, contents, appendices, LAYOUTS[layout]) for number in HEADINGS),
        appendices=appendices,
        at=contents.at,
    )


def _whole(contents):
    """Return whether it is not the public edition."""
    return isinstance(contents, Contents)


def _header(contents):
    standing = contents.words.standing
    yield "Purpose", StandingText.For(standing.get("comes_for") or "information").label
    yield "Public/Non Public", "Non Public" if _whole(contents) else "Public"
    yield "Report to", standing.get("report_to") or str(contents.meeting.board)
    yield "Date of Meeting", in_words(contents.meeting.held_on)
    yield "Report of", standing.get("report_of", "")
    yield "Report Author", standing.get("report_author", "")
    yield "E-mail", standing.get("email", "")
    yield "Other Contacts", standing.get("other_contacts", "")
    yield "Agenda Item", contents.words.agenda_item


def _about(contents):
    yield stood_at(contents.at)
    if contents.held_to_account_by:
        yield f"Held to account by: {contents.held_to_account_by}."
    yield contents.issued or "Draft: this paper has not been issued."
    if contents.words.corrects:
        yield f"Version {contents.words.version}. Changed since the version before: {contents.words.corrects}"
    if not _whole(contents):
        yield "This edition is for the public. It names posts and not people, and words that are not for publication are left out."


def _section(number, contents, appendices, layout):
    heading, standing, line = HEADINGS[number]
    if number == 4:
        return _summary(heading, contents, layout)
    if number == 12:
        return Section(12, heading, tuple(appendix.heading for appendix in appendices))
    lines = _paragraphs(contents.words.standing.get(standing, "")) + [
        f"{item.name} of {one.title}: {words}"
        for one in contents.inspections
        for item in one.items
        for name, words in item.lines
        if name == line
    ]
    return Section(number, heading, tuple(lines or [NOTHING]))


def _paragraphs(words):
    """A paragraph for each line of what was typed."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def _summary(heading, contents, layout):
    points = _paragraphs(contents.words.key_points) or key_points(contents)
    counts = figures.states(contents.inspections)
    grids = [_figures(contents)] if contents.inspections else []
    if layout.rag and contents.rag:
        grids.append(_rated(contents, counts))
    graded = [
        (one.title, grade.topic, grade.grade, grade.before or "Not graded")
        for one in contents.inspections
        for grade in one.grades
    ]
    if graded:
        columns = (("Report", 40), ("What was graded", 30), ("Grade", 30), ("In the report before", 30))
        grids.append(Grid("Grades that the reports give", columns, tuple(graded)))
    bars = tuple((state.label, counts[state]) for state in PartState if counts[state])
    if layout.contact and _whole(contents) and (passed := tuple(_contact(contents))):
        grids.append(Grid("Contact with the inspectorates since the last meeting", CONTACT, passed))
    return Section(4, heading, tuple(points), Bars("Recommendations by state", bars) if bars else None, tuple(grids))


def _contact(contents):
    for one in contents.inspections:
        for passed in one.contacts:
            yield one.title, passed.on, passed.what, passed.about, passed.words


def _figures(contents):
    columns = (("Report", 46), ("In all", 10), ("Closed", 12), ("Open", 10), ("Actions open", 13))
    columns += tuple((words, 12) for words in STANDINGS.values())
    rows = [(one.title, *_counts([one])) for one in contents.inspections]
    about = (
        "Recommendations to the force in all, closed (complete, or ended by an agreed response) and open. Actions that are open, by "
        "their target date; one that answers several reports is counted once in the last row."
    )
    return Grid("Figures", columns, (*rows, ("All reports", *_counts(contents.inspections))), about)


def _rated(contents, counts):
    rows = tuple((part.words, part.count) for part in rated(contents.rag, counts))
    about = f"Recommendations to the force, in the colours and words of the {contents.meeting.board}."
    return Grid("As the board rates them", (("Rating", 60), ("Recommendations", 30)), rows, about)


def _counts(inspections):
    states, standing = figures.states(inspections), figures.open_actions(inspections)
    closed = figures.closed(states)
    return (
        states.total(),
        closed,
        states.total() - closed,
        standing.total(),
        *(standing[key] for key in STANDINGS),
    )


def _appendices(contents):
    whole = _whole(contents)
    asking = [(one, rows) for one in contents.inspections if (rows := tuple(form_rows(one)))]
    forms = tuple(
        Grid(one.title, tuple(FORM.values()), rows, f"Source originator: {one.body}. Source title: {one.title}")
        for one, rows in asking
    )
    columns = (*PROGRESS, STANDS) if whole else PROGRESS
    progress = tuple(
        Grid(one.title, columns, tuple(progress_rows(one, whole=whole))) for one in contents.inspections if one.items
    )
    columns = (("Report", 40), ("Left out", 30), ("Why", 60))
    left_out = Grid("Left out of this paper", columns, tuple(_left_out(contents)))
    glossary = Grid("Words used", (("Word", 24), ("What it means", 90)), GLOSSARY)
    about = "" if left_out.rows else "Nothing of the reports in this paper is left out."
    return (
        Appendix("A", "Action form", "Action form", "", forms),
        Appendix("B", "Progress, updates and scrutiny", "Progress", "", progress),
        Appendix("C", "Left out of this paper", "Left out", about, (left_out,) if left_out.rows else ()),
        Appendix("D", "Words used in this paper", "Words", "", (glossary,)),
        *((Appendix("E", "Seal of the record", "Seal", SEALED, tuple(_seals(contents))),) if contents.seal else ()),
    )


def _seals(contents):
    """The last seal, and the last that the OPCC cosigned; one where they are the same."""
    signed_by = [line.split(" ")[1] for line in contents.cosigned if line.startswith("\u2014 ")]
    cosigned = f", cosigned by the OPCC ({', '.join(signed_by[1:])})"
    stamped = (
        f", stamped by an authority outside the force (RFC 3161) at {contents.stamped}" if contents.stamped else ""
    )
    if contents.seal[:4] == contents.cosigned[:4]:
        yield _seal(f"The last seal{cosigned}{stamped}", contents.cosigned)
        return
    yield _seal(f"The last seal{stamped}", contents.seal)
    if contents.cosigned:
        yield _seal(f"An earlier seal{cosigned}", contents.cosigned)


def _seal(title, note):
    return Grid(title, (("The seal", 110),), tuple((line,) for line in note if line))


def _left_out(contents):
    for one in contents.inspections:
        for left in one.left_out:
            yield one.title, left.name, left.reason
    if _whole(contents):
        for inspection, reason in contents.left_out:
            yield inspection.title, "The whole report", reason
