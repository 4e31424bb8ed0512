"""An update on an action: its words, its evidence, and whether it is complete."""

from datetime import datetime

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField
from safeguarding.models import User

from ..models import Action, Coverage
from ..models.progress import WORK_CONTINUES, Assessment, ProgressUpdate
from ..permissions import Ruling, may
from ..workflow import MOVES
from .evidence import EvidenceRows
from .recommended_parts import RecommendedPartsForm
from .service_form import NO_CASE_DETAIL, radios, text_field

Shown = ProgressUpdate.Shown


def _text(label: str, *, rows: int, help_text: str = "") -> forms.CharField:
    return text_field(label, rows=rows, help_text=help_text, required=False)


class UpdateForm(RecommendedPartsForm):
    """An update on an action: what was done and comes next, how it goes, the proof, and whether it is complete.

    action, coverages, by, at: what it is about, who writes, and the request's moment. `evidence` is its rows of proof.
    """

    mark_optional = False
    compact = True
    words = ("done", "next", "no_change_because", "shown_by", "no_evidence_because")
    cautions = ("no_case_detail", "finished")
    reveals = {
        "recommends_complete": {"on": ["shown", "shown_by", "no_evidence_because"]},
        "shown": {Shown.NOT_TESTED: ["check_on"]},
    }

    done = _text("What was done since the last update", rows=5, help_text=NO_CASE_DETAIL)
    next = _text("What happens next", rows=3)
    no_change_because = _text(
        "Or nothing has changed, because",
        rows=2,
        help_text="Then how it is going stays as last said, unless you select.",
    )
    assessment = radios("How is it going?", Assessment, required=False)
    expected_on = DateField(
        label="Expected completion", help_text="Leave it empty if nobody can say yet.", required=False
    )
    recommends_complete = forms.BooleanField(label="I recommend this complete", required=False)
    shown = radios("What shows it worked?", Shown, required=False)
    check_on = DateField(label="Date to check whether it worked", to_come=True, required=False)
    shown_by = _text("How was it shown, in a few words", rows=3, help_text="Unless it is not yet tested.")
    no_evidence_because = _text(
        "Where nothing is attached: why, or where the evidence is held", rows=2, help_text="The DCC is told of it."
    )
    finished = forms.BooleanField(label="The work is finished all the same", required=False)

    def __init__(
        self, data=None, files=None, *, action: Action, coverages: list[Coverage], by: User, at: datetime, **kwargs
    ) -> None:
        self.action, self.by, self.at, self.today = action, by, at, london_date(at)
        super().__init__(data, files, **kwargs)
        self.evidence = EvidenceRows(data, files, by=by, today=self.today)
        self.offer_parts(coverages)
        self._hint_at_dates()

    @cached_property
    def may_recommend(self) -> Ruling:
        """The ruling on recommending completion, asked only where the page offers it and where it is done."""
        return may(self.by, "recommend_complete", self.action, at=self.at)

    def _hint_at_dates(self) -> None:
        self.fields["check_on"].expect_after(self.today)
        target, expected = self.action.target_on, self.action.expected_on
        # "On target" months after the date is a published finding: both are shown, and neither overwrites the other (domain.md).
        if target and target < self.today:
            words = in_words(target, self.action.target_precision)
            self.fields["assessment"].help_text = gettext("Its target was %(on)s. The DCC sees both.") % {"on": words}
        if expected and expected < self.today:
            words = in_words(expected)
            self.fields["expected_on"].help_text = gettext("You last said %(on)s, which has passed.") % {"on": words}
        else:
            self.initial.setdefault("expected_on", expected)

    def is_valid(self) -> bool:
        """Check the evidence too, so that both say what is wrong at once."""
        return all([super().is_valid(), self.evidence.is_valid()])

    def clean_recommends_complete(self) -> bool:
        # What was typed as an update is worth keeping where recommending is no longer open.
        return self.cleaned_data["recommends_complete"] and bool(self.may_recommend)

    def clean(self) -> dict[str, object]:
        """Whatever is missing or contradicts itself, each beside its field."""
        cleaned = super().clean()
        recommends = cleaned.get("recommends_complete", False)
        self._check_it_says_something(cleaned, recommends)
        if recommends:
            self._check_recommendation(cleaned)
            # Asked, not refused: the words are a hint (selectors.scrutiny.conflicts), and the DCC sees it too.
            if found := WORK_CONTINUES.search(f"{cleaned.get('done', '')}\n{cleaned.get('next', '')}"):
                goes_on = gettext("You recommend this complete, and say “%(words)s”. Is the work finished?")
                self.caution("finished", goes_on % {"words": found[0]})
        elif cleaned.get("expected_on") and cleaned["expected_on"] < self.today:
            self.add_error("expected_on", "Expected completion must be today or later")
        return cleaned

    def _check_it_says_something(self, cleaned: dict[str, object], recommends: bool) -> None:
        done, no_change = cleaned.get("done"), cleaned.get("no_change_because")
        refused = {"done", "next", "no_change_because"}.intersection(self.errors)
        if not (recommends or done or cleaned.get("next") or no_change or refused):
            self.add_error("done", "Enter what was done, what happens next, or why nothing has changed")
        if done and no_change:
            self.add_error("no_change_because", "Leave this empty, because you say above what was done")
        says_how = recommends or cleaned.get("assessment") or (no_change and not done)
        if not says_how and "assessment" not in self.errors:
            self.add_error("assessment", "Select how it is going")

    def _check_recommendation(self, cleaned: dict[str, object]) -> None:
        shown = cleaned.get("shown")
        if not shown:
            self.add_error("shown", "Select what shows it worked, or that it is not yet tested")
        elif shown != Shown.NOT_TESTED and not cleaned.get("shown_by"):
            self.add_error("shown_by", "Enter how it was shown, in a few words")
        on = cleaned.get("check_on")
        if shown == Shown.NOT_TESTED and "check_on" not in self.errors and (on is None or on <= self.today):
            self.add_error("check_on", "Enter a date after today, when you will check whether it worked")
        # Closed without evidence is a published finding; none is allowed, but not without a word (domain.md, What goes wrong).
        if not (cleaned.get("no_evidence_because") or self.has_evidence):
            self.add_error("no_evidence_because", "Attach evidence, or enter where it is held or why there is none")
        self.check_recommended(cleaned)

    @property
    def has_evidence(self) -> bool:
        """Return whether the action has evidence, from before or in this form."""
        return any(row.has_changed() for row in self.evidence) or self.action.evidence.not_taken_back().exists()

    @property
    def recommends(self) -> bool:
        return bool(self.cleaned_data.get("recommends_complete"))

    @property
    def done_words(self) -> str:
        move = MOVES["recommend_complete" if self.recommends else "update"]
        missing = self.recommends and not self.has_evidence
        warning = " Nothing is attached to show it, and the DCC is told so." if missing else ""
        of = self.recommended_in_words if self.recommends else ""
        return move.success_message.format(which=self.action.number, of=of) + warning

    def service_data(self) -> dict[str, object]:
        """The arguments of services.progress.post_update, or recommend_parts."""
        data = {name: self.cleaned_data[name] for name in ("done", "next", "no_change_because", "assessment")}
        data |= {"expected_on": self.cleaned_data["expected_on"]}
        data |= {"evidence": [draft for row in self.evidence for draft in row.drafts()]}
        if self.recommends:
            data |= {"shown": self.cleaned_data["shown"], "shown_by": self._shown_by()}
            data |= {"check_on": self.cleaned_data["check_on"]}
        return data

    def _shown_by(self) -> str:
        why_none = self.cleaned_data["no_evidence_because"]
        words = [self.cleaned_data["shown_by"], why_none and f"Nothing is attached: {why_none}"]
        return "\n\n".join(filter(None, words))

    def keep_files(self, *, by: User, at: datetime) -> None:
        for row in self.evidence:
            row.keep_files(by=by, at=at)
