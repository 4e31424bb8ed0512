"""Of the likest recommendations of other inspections: do they ask the same?"""

from django.utils.translation import gettext

from safeguarding.lib.languages import in_words

from ..models import Recommendation
from ..selectors.repeats import Likely
from .service_form import ServiceForm, radios

SAME, OTHER, LATER = "same", "other", "later"
CHOICES = [(SAME, "It asks the same"), (OTHER, "It asks something else"), (LATER, "Decide later")]


class RepeatsForm(ServiceForm):
    """A choice for each of `likely`, by its key."""

    mark_optional = False

    def __init__(self, *args, likely: list[Likely], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.likely = {str(one.recommendation.pk): one for one in likely}
        for key, one in self.likely.items():
            self.fields[key] = radios(
                _named(one.recommendation), CHOICES, initial=LATER, help_text=one.recommendation.text
            )

    def service_data(self) -> dict[str, list[Recommendation]]:
        """Those that ask the `same`, and those that do `other`s."""
        chosen = {answer: [] for answer in (SAME, OTHER, LATER)}
        for key, one in self.likely.items():
            chosen[self.cleaned_data[key]].append(one.recommendation)
        return {"same": chosen[SAME], "others": chosen[OTHER]}


def _named(other):
    on = other.inspection.published_on
    when = f", {in_words(on, other.inspection.published_precision)}" if on else ""
    return (
        gettext("%(recommendation)s of %(inspection)s") % {"recommendation": other, "inspection": other.inspection}
        + when
    )
