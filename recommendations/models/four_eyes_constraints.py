"""Four eyes in the database: the people copied into a decision, and the constraint that none of them took it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def copied_person(**kwargs: object) -> models.ForeignKey:
    """A field for who recommended, asked or held the post, copied at the decision: posts change hands afterwards."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **kwargs)


def recorded_by_another_than(field: str, sentence: str) -> models.CheckConstraint:
    """A constraint that whoever records is not the person copied into `field`; `sentence` tells them (domain.md, Four eyes)."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | ~Q(recorded_by=F(field)),
        name=f"%(class)s_is_not_by_{field}",
        violation_error_message=sentence,
    )
