"""The effect of accepting a plan, as whoever accepted it is told."""

from dataclasses import dataclass, field

from django.utils import timezone

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
            by = self.document.recorded_by
            return f"Nothing changed: {by} accepted this file on {moment:%d/%m/%Y at %H:%M}."
        actions = f"Actions: {self.opened} opened, {self.changed} changed, {self.unchanged} as they were."
        return f"{actions} Statements kept for the DCC to confirm or read: {self.statements}."
