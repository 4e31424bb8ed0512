"""Which recommendations are asked for under the Freedom of Information Act: of which inspecting body, published in which years."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext

from safeguarding.lib.pages.filter_forms import FilterForm

from ..selectors.packs.public_register import PublicRegister, bodies

FIRST, LAST = 1900, 2200


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=FIRST, max_value=LAST)


class FreedomOfInformationForm(FilterForm):
    """The question in the address; `only` is it as a condition on inspections, `words` in a sentence."""

    body = forms.ChoiceField(label="Inspecting body", required=False)
    from_year = _year("Published from the year")
    to_year = _year("Published up to the year")

    def __init__(self, data, *, register: PublicRegister) -> None:
        super().__init__(data)
        self.fields["body"].choices = [("", "Any"), *bodies(register)]

    def clean(self) -> None:
        """Years that leave none between them are refused."""
        begins, ends = self.cleaned_data.get("from_year"), self.cleaned_data.get("to_year")
        if begins and ends and begins > ends:
            self.add_error("to_year", gettext("Enter %(year)s or a later year.") % {"year": begins})

    @property
    def only(self) -> Q:
        """Those that are asked for; none where the question cannot be understood."""
        if self.errors:
            return Q(pk=None)
        asked = {
            "body__slug": self.cleaned_data["body"],
            "published_on__year__gte": self.cleaned_data["from_year"],
            "published_on__year__lte": self.cleaned_data["to_year"],
        }
        return Q(**{lookup: value for lookup, value in asked.items() if value})

    @property
    def words(self) -> str:
        """Such as "Published from 2014 to 2016 by HMIC."."""
        asked = self.cleaned_data
        since, until = (
            asked[name] and f"{word} {asked[name]}" for name, word in (("from_year", "from"), ("to_year", "to"))
        )
        by = asked["body"] and f"by {dict(self.fields['body'].choices)[asked['body']]}"
        return " ".join(filter(None, ("Published", since, until, by or "by any inspecting body"))) + "."
