"""People copied into a decision, and the database's four eyes: whoever decides is none of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def copied_person(**kwargs):
    """A person who is named in a record, and so is never deleted."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", **kwargs)


def recorded_by_another_than(field, sentence):
    """The database's four eyes: whoever records is not the person copied into `field`."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | ~Q(recorded_by=F(field)),
        name=f"%(class)s_is_not_by_{field}",
        violation_error_message=sentence,
    )
