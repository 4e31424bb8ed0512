"""The words of a paper, for a reader who sees them for the first time."""

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
