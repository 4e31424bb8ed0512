"""The measures of a recommendation: named, put right, read, and a reading corrected."""

from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.measures import CorrectReadingForm, MeasureForm, PutMeasureRightForm, ReadingForm
from ..models import Measure, MeasureReading, Recommendation
from ..permissions import Ruling, may_measure
from ..selectors.moves import Before
from ..services import measures
from .corrected import CorrectAbout, NothingMoves
from .form_page import RecommendationFormPage
from .put_right import PutRightPage


class MeasurePage(RecommendationFormPage):
    """A form about the measures of a recommendation. It leads back to them."""

    @cached_property
    def ruling(self) -> Ruling:
        return may_measure(self.request.user, self.recommendation, at=self.request.now)

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#measures"


class AddMeasure(MeasurePage):
    """Say what would show that it worked."""

    form_class = MeasureForm
    title = _("Add a measure")

    def call_service(self, form: MeasureForm) -> str:
        return gettext("Measure added: %(measure)s.") % {
            "measure": measures.add_measure(self.recommendation, **form.service_data(), **self.by_at).name
        }


class OfMeasure(MeasurePage):
    """A form about one measure, whose key the address gives."""

    @cached_property
    def measure(self) -> Measure:
        return self.get_visible_or_404(Measure, "recommendation__inspection", "recommendation__issue_owner")

    @property
    def recommendation(self) -> Recommendation:
        return self.measure.recommendation


class PutMeasureRight(PutRightPage, OfMeasure):
    """A measure as it stands, to be changed."""

    form_class = PutMeasureRightForm
    back_label = _("The recommendation")
    title = _("Put a measure right")

    @property
    def thing(self) -> Measure:
        return self.measure

    def before(self) -> Before:
        return NothingMoves()

    def put_right(self, form: PutMeasureRightForm) -> Measure:
        return measures.put_measure_right(self.measure, **form.service_data(), **self.by_at)


class AddReading(OfMeasure):
    """Record a measure as it was read on a day."""

    form_class = ReadingForm
    button = _("Record the reading")

    @property
    def title(self) -> str:
        return gettext("Record a reading: %(measure)s") % {"measure": self.measure.name}

    def call_service(self, form: ReadingForm) -> str:
        measures.add_reading(self.measure, **form.service_data(), **self.by_at)
        return gettext("Reading recorded: %(measure)s.") % {"measure": self.measure.name}


class CorrectReading(CorrectAbout):
    """A reading that was wrong."""

    form_class, model, noun = CorrectReadingForm, MeasureReading, _("a reading")
    verb = staticmethod(measures.correct_reading)
    to = "measure__recommendation"

    def get_success_url(self) -> str:
        return f"{RecommendationFormPage.get_success_url(self)}#measures"
