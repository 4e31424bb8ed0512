"""Answers to the DCC's questions on recommendations wait in the standings too."""

from django.db import migrations, models


def forget_what_waits(apps, schema_editor):
    """Where there is such a question: what waits is made anew once everything is migrated, since none is kept."""
    if apps.get_model("recommendations", "Question").objects.filter(action=None).exists():
        apps.get_model("recommendations", "AwaitedStanding").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0015_corrected_and_taken_back'),
    ]

    operations = [
        migrations.AlterField(
            model_name='awaitedstanding',
            name='kind',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Completion'), (2, 'Statement'), (3, 'Response'), (4, 'Deadline'), (5, 'Answer'), (6, 'Answer about a recommendation')]),
        ),
        migrations.RunPython(forget_what_waits, migrations.RunPython.noop),
    ]
