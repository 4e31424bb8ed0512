"""Who sees which rows, and of those they see, whose words are withheld from them.

In an inspection released to the OPCC, that something happened, when and by whom is never force-only, so that figures
agree; only texts and files can be (domain.md, Released to the OPCC).
"""

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value

from inspections.models import Inspection
from safeguarding.models import Audience, Record
from safeguarding.models.recording import KeptQuerySet
from safeguarding.roles import standing


class InspectedQuerySet(KeptQuerySet):
    """Rows seen with their inspection; the model's `to_inspection` leads there."""

    def visible_to(self, user, at):
        """Rows of the inspections that `user` may know of at `at`; records say whether their words are `withheld`."""
        seen = self.filter(
            Inspection.visibility(user, rights_at=at, embargo_at=at, prefix=f"{self.model.to_inspection}__")
        )
        return seen.annotate(withheld=withheld(self.model, user, at)) if issubclass(self.model, Record) else seen


class EntryQuerySet(KeptQuerySet):
    """Records made on an action; the model's `to_action` leads there."""

    def visible_to(self, user, at):
        """Entries on the actions that `user` may see at `at`; each says whether its words are `withheld`."""
        actions = apps.get_model("recommendations", "Action").objects.visible_to(user, at)
        return self.filter(**{f"{self.model.to_action}__in": actions}).annotate(
            withheld=withheld(self.model, user, at)
        )


def withheld(model, user, at):
    """An expression: whether the words of a record of `model` are not for `user` at `at`."""
    has = standing(user, at)
    if has.in_force:
        return Value(False, output_field=BooleanField())
    heard = Q(audience=Audience.AGENCIES) | Q(recorded_by=user)
    if has.opcc:
        heard |= Q(audience=Audience.OPCC)
        if to_action := getattr(model, "to_action", None):
            releases = apps.get_model("recommendations", "Release").objects.filter(
                action=OuterRef(to_action), recorded_at__gte=OuterRef("recorded_at")
            )
            heard |= Q(Exists(releases))
    return ExpressionWrapper(~heard, output_field=BooleanField())
