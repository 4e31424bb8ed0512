from django.db import migrations, models

from safeguarding.models.signed import signature

SIGNED = {
    "MailedForm": ("round_id", "post_id", "name", "sender", "sha256", "rows"),
    "ReturnDraft": ("round_id", "action_id", "done", "no_change_because", "assessment", "version", "edited_by_id"),
}


def sign_what_waits(apps, schema_editor):
    """Sign each row as it is now."""
    for name, fields in SIGNED.items():
        for row in apps.get_model("recommendations", name).objects.iterator(chunk_size=100):
            row.signed = signature(row, fields)
            row.save(update_fields=["signed"])


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0074_looked_at_what_changed'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailedform',
            name='signed',
            field=models.CharField(db_default='', default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='returndraft',
            name='signed',
            field=models.CharField(db_default='', default='', editable=False, max_length=64),
        ),
        migrations.RunPython(sign_what_waits, migrations.RunPython.noop),
    ]
