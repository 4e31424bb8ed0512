"""The gaps of a plan: what a careful reader of it would ask about before a board does, severe ones first."""

from django.db.models import TextChoices


class Gap(TextChoices):
    """In the order of the list (domain.md, What goes wrong in practice); which of them are severe is our convention."""

    NO_ACTION = "no-action", "No action"
    PART_NOT_COVERED = "part-not-covered", "Part that no action covers"
    WRITTEN_OFF = "written-off", "No action required, though it is addressed to us"
    AWAITS_DIRECTION = "awaits-direction", "Asked for immediately, and awaiting direction"
    CAVEAT_DROPPED = "caveat-dropped", "Caveat dropped between two documents"
    WORK_GOES_ON = "work-goes-on", "Complete, while an update says that work goes on"
    NO_EVIDENCE = "no-evidence", "Complete without evidence"
    VERDICT_DIFFERS = "verdict-differs", "Verdict and closure differ"
    ON_TARGET_WHILE_PAST = "on-target-while-past", "On target, while past its date"
    NOTHING_MEANWHILE = "nothing-meanwhile", "Nothing said of what protects children meanwhile"
    NO_OWNER = "no-owner", "No owner"
    OWNER_GONE = "owner-gone", "Owner gone"
    MILESTONE_NOT_MET = "milestone-not-met", "Milestone not met"
    NO_RETURN = "no-return", "No return in the last round"
    NO_DATE = "no-date", "No date, or words for one"
    TARGET_AFTER = "target-after", "Target after the inspectorate’s date"
    DATE_WITHOUT_ACTION = "date-without-action", "Date given where there is no action"
    ON_A_SUNDAY = "on-a-sunday", "Date on a Sunday"
    YEAR_MISSING = "year-missing", "Day without a year in a document"
    NOTE_WITHOUT_DAY = "note-without-day", "Note of scrutiny without a day"
    DOCUMENTS_DIFFER = "documents-differ", "Two documents say different things"
    TWO_RANKS = "two-ranks", "One post under two names"
    COST_IN_WORDS = "cost-in-words", "Words in the place of a cost"
    PAGES_DIFFER = "pages-differ", "Pages that do not hold the report’s"
    REPEATS = "repeats", "Action that repeats the recommendation"

    @property
    def severe(self) -> bool:
        """Return whether it may leave a child at risk, or a board misled, so that it is waived only with a reason."""
        return self not in LESSER

    @property
    def severity(self) -> str:
        return "severe" if self.severe else "lesser"

    @property
    def can_be_waived(self) -> bool:
        """Return whether it can be set aside: what a milestone lacks is said on the milestone itself, with its reason."""
        return self.severe and self != Gap.MILESTONE_NOT_MET


LESSER = {
    *(Gap.NO_RETURN, Gap.NO_DATE, Gap.TARGET_AFTER, Gap.DATE_WITHOUT_ACTION, Gap.ON_A_SUNDAY, Gap.YEAR_MISSING),
    *(Gap.NOTE_WITHOUT_DAY, Gap.DOCUMENTS_DIFFER, Gap.TWO_RANKS, Gap.COST_IN_WORDS, Gap.PAGES_DIFFER, Gap.REPEATS),
}
WAIVABLE = [gap for gap in Gap if gap.can_be_waived]
