"""Where the words stand: the texts of some actions or recommendations that have one of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext

from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words, translated
from safeguarding.models import Holding, User

from ...models import Answer, ProgressUpdate, Question, SearchText
from ...models.search import Holds
from ..prepared import prepared
from ..standings import Standings
from .asked import Asked
from .snippets import Piece, snippet

READ = 8  # texts of each, those with the most of the words first
SHOWN = 3
Source = SearchText.Source
_NOT_SHOWN = [Source.REFERENCE, Source.PART_REFERENCE]  # they stand in the heading


@dataclass(frozen=True)
class Place:
    """A text that has some of the words. where: "in an update of 3 May 2015, Superintendent"."""

    where: str
    pieces: list[Piece]


def places(of: str, keys: Collection[int], asked: Asked, user: User, now: datetime) -> dict[int, list[Place]]:
    """{key: Places} of the actions or recommendations (`of`: the name of the column) `keys`. One query."""
    found = defaultdict(list)
    if keys and asked.words:
        typed = {f"word_{place}": word for place, word in enumerate(asked.words)}
        typed |= {f"reference_{place}": reference for place, reference in enumerate(asked.references)}
        for text in _reading(of)(Standings(user, now=now), keys=tuple(keys), **typed):
            found[getattr(text, f"{of}_id")].append(text)
    return {key: _chosen(texts, asked.words) for key, texts in found.items()}


@cache
def _reading(of):
    """The prepared texts of some keys that have one of the words typed: `word_0` and so on, `reference_0` and so on."""

    @prepared
    def read(asked, *, keys, **typed):
        words = [word for name, word in typed.items() if name.startswith("word")]
        references = [reference for name, reference in typed.items() if name.startswith("reference")]
        return _texts(of, keys, words, references, asked.user, asked.now)

    return read


def _texts(of, keys, words, references, user, now):
    # Of few keys, so without the index, of which SQLite has to know the word.
    has_words = [Holds(F("folded"), word) for word in words]
    has = [Case(When(one, then=1), default=0, output_field=IntegerField()) for one in has_words]
    best_first = [(sum(has[1:], has[0])).desc(), F("recorded_at").desc(nulls_first=True), F("id").asc()]
    held = Holding.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=OuterRef("recorded_at")),
        holder=OuterRef("recorded_by"),
        starts_at__lte=OuterRef("recorded_at"),
    )
    references = SearchText.objects.filter(source=Source.PART_REFERENCE, folded__in=references)
    # Of a part whose reference was typed the text is looked for, although it does not say that.
    has_it = Q(*has_words, _connector=Q.OR) | Q(source=Source.PART, part__in=references.values("part"))
    texts = SearchText.objects.readable_by(user, now).filter(has_it, **{f"{of}__pk__among": keys})
    return (
        texts.exclude(source__in=_NOT_SHOWN)
        .annotate(
            corrected=_corrected(),
            place=Window(RowNumber(), partition_by=F(f"{of}_id"), order_by=best_first),
            post=Subquery(held.order_by("starts_at", "pk").values("post__title")[:1]),
        )
        .filter(place__lte=READ)
        .select_related("recorded_by")
        .order_by(f"{of}_id", "place")
    )


def _chosen(texts, words):
    """Of texts that are different, first those that between them have as many of the words as they can."""
    texts = list({text.folded: text for text in reversed(texts)}.values())[::-1]
    missing, first, others = set(words), [], []
    for text in texts:
        has = {word for word in missing if word in text.folded}
        (first if has else others).append(text)
        missing -= has
    return [Place(_where(text), snippet(text.words, words)) for text in [*first, *others][:SHOWN]]


def _where(text):
    where = gettext("in %(source)s") % {"source": translated(text.get_source_display())}
    if text.recorded_at is None:
        return where
    since = gettext(", corrected since") if text.corrected else ""
    who = text.post or text.recorded_by.called(text.recorded_at)
    return gettext("%(where)s of %(on)s, %(who)s%(since)s") % {
        "where": where,
        "on": in_words(london_date(text.recorded_at)),
        "who": who,
        "since": since,
    }


def _corrected():
    """An expression, true where a text is of a record whose words do not count any more."""
    models = {Source.UPDATE: ProgressUpdate, Source.QUESTION: Question, Source.ANSWER: Answer}
    counts = {
        source: Exists(model.objects.as_corrected().filter(pk=OuterRef("key"))) for source, model in models.items()
    }
    whens = [When(source=source, then=~counting) for source, counting in counts.items()]
    return Case(*whens, default=Value(False), output_field=BooleanField())
