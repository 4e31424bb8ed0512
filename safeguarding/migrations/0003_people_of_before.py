"""How people are taken to have been in a register from before they had a history."""

from django.db import migrations
from django.db.models import Min
from django.utils import timezone

WHY = "Known before the history of people was kept"


def begin_histories(apps, schema_editor):
    """Each person was called so from the first moment that anything of theirs bears."""
    User, History = (apps.get_model("safeguarding", name) for name in ("User", "HistoricalUser"))
    fields = [field.attname for field in User._meta.fields if field.name not in ("password", "last_login", "former_names")]
    for person in User.objects.annotate(held=Min("holdings__starts_at"), given=Min("role_grants__starts_at")):
        first = min(filter(None, (person.date_joined, person.held, person.given)))
        kept = {name: getattr(person, name) for name in fields}
        History.objects.create(history_type="+", history_date=first, history_change_reason=WHY, **kept)


def say_who_gave_roles(apps, schema_editor):
    """Whoever wrote a grant first gave it."""
    Grant, History = (apps.get_model("safeguarding", name) for name in ("RoleGrant", "HistoricalRoleGrant"))
    for grant in Grant.objects.filter(given_by=None):
        first = History.objects.filter(id=grant.pk).order_by("history_date", "history_id").first()
        Grant.objects.filter(pk=grant.pk).update(given_by=first and first.history_user_id)


def end_what_the_inactive_hold(apps, schema_editor):
    """As appointments.deactivate does since."""
    at = timezone.now()
    for name in ("Holding", "RoleGrant"):
        model, history = (apps.get_model("safeguarding", each) for each in (name, f"Historical{name}"))
        person = "holder" if name == "Holding" else "user"
        for term in model.objects.filter(ends_at=None, **{f"{person}__is_active": False}):
            term.ends_at = max(at, term.starts_at)
            term.save()
            kept = {field.attname: getattr(term, field.attname) for field in model._meta.fields}
            why = "The person had been deactivated"
            history.objects.create(history_type="~", history_date=at, history_change_reason=why, **kept)


def mark_passwords(apps, schema_editor):
    """Nobody knows who set them, so each is chosen anew before its owner decides anything."""
    User = apps.get_model("safeguarding", "User")
    for person in User.objects.exclude(password="").exclude(password__startswith="!"):
        person.password_by_another = True
        person.save(update_fields=["password_by_another"])


class Migration(migrations.Migration):

    dependencies = [("safeguarding", "0002_people_with_history")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (mark_passwords, begin_histories, say_who_gave_roles, end_what_the_inactive_hold)
    ]
