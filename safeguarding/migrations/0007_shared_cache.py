"""The table of the cache that all workers share (settings.CACHES)."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("safeguarding", "0006_failed_sign_ins")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
