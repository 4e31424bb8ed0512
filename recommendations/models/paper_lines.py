"""Lines of a paper to the Commissioner that a recommendation feeds, under the paper's own headings."""

from django.db import models


def _line(label: str) -> models.TextField:
    return models.TextField(label, blank=True)


class PaperLines(models.Model):
    """Each a sentence or two, and blank where there is nothing to say (domain.md, the paper's numbered headings)."""

    risk_register = _line("risk register reference")
    unfunded_need = _line("unfunded need")
    equality = _line("equality")
    legislation = _line("legislation")
    consultation = _line("consultation")
    crime_plan = _line("Police and Crime Plan")

    class Meta:
        abstract = True


# By field, in their order.
LINES = {field.name: str(field.verbose_name) for field in PaperLines._meta.fields}


def lines_of(row: models.Model) -> list[tuple[str, str]]:
    """(heading, words) of the lines of a recommendation that say something; it may be a row of today or of the past."""
    return [(label[0].upper() + label[1:], getattr(row, name)) for name, label in LINES.items() if getattr(row, name)]
