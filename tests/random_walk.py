"""A random walk through scrutiny: random verbs by the people they are for, on three actions that share parts."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from inspections.services import release_to_opcc
from recommendations import waiting
from recommendations.models import (
    Action,
    DeadlineRequest,
    Part,
    PlanDocument,
    ProgressUpdate,
    Question,
    TranscribedStatement,
)
from recommendations.permissions import Refused
from recommendations.selectors.scrutiny.parts import parts_covered
from recommendations.services import (
    actions,
    links,
    parts,
    progress,
    recommendation_corrections,
    recommendations,
    scrutiny,
)
from recommendations.services.corrected import correct_question, correct_update
from recommendations.services.questions import ask_about
from recommendations.services.recommendations import PartDraft
from recommendations.services.taken_back import take_back_date, take_back_recommendation
from safeguarding.history import version_of

from .factories import ActionFactory, InspectionFactory
from .moments import OPENED, london
from .recorded import write
from .walk import recommendation, reopen, reopen_withdrawn, send_back, support, withdraw

BEGUN = london(2015, 5, 1)
RESPONSES = {
    "in-place": {},
    "action-plan": {},
    "position": {"position": "under-way"},
    "superseded": {},
    "answered-under": {},
}


class RandomWalk:
    """The register it walks through, and steps that a random.Random chooses. `at` and `action`: of the last."""

    def __init__(self, cast, rnd):
        self.cast, self.rnd, self.at = cast, rnd, BEGUN
        released = InspectionFactory()
        embargoed = InspectionFactory(embargo_until=london(2016, 6, 1))
        release_to_opcc(released, by=cast.coordinator, at=OPENED)
        lettered = recommendation(cast, "a", "b", inspection=released)
        whole = recommendation(cast, inspection=released)
        apart = recommendation(cast, inspection=embargoed)
        self.recommendations = [lettered, whole, apart]
        links.link(whole, lettered, "answered-under", by=cast.coordinator, at=OPENED)
        owner = cast.posts.owner
        self.actions = [
            ActionFactory(parts=lettered.parts.all(), owner=owner),
            ActionFactory(parts=[whole.parts.get(), apart.parts.get()], owner=owner),
            ActionFactory(parts=[lettered.parts.first()], owner=owner),
            ActionFactory(parts=[], owner=owner),
        ]
        document = PlanDocument(name="plan", sha256="1" * 64, rows=1, file=ContentFile(b"...", "plan"))
        self.document = write(document, by=cast.coordinator, at=OPENED)

    def step(self):
        """One verb, five hours later, whatever it is refused; returns its name."""
        self.at += timedelta(hours=5)
        return self.take(self.rnd.choice(VERBS))

    def take(self, verb):
        """Do it, or be refused; returns its name."""
        self.action = action = Action.objects.get(pk=self._any(self.actions).pk)
        covered = [coverage.part for coverage in action.coverages.all()]
        try:
            verb(self, action, self._any([None, *covered]))
        except (Refused, ValidationError):
            return f"{verb.__name__}, refused"
        return verb.__name__

    def _any(self, things):
        return self.rnd.choice(list(things))

    def _any_of(self, queryset):
        """One of them; raises ValidationError where there is none, as a step that cannot be taken."""
        if not (found := list(queryset)):
            raise ValidationError("There is none.")
        one = self._any(found)
        self.action = getattr(one, "action", None) or self.action
        return one

    def _by(self, name):
        return {"by": getattr(self.cast, name), "at": self.at}

    # The verbs

    def recommends(self, action, part):
        said = {"done": "Issued.", "shown": "tested", "recommends_complete": True}
        progress.post_update(action, part=part, **said, **self._by("owner"))

    def updates(self, action, part):
        progress.post_update(action, done="Begun.", **self._by("owner"))

    def asks(self, action, part):
        by = self._by(self._any(["dcc", "dcc", "opcc"]))
        about = part if part in parts_covered(action, by["by"], self.at) else None  # as the form offers them
        scrutiny.ask(action, "Why?", part=about, **by)

    def asks_about(self, action, part):
        of = self._any(self.recommendations)
        about = self._any([None, *of.parts.filter(ended_at=None)])
        ask_about(of, "Whose?", part=about, **self._by(self._any(["dcc", "dcc", "opcc"])))

    def answers(self, action, part):
        question = self._any_of(Question.objects.open())
        scrutiny.answer(question, "So.", **self._by("owner" if question.action_id else "issue_owner"))

    def asks_again(self, action, part):
        question = self._any_of(Question.objects.open().exclude(answers=None))
        if question.action:
            scrutiny.ask(question.action, "And?", follows=question, **self._by("dcc"))
        else:
            ask_about(question.recommendation, "And?", follows=question, **self._by("dcc"))

    def accepts(self, action, part):
        scrutiny.accept_answer(self._any_of(Question.objects.open()), **self._by("dcc"))

    def sets_aside(self, action, part):
        scrutiny.set_aside(self._any_of(Question.objects.open()), "It can wait.", **self._by("dcc"))

    def supports(self, action, part):
        support(action, part=part, **self._by("dcc"))

    def sends_back(self, action, part):
        send_back(action, part=part, **self._by("dcc"))

    def reopens(self, action, part):
        reopen(action, part=part, **self._by("dcc"))

    def withdraws(self, action, part):
        withdraw(action, **self._by("dcc"))

    def reopens_what_was_withdrawn(self, action, part):
        reopen_withdrawn(action, **self._by("dcc"))

    def asks_for_a_date(self, action, part):
        on = self.at.date() + timedelta(days=self.rnd.choice([1, 5, 200]))
        actions.request_deadline(action, on, because="it", reason="Late.", **self._by("owner"))

    def decides_a_date(self, action, part):
        request = self._any_of(DeadlineRequest.objects.pending())
        instead_on = self._any([None, self.at.date() + timedelta(days=self.rnd.choice([2, 100]))])
        agreed = bool(instead_on) or self.rnd.random() < 0.5
        actions.decide_deadline(request, agreed=agreed, instead_on=instead_on, reason="So.", **self._by("dcc"))

    def takes_back(self, action, part):
        take_back_recommendation(action, part=part, reason="Not yet.", **self._by("owner"))

    def takes_back_a_date(self, action, part):
        take_back_date(self._any_of(DeadlineRequest.objects.pending()), reason="No need.", **self._by("owner"))

    def corrects_an_update(self, action, part):
        update = self._any_of(ProgressUpdate.objects.originals())
        last = update.corrections.last() or update
        words = {"done": f"Begun, {self.rnd.randint(0, 9)}."}
        correct_update(update, why="It was wrong.", seen=last.pk, **words, **self._by("owner"))

    def corrects_a_question(self, action, part):
        question = self._any_of(Question.objects.originals())
        last = question.corrections.last() or question
        words = {"text": f"Why, {self.rnd.randint(0, 9)}?"}
        correct_question(question, why="It was wrong.", seen=last.pk, **words, **self._by("dcc"))

    def responds(self, action, part):
        kind = self._any(RESPONSES)
        recommendations.respond(
            self._any(Part.objects.all()), kind, reason="So.", **RESPONSES[kind], **self._by("coordinator")
        )

    def decides_a_response(self, action, part):
        agreed = self.rnd.random() < 0.5
        response = self._any_of(waiting.responses())
        recommendations.decide_response(response, agreed=agreed, reason="Yes or no.", **self._by("dcc"))

    def puts_right(self, action, part):
        about = self._any(Part.objects.all())
        changes = self._any([{"ours": not about.ours}, {"timescale": "Within six months"}, {"timescale": ""}])
        said = {"version": version_of(about), "why": "It says so.", **changes}
        recommendation_corrections.put_part_right(about, **said, **self._by("coordinator"))

    def splits(self, action, part):
        about = self._any(Part.objects.all())
        first = PartDraft(about.text, about.letter, timescale=about.timescale)
        second = PartDraft("The rest.", f"x{Part.objects.count()}")
        said = {"actions": self._any([[], [action]]), "with_response": self._any([True, False])}
        said |= {"version": version_of(about), "why": "They are two."}
        parts.split_part(about, first=first, second=second, **said, **self._by("coordinator"))

    def joins(self, action, part):
        about, other = self._any(Part.objects.all()), self._any(Part.objects.all())
        parts.join_part(about, other, version=version_of(about), why="They are one.", **self._by("coordinator"))

    def transcribes(self, action, part):
        about = self._any(self.recommendations)
        statement = TranscribedStatement(
            recommendation=about,
            part=part if part and part.recommendation_id == about.pk else None,
            action=self._any([action, None]),
            means=self._any(["complete", "supports-completion", "update"]),
            words=f"Words {self.rnd.randint(0, 9)}",
            document=self.document,
            source="row",
        )
        write(statement, **self._by("coordinator"))

    def confirms(self, action, part):
        scrutiny.confirm(self._any_of(waiting.statements()), "stands", **self._by("dcc"))


# Those that most of the rest depends on come up more often.
VERBS = [
    *[RandomWalk.recommends] * 3,
    *[RandomWalk.supports] * 3,
    *[RandomWalk.asks] * 2,
    *[RandomWalk.answers] * 2,
    *[RandomWalk.transcribes] * 2,
    *(
        verb
        for name, verb in vars(RandomWalk).items()
        if not name.startswith("_") and name not in ("step", "take") and callable(verb)
    ),
]
