from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0003_reports_and_plans_come_in")]
    operations = [migrations.RenameField("decision", "seen", "digest")]
