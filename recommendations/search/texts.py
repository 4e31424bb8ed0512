"""Which texts can be found: of each model, its words and where they lead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from safeguarding.lib.folding import fold
from safeguarding.models import Audience, Record

from ..models import (
    Action,
    AgencyResponse,
    Answer,
    DeadlineDecision,
    DeadlineRequest,
    Decision,
    Evidence,
    MeasureReading,
    Part,
    ProgressUpdate,
    Question,
    Recommendation,
    Response,
    ResponseDecision,
    SearchText,
    Settlement,
    StatementDecision,
    TranscribedStatement,
    Verdict,
)
from ..models.paper_lines import LINES
from ..models.recommendations import printed

Source = SearchText.Source


def _reference(recommendation: Recommendation) -> str:
    is_next_step = recommendation.kind == Recommendation.Kind.NEXT_STEP
    return f"next step {printed(recommendation.reference)}" if is_next_step else printed(recommendation.reference)


@dataclass(frozen=True)
class Text:
    """A text of a model. words: the fields that hold it, or a function of the row; paths as Django's lookups have them."""

    source: Source
    model: type[Model]
    words: tuple[str, ...] | Callable[[Model], str]
    to_action: str = ""
    to_part: str = ""
    to_recommendation: str = ""

    def rows(self) -> QuerySet:
        """Every row of the model, with what `row_of` follows."""
        read = {self.to_action.rpartition("__")[0], self.to_recommendation}
        if self.to_part not in ("", "pk"):
            read.add(f"{self.to_part}__recommendation")
        if self.source == Source.LINES:
            read.add("inspection")
        follow = read - {"", "pk"}
        return self.model.objects.select_related(*follow) if follow else self.model.objects.all()

    def follows(self, fields: frozenset[str]) -> bool:
        """Return whether a change of these fields of a row of the model may be one of the text."""
        read = (
            {"reference", "kind", "letter", "text", "ended_at"} if callable(self.words) else {*self.words, "audience"}
        )
        return not fields.isdisjoint(read)

    def row_of(self, thing: Model) -> SearchText:
        """The SearchText of a row of the model; its words are empty where there is nothing to find."""
        texts = self.said_by(thing)
        is_record = isinstance(thing, Record)
        part, recommendation = _key(thing, self.to_part), _key(thing, self.to_recommendation)
        return SearchText(
            source=self.source,
            key=thing.pk,
            action_id=_key(thing, self.to_action),
            part_id=part,
            recommendation_id=recommendation,
            inspection_id=self._inspection(thing, part, recommendation),
            audience=self._audience(thing),
            recorded_by_id=thing.recorded_by_id if is_record else None,
            recorded_at=thing.recorded_at if is_record else None,
            words="\n".join(texts),
            folded="\n".join(map(fold, texts)),
        )

    def said_by(self, thing: Model) -> list[str]:
        """The words of a row of the model, those that are not blank."""
        in_words = self.words(thing) if callable(self.words) else [getattr(thing, name) for name in self.words]
        return [text for text in ([in_words] if isinstance(in_words, str) else in_words) if text]

    def _audience(self, thing):
        # The force's own words beside a report are for those for whom that inspection's are.
        if self.source == Source.LINES:
            return thing.inspection.audience
        # Reports are public, and of an owner it is never withheld who that is (domain.md, Released to the OPCC).
        return thing.audience if isinstance(thing, Record) or self.source == Source.ACTION else Audience.AGENCIES

    def _inspection(self, thing, part, recommendation):
        if recommendation:
            return _follow(thing, self.to_recommendation).inspection_id
        return _follow(thing, self.to_part).recommendation.inspection_id if part else None


def _of_record(source: Source, model: type[Record], *words: str) -> Text:
    asked = getattr(model, "to_inspection", "").removesuffix("inspection").removesuffix("__")
    return Text(source, model, words, getattr(model, "to_action", ""), getattr(model, "to_part", ""), asked)


_WHY = "corrected_because"  # found with the words of a correction

TEXTS = {
    text.source: text
    for text in (
        Text(Source.ACTION, Action, ("text",), to_action="pk"),
        Text(Source.OWNER_WORDS, Action, ("owner_words",), to_action="pk"),
        Text(Source.RECOMMENDATION, Recommendation, ("text",), to_recommendation="pk"),
        Text(Source.ISSUE_OWNER_WORDS, Recommendation, ("issue_owner_words",), to_recommendation="pk"),
        Text(Source.LINES, Recommendation, tuple(LINES), to_recommendation="pk"),
        Text(Source.REFERENCE, Recommendation, _reference, to_recommendation="pk"),
        Text(
            Source.PART,
            Part,
            lambda part: "" if part.ended_at else part.text,
            to_part="pk",
            to_recommendation="recommendation",
        ),
        Text(
            Source.PART_REFERENCE,
            Part,
            lambda part: "" if part.ended_at else _reference(part.recommendation) + part.letter,
            to_part="pk",
            to_recommendation="recommendation",
        ),
        _of_record(Source.UPDATE, ProgressUpdate, "done", "next", "no_change_because", "shown_by", _WHY),
        _of_record(Source.EVIDENCE, Evidence, "title", "held_elsewhere"),
        _of_record(Source.QUESTION, Question, "text", _WHY),
        _of_record(Source.ANSWER, Answer, "text", _WHY),
        _of_record(Source.SETTLEMENT, Settlement, "reason"),
        _of_record(Source.DECISION, Decision, "reason"),
        _of_record(Source.DEADLINE_REQUEST, DeadlineRequest, "reason"),
        _of_record(Source.DEADLINE_DECISION, DeadlineDecision, "reason"),
        _of_record(Source.RESPONSE, Response, "reason"),
        _of_record(Source.RESPONSE_DECISION, ResponseDecision, "reason"),
        _of_record(Source.AGENCY_RESPONSE, AgencyResponse, "text"),
        _of_record(Source.READING, MeasureReading, "source", "note", _WHY),
        _of_record(Source.VERDICT, Verdict, "difference", "source", _WHY),
        _of_record(Source.STATEMENT, TranscribedStatement, "words"),
        _of_record(Source.STATEMENT_DECISION, StatementDecision, "reason"),
    )
}


def texts_of(model: type[Model]) -> Iterator[Text]:
    """The texts that rows of `model` have."""
    return (text for text in TEXTS.values() if text.model is model)


def _follow(thing, path):
    """The row that `path` leads to; None where there is none."""
    for name in path.split("__"):
        thing = thing if name == "pk" or thing is None else getattr(thing, name)
    return thing


def _key(thing, path):
    """The key of the row that `path` leads to, without reading that row."""
    if not path:
        return None
    if path == "pk":
        return thing.pk
    before, _, last = path.rpartition("__")
    holder = _follow(thing, before) if before else thing
    return holder and getattr(holder, f"{last}_id")
