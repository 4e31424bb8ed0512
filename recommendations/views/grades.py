"""The grades of an inspection, recorded and corrected on one page."""

from django.utils.translation import gettext

from ..forms.grades import GradesForm
from ..services.grades import record_grades
from .inspection_corrections import InspectionFormPage


class RecordGrades(InspectionFormPage):
    """Record the graded topics and the audits of cases, as the report gives them."""

    template_name = "recommendations/inspections/record_grades.html"
    form_class = GradesForm

    def get_form_kwargs(self) -> dict[str, object]:
        topics = {grade.topic: grade.grade for grade in self.inspection.topic_grades.as_corrected()}
        audits = {audit.assessed_by: audit for audit in self.inspection.case_audits.as_corrected()}
        return super().get_form_kwargs() | {"topics": topics, "audits": audits}

    def call_service(self, form: GradesForm) -> str:
        made = record_grades(self.inspection, **form.service_data(), **self.by_at)
        return gettext("Recorded: %(grades)s.") % {"grades": "; ".join(map(str, made))}
