"""A part says to which it was joined; until now only the reason in its history began with that."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

HELP = "The part whose words its own are. One that ended without was withdrawn."


def say_to_which(apps, schema_editor):
    """Fill it from the reasons, in the history too: its rows get a column, and what they say stays as it is sealed."""
    part, past = (apps.get_model("recommendations", name) for name in ("Part", "HistoricalPart"))
    # Within the transaction: on SQLite they are all off while migrations run.
    triggers = f'ALTER TABLE "{past._meta.db_table}" {{}} TRIGGER USER'
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(triggers.format("DISABLE"))
    joined = past.objects.filter(ended_at=F("history_date"), history_change_reason__startswith="Joined to ")
    for gone in joined.order_by("history_id"):
        to = _named(past, gone)
        past.objects.filter(id=gone.id, ended_at__isnull=False).update(joined_to=to)
        part.objects.filter(pk=gone.id).update(joined_to=to)
    if on_postgresql:
        schema_editor.execute(triggers.format("ENABLE"))


def _named(past, gone):
    """The key of the part that the reason of `gone` names: by the letter it had as that was written."""
    before = past.objects.filter(recommendation=gone.recommendation_id, history_id__lt=gone.history_id)
    last = {row.id: row for row in before.exclude(id=gone.id).order_by("history_id")}
    for row in last.values():
        name = f"part {row.letter}" if row.letter else "the part without a letter"
        if not row.ended_at and gone.history_change_reason.startswith(f"Joined to {name}. "):
            return row.id
    return None


class Migration(migrations.Migration):

    dependencies = [("recommendations", "0068_new_to_you")]

    operations = [
        migrations.AddField(
            model_name="historicalpart",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text=HELP,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="recommendations.part",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                help_text=HELP,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.part",
            ),
        ),
        migrations.RunPython(say_to_which, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("joined_to", None), ("ended_at__isnull", False), _connector="OR"),
                name="a_part_that_is_joined_has_ended",
            ),
        ),
    ]
