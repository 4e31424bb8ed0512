from django.db import migrations, models

from safeguarding.models.signed import signature


def sign_mails_that_wait(apps, schema_editor):
    """Sign each as it is now. What workers made is asked for again."""
    for mail in apps.get_model("safeguarding", "OutgoingMail").objects.filter(state="waiting"):
        mail.signed = signature(mail, ("key", "person_id", "address", "subject", "text", "html"))
        mail.save(update_fields=["signed"])


class Migration(migrations.Migration):

    dependencies = [
        ('safeguarding', '0020_leaves_with_a_moment'),
    ]

    operations = [
        migrations.AddField(
            model_name='longwork',
            name='made',
            field=models.CharField(db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='outgoingmail',
            name='signed',
            field=models.CharField(db_default='', default='', editable=False, max_length=64),
        ),
        migrations.RunPython(sign_mails_that_wait, migrations.RunPython.noop),
    ]
