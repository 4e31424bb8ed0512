"""The mails that were sent: those of a person, and those that told of an action."""

from datetime import datetime

from django.db.models import QuerySet

from safeguarding.models import OutgoingMail, User

from ...models import Action, Notice


def mails_to(person: User) -> QuerySet[OutgoingMail]:
    """Every mail to `person`, the last first."""
    return OutgoingMail.objects.filter(person=person)


def notices_of(action: Action, at: datetime) -> QuerySet[Notice]:
    """Who was told of an action by mail and why, by `at`, the last first."""
    return action.notices.filter(mail__made_at__lte=at).select_related("mail", "person")
