"""The form that puts an inspection right, as it is sent, and what its pages say."""

from html import unescape

from django.utils.html import strip_tags

from inspections.models import Inspection
from recommendations.forms.put_inspection_right import PutInspectionRightForm
from recommendations.services.inspection_corrections import put_right
from safeguarding.history import version_of
from tests.moments import NOW

PAGE = "/inspections/ours/put-right/"
WHY = "The report says 12 February."


def as_it_stands(**changed):
    """The form as it is sent when nothing but `changed` was touched."""
    inspection = Inspection.objects.get(slug="ours")
    return PutInspectionRightForm.typed(inspection) | {"version": str(version_of(inspection)), "why": WHY} | changed


def pressed(press, **changed):
    return as_it_stands(press=press, **changed)


def recorded():
    return Inspection.objects.get(slug="ours")


def theirs(cast, **changes):
    """Somebody else puts it right."""
    return put_right(recorded(), version=version_of(recorded()), why="Theirs.", by=cast.coordinator, at=NOW, **changes)


def words_of(response):
    """The words of a page, without its tags."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())
