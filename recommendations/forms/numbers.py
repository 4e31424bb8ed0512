"""Recommendations named by their numbers in one inspection, as people say them: "1", "1 and 3", "2.14, R3"."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext

from inspections.models import Inspection

from ..models import Part, Recommendation

BETWEEN = re.compile(r"\s*(?:[,;&\n]|\band\b)\s*")
BEFORE = re.compile(r"^(?:recommendations?|rec|no|number)\b[. ]*", re.IGNORECASE)
MOST = 20  # more than a sentence names, and few enough for a query


def numbers_field(label: str, **kwargs: object) -> forms.CharField:
    """A field for them, to be read by recommendations_named()."""
    return forms.CharField(label=label, max_length=300, **{"help_text": "Their numbers, such as 1 and 3."} | kwargs)


def inspection_field(**kwargs: object) -> forms.ModelChoiceField:
    """The inspection that the numbers are of; the form gives those to choose from."""
    return forms.ModelChoiceField(Inspection.objects.none(), label="Inspection", empty_label=None, **kwargs)


def recommendations_named(
    words: str, *, inspection: Inspection, among: QuerySet[Recommendation]
) -> list[Recommendation]:
    """Those of `among` whose numbers in `inspection` the words say, in the report's order. One query.

    Raises ValidationError saying which number is nobody's.
    """
    wanted = _wanted(words)
    found = among.annotate(printed=Lower("reference")).filter(inspection=inspection, printed__in=wanted)
    found = list(found.order_by("order", "pk"))
    _insist_on_all(wanted, {each.printed for each in found}, inspection)
    return found


def parts_named(words: str, *, inspection: Inspection, among: QuerySet[Part]) -> list[Part]:
    """Those of `among` that the words say: "8c" is a part, "9" all parts of ours of a recommendation. One query.

    Raises ValidationError saying which number is nobody's.
    """
    wanted = _wanted(words)
    whole = Lower("recommendation__reference")
    part = Lower(Concat("recommendation__reference", "letter"))
    condition = Q(whole__in=wanted, ours=True) | Q(printed__in=wanted)
    found = among.annotate(whole=whole, printed=part).filter(condition, recommendation__inspection=inspection)
    found = list(found.select_related("recommendation__inspection").order_by("recommendation__order", "letter", "pk"))
    _insist_on_all(wanted, {word for each in found for word in (each.whole, each.printed)}, inspection)
    return found


def _wanted(words):
    """{reference: the number as it was said}."""
    numbers = [BEFORE.sub("", number).casefold() for number in BETWEEN.split(words.strip())]
    wanted = {number.replace("next step ", "next-step-"): number for number in numbers if number}
    if not wanted:
        raise ValidationError("Enter a number such as 3")
    if len(wanted) > MOST:
        raise ValidationError(gettext("Enter %(most)s numbers or fewer at once") % {"most": MOST})
    return wanted


def _insist_on_all(wanted, there, inspection):
    if missing := [number for reference, number in wanted.items() if reference not in there]:
        raise ValidationError(
            gettext("There is no recommendation %(number)s in %(inspection)s")
            % {"number": missing[0], "inspection": inspection}
        )


class NamesRecommendations:
    """A ServiceForm in which others than `recommendation` are `named`, by fields `numbers` and `inspection`.

    among: those that may be named; inspections: those to choose from.
    """

    named: list[Recommendation] = []

    def __init__(
        self,
        *args,
        recommendation: Recommendation,
        among: QuerySet[Recommendation],
        inspections: QuerySet[Inspection],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recommendation, self.among = recommendation, among
        self.fields["inspection"].queryset = inspections
        self.initial["inspection"] = recommendation.inspection_id

    def clean(self) -> dict[str, object]:
        """Find those that the numbers name; what is wrong with one is said beside them."""
        cleaned = super().clean()
        if cleaned.get("numbers") and "inspection" not in self.errors:
            inspection = cleaned["inspection"] or self.recommendation.inspection
            try:
                self.named = recommendations_named(cleaned["numbers"], inspection=inspection, among=self.among)
            except ValidationError as error:
                self.add_error("numbers", error)
        if self.recommendation in self.named:
            self.add_error("numbers", "This is the recommendation itself. Enter the numbers of others")
        return cleaned
