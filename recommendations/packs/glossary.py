"""The words of papers and pages, for a reader who sees them for the first time."""

from django.utils.translation import gettext_noop as _

GLOSSARY = (
    (_("Action"), _("What the force does about a recommendation, with one owner and a target date.")),
    (
        _("Action owner"),
        _("The post that does an action. Issue owner: the senior post that answers for a recommendation."),
    ),
    (_("Area for improvement"), _("A finding that something has to be better, usually without a date.")),
    (_("Cause of concern"), _("A finding serious enough that recommendations always come with it.")),
    (
        _("Complete (force)"),
        _("The Deputy Chief Constable has supported that the work is done. The inspectorate’s verdict is its own."),
    ),
    (
        _("DCC scrutiny"),
        _("The Deputy Chief Constable’s dated look at an action: completion supported, sent back, or a question."),
    ),
    (
        _("Immediately"),
        _("Asked for at once. It is not a date, so it is never late; the days since publication are counted apart."),
    ),
    (
        _("Inspectorate’s date"),
        _("The date that follows from the time limit in the report. The target date is the force’s own."),
    ),
    (_("Late"), _("Open, and the target date in force has passed: from the day after it.")),
    (_("On a revised date"), _("Open, not late, and the target date was moved since it was first set.")),
    (_("Part"), _("A clause of a recommendation with a letter, an addressee or a date of its own.")),
    (_("Position"), _("The force’s account of how far something is in place already, given instead of an action.")),
    (_("Recommended complete"), _("The owner says that an action is done. It waits for the Deputy Chief Constable.")),
    (_("Strength"), _("A finding of what is done well. Nothing is asked.")),
    (_("Transcribed"), _("Words taken over from an earlier document, which nobody has confirmed unless it says so.")),
)

# Those that stand on pages and in no paper.
ON_PAGES = (
    (
        _("Closed by us, open to them"),
        _("The force has completed it, and the inspectorate has not said that it is met."),
    ),
    (_("Direction"), _("What the DCC orders: a new action, with its post and its date.")),
    (_("Early reader"), _("Somebody named who may read a report before it is published, until its embargo ends.")),
    (_("Embargo"), _("Until then only early readers see anything of an inspection, or of the actions that answer it.")),
    (
        _("Follow-up check"),
        _("A day on which somebody looks whether the difference lasted. It is asked for until it is recorded."),
    ),
    (
        _("Gap"),
        _("What an inspector would find wrong with the plan: no owner, no action, no date, on target while past it."),
    ),
    (
        _("Milestone"),
        _("A date that an inspection sets in motion, such as the Commissioner’s response within 56 days."),
    ),
    (_("On target"), _("The owner’s own word that the target date will be met. Off target: that it will not.")),
    (
        _("Question"),
        _("The DCC’s holds completion until it is answered. The OPCC’s does not, and is counted until it is answered."),
    ),
    (
        _("Return"),
        _("What an owner sends in a round of updates: for each action an update, or why nothing has changed."),
    ),
    (_("Round of updates"), _("The coordinator asks every owner for a return by a day, before a session or a paper.")),
    (
        _("Seal"),
        _(
            "A signature over the whole record as it stands, held by the OPCC: nothing under it can be changed unnoticed."
        ),
    ),
    (
        _("Verdict"),
        _("What the inspectorate says of a recommendation later. It stands beside the force’s own closure."),
    ),
)
