"""The lines of a recommendation for the paper are found by their words."""

from django.db import migrations, models

LINES = ("risk_register", "unfunded_need", "equality", "legislation", "consultation", "crime_plan")


def forget_what_is_found(apps, schema_editor):
    """Where there are lines: all that can be found is read anew once everything is migrated, since none is kept."""
    empty = models.Q(**dict.fromkeys(LINES, ""))
    if apps.get_model("recommendations", "Recommendation").objects.filter(~empty).exists():
        for name in ("SearchText", "OwnerName"):
            apps.get_model("recommendations", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0018_scrutiny_sessions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='searchtext',
            name='source',
            field=models.CharField(choices=[('action', 'the action'), ('owner-words', 'the owner as stated'), ('recommendation', 'the recommendation'), ('issue-owner-words', 'the issue owner as stated'), ('paper-lines', 'the lines for the paper'), ('reference', 'the reference'), ('part', 'the part'), ('part-reference', 'the reference of a part'), ('update', 'an update'), ('evidence', 'the title of evidence'), ('question', 'a question'), ('answer', 'an answer'), ('settlement', 'what was said of an answer'), ('decision', 'a decision'), ('deadline-request', 'a request for another date'), ('deadline-decision', 'a decision on another date'), ('response', 'a response'), ('response-decision', 'a decision on a response'), ('agency-response', 'the response of an agency'), ('statement', 'words of a document'), ('statement-decision', "what was said of a document's words")], max_length=20),
        ),
        migrations.RunPython(forget_what_is_found, migrations.RunPython.noop),
    ]
