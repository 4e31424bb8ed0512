"""Issuing a paper, whoever it goes to: a second person looks at what is in preparation, and its files are made and kept."""

from contextlib import suppress

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.ledger.seals import NotSealed, seal

from ..forms.packs import IssueForm
from ..forms.service_form import ServiceForm
from ..permissions import Ruling, may_issue
from ..selectors.packs.prepared import version_of_choices
from .left_to_worker import LeftToWorker


class Issuing(LeftToWorker):
    """For a FormPage with a `pack`, the paper in preparation. The form says how it stood when it was looked at."""

    form_class = IssueForm
    title, button = _("Issue the paper"), _("Issue it")

    @property
    def ruling(self) -> Ruling:
        return may_issue(self.request.user, self.pack, at=self.request.now)

    def get_initial(self) -> dict[str, object]:
        return {"seen": version_of_choices(self.pack)}

    def called(self, form: IssueForm) -> str:
        return gettext("Issuing: %(paper)s") % {"paper": self.pack}

    def record(self, form: ServiceForm) -> tuple[str, str]:
        """Seal the record first, so that the seal which the paper prints holds all that it says; not where this server has no key."""
        with suppress(NotSealed):
            seal(at=self.request.now)
        return super().record(form)
