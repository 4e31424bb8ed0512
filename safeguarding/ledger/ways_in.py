"""How people come in, and as whom, in the ledger: each password, phone, account of the directory and key, as it was last set.

These tables change and keep no history. So each change that the tracker makes is written down as its digest; what is changed behind it
is not as that says. No secret is kept twice.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from ..models import AccessKey, User, WayIn

# The columns by which somebody comes in, and not when they last did.
KEPT = {
    User: ("password",),
    Authenticator: ("user", "type", "data"),
    SocialAccount: ("user", "provider", "uid"),
    SocialApp: ("provider", "provider_id", "client_id", "secret", "key", "settings"),
    AccessKey: ("person", "scope", "digest", "expires_at", "revoked_at"),
}


def listen() -> None:
    """Enter each change from now on. Whoever changes many by one statement calls `enter` for each."""
    for model in KEPT:
        post_save.connect(_saved, sender=model)
        post_delete.connect(_deleted, sender=model)


def enter(model: type[Model], key: int, *, is_new: bool = False, using: str = "default") -> None:
    """Enter how a row is now, in the transaction that changed it, unless that was entered before. is_new: it cannot have been."""
    row = model._base_manager.using(using).filter(pk=key).values_list(*KEPT[model]).first()
    entered = WayIn.objects.using(using)
    digest, of = _digest(row) if row else "", {"table": model._meta.db_table, "key": key}
    if is_new or digest != entered.filter(**of).order_by("pk").values_list("digest", flat=True).last():
        entered.create(digest=digest, **of)


def enter_all(using: str = "default") -> None:
    """Enter every row that is there: for the migration that began it, and for nobody else, since it would hide what was put in."""
    for model in KEPT:
        for key in model._base_manager.using(using).values_list("pk", flat=True):
            enter(model, key, is_new=True, using=using)


def changed() -> Iterator[tuple[Model, str]]:
    """Each row that is not as it was last entered, not saved if it is gone, with what is the matter in words."""
    for model, columns in KEPT.items():
        entered = dict(
            WayIn.objects.filter(table=model._meta.db_table).order_by("pk").values_list("key", "digest").iterator()
        )
        for key, *row in model._base_manager.order_by("pk").values_list("pk", *columns).iterator():
            last = entered.pop(key, "")
            if not last:
                yield model(pk=key), "was put in by nobody who came through the tracker."
            elif last != _digest(row):
                yield model(pk=key), f"has another {_named(columns)} than the tracker set."
        for key, last in entered.items():
            if last:
                yield model(pk=key), "is gone, and the tracker took it from nobody."


def _saved(instance, created, raw, using, update_fields=None, **kwargs):
    if not update_fields or set(KEPT[type(instance)]) & set(update_fields):
        enter(type(instance), instance.pk, is_new=created, using=using)


def _deleted(instance, using, **kwargs):
    enter(type(instance), instance.pk, using=using)


def _named(columns):
    return " or ".join(column.replace("_", " ") for column in columns)


def _digest(row):
    return sha256(json.dumps(list(row), cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
