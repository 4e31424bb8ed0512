"""Bodies, kinds and themes are taken to have been called so since the first inspection was registered."""

from django.db import migrations
from django.db.models import Min
from django.utils import timezone

WHY = "Known before the history of reference data was kept"


def begin_histories(apps, schema_editor):
    """A first row of history for each."""
    registered = apps.get_model("inspections", "HistoricalInspection").objects.aggregate(first=Min("history_date"))
    first = registered["first"] or timezone.now()
    for name in ("InspectingBody", "InspectionKind", "Theme"):
        model, history = (apps.get_model("inspections", each) for each in (name, f"Historical{name}"))
        for row in model.objects.all():
            kept = {field.attname: getattr(row, field.attname) for field in model._meta.fields}
            history.objects.create(history_type="+", history_date=first, history_change_reason=WHY, **kept)


class Migration(migrations.Migration):

    dependencies = [("inspections", "0003_reference_data_with_history")]

    operations = [migrations.RunPython(begin_histories, migrations.RunPython.noop)]
