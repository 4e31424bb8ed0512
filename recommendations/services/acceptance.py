"""The effect of accepting a plan, as whoever accepted it is told."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext

from ..models import PlanDocument


@dataclass
class Acceptance:
    """The effect, in numbers of actions and of statements, and what it left alone and why."""

    document: PlanDocument
    opened: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: int = 0
    left: list[str] = field(default_factory=list)
    already: bool = False

    @property
    def summary(self) -> str:
        """Tell what was done, in a sentence or two."""
        if self.already:
            moment = timezone.localtime(self.document.recorded_at)
            accepted = {"person": self.document.recorded_by, "day": f"{moment:%d/%m/%Y}", "time": f"{moment:%H:%M}"}
            return gettext("Nothing changed: %(person)s accepted this file on %(day)s at %(time)s.") % accepted
        numbers = {name: getattr(self, name) for name in ("opened", "changed", "unchanged", "statements")}
        return (
            gettext(
                "Actions: %(opened)s opened, %(changed)s changed, %(unchanged)s as they were. "
                "Statements kept for the DCC to confirm or read: %(statements)s."
            )
            % numbers
        )
