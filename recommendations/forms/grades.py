"""The grades of an inspection: five topics, and audits of cases."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext

from ..models import CaseAudit, TopicGrade
from ..models.grades import Topic
from .service_form import ServiceForm, text_field

_GRADES = [("", "Not graded"), *TopicGrade.Grade.choices]
_COUNTED = {name: CaseAudit._meta.get_field(name).verbose_name for name in CaseAudit.COUNTS}


def _of(assessor, name):
    return f"{assessor}_{name}"


class GradesForm(ServiceForm):
    """All of them as they stand (`topics`: grade by topic, `audits`: CaseAudits by who assessed them), to be changed."""

    words = ("why", "source")
    mark_optional = False

    source = forms.CharField(label="Document and page", max_length=300)
    why = text_field("Why, where something is changed that was recorded", rows=2, required=False)

    def __init__(self, *args, topics: dict[str, str], audits: dict[str, CaseAudit], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        last = {name: self.fields.pop(name) for name in ("source", "why")}
        for topic in Topic:
            self.fields[topic.value] = forms.ChoiceField(label=gettext(topic.label), choices=_GRADES, required=False)
            self.initial[topic.value] = topics.get(topic, "")
        for assessor in CaseAudit.By:
            for name, label in _COUNTED.items():
                field = forms.IntegerField(
                    label=f"{gettext(assessor.label)}: {gettext(capfirst(label)).lower()}",
                    min_value=0,
                    max_value=9999,
                    required=False,
                )
                self.fields[_of(assessor, name)] = field
                self.initial[_of(assessor, name)] = getattr(audits.get(assessor), name, None)
        self.fields |= last

    def service_data(self) -> dict[str, object]:
        """The arguments of services.grades.record_grades."""
        data = self.cleaned_data
        audits = {by.value: {name: data[_of(by, name)] or 0 for name in CaseAudit.COUNTS} for by in CaseAudit.By}
        topics = {topic.value: data[topic.value] for topic in Topic}
        return {"topics": topics, "audits": audits, "source": data["source"], "why": data["why"]}
