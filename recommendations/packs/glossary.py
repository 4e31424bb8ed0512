"""The words of papers and pages, for a reader who sees them for the first time."""

GLOSSARY = (
    ("Action", "What the force does about a recommendation, with one owner and a target date."),
    ("Action owner", "The post that does an action. Issue owner: the senior post that answers for a recommendation."),
    ("Area for improvement", "A finding that something has to be better, usually without a date."),
    ("Cause of concern", "A finding serious enough that recommendations always come with it."),
    (
        "Complete (force)",
        "The Deputy Chief Constable has supported that the work is done. The inspectorate’s verdict is its own.",
    ),
    (
        "DCC scrutiny",
        "The Deputy Chief Constable’s dated look at an action: completion supported, sent back, or a question.",
    ),
    (
        "Immediately",
        "Asked for at once. It is no date, so it is never late; the days since publication are counted apart.",
    ),
    (
        "Inspectorate’s date",
        "The date that follows from the time limit in the report. The target date is the force’s own.",
    ),
    ("Late", "Open, and the target date in force has passed: from the day after it."),
    ("On a revised date", "Open, not late, and the target date was moved since it was first set."),
    ("Part", "A clause of a recommendation with a letter, an addressee or a date of its own."),
    ("Position", "The force’s account of how far something is in place already, in the place of an action."),
    ("Recommended complete", "The owner says that an action is done. It waits for the Deputy Chief Constable."),
    ("Strength", "A finding of what is done well. Nothing is asked."),
    ("Transcribed", "Words taken over from an earlier document, which nobody has confirmed unless it says so."),
)

# Those that stand on pages and in no paper.
ON_PAGES = (
    ("Closed by us, open to them", "The force has completed it, and the inspectorate has not said that it is met."),
    ("Direction", "What the DCC orders: a new action, with its post and its date."),
    ("Early reader", "Somebody named who may read a report before it is published, until its embargo ends."),
    ("Embargo", "Until then only early readers and those who prepare the answer see anything of an inspection."),
    (
        "Follow-up check",
        "A day on which somebody looks whether the difference lasted. It is asked for until it is recorded.",
    ),
    ("Gap", "What an inspector would find wrong with the plan: no owner, no action, no date, on target while past it."),
    ("Milestone", "A date that an inspection sets in motion, such as the Commissioner’s response within 56 days."),
    ("On target", "The owner’s own word that the target date will be met. Off target: that it will not."),
    (
        "Question",
        "The DCC’s holds completion until it is answered. The OPCC’s does not, and is counted until it is answered.",
    ),
    ("Return", "What an owner sends in a round of updates: for each action an update, or why nothing has changed."),
    ("Round of updates", "The coordinator asks every owner for a return by a day, before a session or a paper."),
    (
        "Seal",
        "A signature over the whole record as it stands, held by the OPCC: nothing under it can be changed unnoticed.",
    ),
    ("Verdict", "What the inspectorate says of a recommendation later. It stands beside the force’s own closure."),
)
