"""After a sign-off, which belongs to what was seen then: what others recorded, until the person has looked (domain.md)."""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_noop as _

from safeguarding.as_at import states
from safeguarding.roles import authority

from ..models import (
    Action,
    Answer,
    Coverage,
    Decision,
    Evidence,
    EvidenceTakenBack,
    FollowUpCheck,
    LookedThrough,
    ProgressUpdate,
    Question,
    TranscribedStatement,
    Verdict,
)
from ..models.checks import LASTED
from ..models.correctable import Correctable
from ..workflow import OPEN, Outcome, Status, VerdictOutcome
from . import done_by_others
from .done_by_others import LONGEST, DoneByOther, columns, not_looked_through, on_recommendation
from .first_rows import FirstRows, Shown, first_of
from .prepared import prepared
from .standings import Standings

KINDS = {
    "update": _("an update"),
    "answer": _("an answer"),
    "question": _("a question"),
    "evidence": _("evidence"),
    "evidence-back": _("evidence taken back"),
    "statement": _("said in a document"),
    "corrected-update": _("an update corrected"),
    "corrected-answer": _("an answer corrected"),
    "corrected-question": _("a question corrected"),
    "check: it lasted": _("a follow-up check: it lasted"),
    "check: it did not last": _("a follow-up check: it did not last"),
    "check: it cannot be said yet": _("a follow-up check: it cannot be said yet"),
    "check: called off": _("a follow-up check called off"),
    VerdictOutcome.VERIFIED: _("closed by the inspectorate"),
    VerdictOutcome.STILL_OPEN: _("still open to the inspectorate"),
    VerdictOutcome.NONE: _("a verdict taken back, recorded in error"),
}
# Of each kind of record on an action the words that are shown; None: its reason.
_DONE = Case(When(done="", then=F("no_change_because")), default=F("done"))
ON_ACTIONS = (
    ("update", ProgressUpdate, _DONE),
    ("answer", Answer, F("text")),
    ("question", Question, F("text")),
    ("evidence", Evidence, F("title")),
    ("evidence-back", EvidenceTakenBack, None),
    ("statement", TranscribedStatement, F("words")),
)
_WHEN_AND_WHO = ("history_date", "history_user")  # of a state, as recorded_at and recorded_by of a record


def since_sign_off(asked: Standings, shown: Shown, *, own: bool) -> FirstRows[DoneByOther]:
    """The first `shown` of all that others recorded on what is signed off, after it was, and that the person has not looked through.

    own: of the actions that they own, for their own page; there the verdicts stand under what was decided. Else for the DCC, of
    every action. The oldest first, so that whoever looks through the first is shown the next. One statement, and
    those of done_by_others.read().
    """
    found = first_of(_since(asked, lately=asked.now - LONGEST, own=own, shown=shown), shown)
    return FirstRows(done_by_others.read(found, KINDS), found.total)


@prepared
def _since(asked, *, lately, own, shown):
    unseen = _NotLookedThrough(asked, lately, own)
    found = [unseen.on_actions(*kind) for kind in ON_ACTIONS]
    found.append(unseen.checks())
    if not own:
        found.append(unseen.verdicts())
    first, *others = found
    return first.union(*others, all=True).order_by("at")[: shown + 1]


class _NotLookedThrough:
    """The rows of each kind since `lately` that a person has not looked through; own: of the actions that they own."""

    def __init__(self, asked, lately, own):
        self.user, self.at, self.lately = asked.user, asked.now, lately
        self.posts = authority(asked.user, asked.now).posts if own else None
        self.page = LookedThrough.Page.MY_ACTIONS if own else LookedThrough.Page.SCRUTINY

    def on_actions(self, kind, model, words):
        to_action, to_part = model.to_action, getattr(model, "to_part", "part")
        records = model.objects.visible_to(self.user, self.at)
        if self.posts is not None:
            records = records.filter(**{f"{to_action}__owner__pk__among": self.posts})
        label = Value(kind)
        if issubclass(model, Correctable):
            label = Case(When(corrects=None, then=label), default=Value(f"corrected-{kind}"))
        shown = self._by_others(records.filter(_is_signed(to_action, to_part)))
        if words is not None:
            shown = shown.annotate(reason=words)
        return columns(shown, number=F(to_action), said=label, of_part=F(to_part))

    def checks(self):
        """Of the states of a check the last, which says what was found or why it was called off; of its maker's own too."""
        actions = Action.objects.visible_to(self.user, self.at).filter(pk=OuterRef("action"), status=Status.COMPLETE)
        signed = _sign_offs("action").filter(recorded_at__lt=OuterRef("history_date"))
        off = Q(called_off_at__isnull=False)
        made = states(FollowUpCheck).filter(Exists(actions), Q(done_on__isnull=False) | off & Exists(signed))
        if self.posts is not None:
            theirs = Exists(actions.filter(owner__pk__among=self.posts)) | Q(owner__pk__among=self.posts)
            made = made.filter(theirs)
        why = Case(When(off, then=F("history_change_reason")), default=F("found"))
        said = Case(When(off, then=Value("called off")), default=LASTED)
        shown = self._by_others(made, *_WHEN_AND_WHO).annotate(
            reason=why, withheld=Subquery(actions.values("withheld")[:1])
        )
        return columns(shown, *_WHEN_AND_WHO, number=F("action"), said=Concat(Value("check: "), said))

    def verdicts(self):
        """Those on what a complete action answers: a row a verdict and not one an action."""
        later = _sign_offs("action").filter(recorded_at__gte=OuterRef(OuterRef("recorded_at")))
        covers = Coverage.objects.filter(~Exists(later), ended_at=None, action__status=Status.COMPLETE)
        of_whole = covers.filter(part__recommendation=OuterRef("recommendation"))
        on_closed = Q(Exists(of_whole), part=None) | Q(Exists(covers.filter(part=OuterRef("part"))))
        records = Verdict.objects.visible_to(self.user, self.at).filter(on_closed)
        shown = self._by_others(records).annotate(reason=F("difference"))
        return columns(shown, said=F("outcome"), **on_recommendation("recommendation", "part"))

    def _by_others(self, records, at="recorded_at", by="recorded_by"):
        return not_looked_through(records, self.page, self.user, since=self.lately, at=at, by=by)


def _is_signed(to_action, to_part):
    """A condition on records of an action: it, or the part that is meant, was signed off before, and not again since."""
    signed = _sign_offs(to_action)
    before, later = (signed.filter(**{f"recorded_at__{than}": OuterRef("recorded_at")}) for than in ("lt", "gte"))
    part = Coverage.objects.filter(ended_at=None, action=OuterRef(to_action), part=OuterRef(to_part))
    supported = Exists(part.filter(supported_in__isnull=False))
    whole, open_still = Q(**{f"{to_action}__status": Status.COMPLETE}), Q(**{f"{to_action}__status__in": OPEN})
    # That there was a sign-off follows from both states; said by itself it spares a look at every action.
    return Q(Exists(before), ~Exists(later)) & (whole | Q(supported) & open_still)


def _sign_offs(to_action):
    return Decision.objects.filter(outcome=Outcome.SUPPORTS, action=OuterRef(to_action))
