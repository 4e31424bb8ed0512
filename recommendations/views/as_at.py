"""The moment that the address of a list asks for."""

from django.http import HttpRequest

from ..forms.as_at import AsAtForm
from ..selectors.standings import Standings


def asked_at(request: HttpRequest) -> tuple[AsAtForm, Standings]:
    """The form with what was asked, and the Standings of that moment; of now where it could not be read."""
    form = AsAtForm(request.GET, now=request.now)
    return form, Standings(request.user, now=request.now, as_at=form.moment)
