"""Boards, portfolios and plans become records: the words that named them name the records, also in the history."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import Min
from django.utils import timezone
from django.utils.text import slugify

from safeguarding import append_only

# By field of a recommendation: the model, and the field that held its name until now.
RECORDS = {
    "board": ("Board", "reporting_board"),
    "portfolio": ("Portfolio", "portfolio_words"),
    "plan": ("NamedPlan", "plan_words"),
}
NOUNS = {"NamedPlan": "named plan"}
NAMED = {"board": "reporting board", "portfolio": "chief officer portfolio"}
RENAMED = {"portfolio": "portfolio_words", "plan": "plan_words"}
WHY = "Known by its name before it was a record"
ROWS = ["historicalrecommendation", "recommendation"]


def name_records(apps, schema_editor):
    """A record of each name, which the rows and their history point at: what stood then stands there as it was."""
    # The rows of the history get a column; what they say stays, so the triggers may let this pass. They come again after it.
    append_only.drop_triggers(schema_editor.connection.alias)
    for field, (model, words) in RECORDS.items():
        record = apps.get_model("recommendations", model)
        for rows in (apps.get_model("recommendations", name) for name in ROWS):
            for name in rows.objects.exclude(**{words: ""}).order_by().values_list(words, flat=True).distinct():
                named = record.objects.filter(name=name).first() or _begin(apps, model, name)
                rows.objects.filter(**{words: name}).update(**{field: named})
    # PostgreSQL alters no table of which it has keys to check at the end of the transaction: checked now.
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def restate(apps, schema_editor):
    """Empty the standings of actions: where there are none, all standings are worked out anew once the tables are as they should be."""
    apps.get_model("recommendations", "ActionStanding").objects.all().delete()


def _begin(apps, model, name):
    """A new record, taken to have been called so since the first recommendation was recorded."""
    recorded = apps.get_model("recommendations", "HistoricalRecommendation").objects.aggregate(first=Min("history_date"))
    record = apps.get_model("recommendations", model)
    named = record.objects.create(name=name, slug=_slug(record, name))
    apps.get_model("recommendations", f"Historical{model}").objects.create(
        id=named.pk,
        name=named.name,
        slug=named.slug,
        history_type="+",
        history_date=recorded["first"] or timezone.now(),
        history_change_reason=WHY,
    )
    return named


def _slug(record, name):
    whole = slugify(name)
    slug = whole if len(whole) <= 45 else whole[:46].rpartition("-")[0] or whole[:45]
    slug = slug or record._meta.model_name
    return slug if not record.objects.filter(slug=slug).exists() else f"{slug}-{record.objects.count() + 1}"


def _record(name):
    key = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
    fields = [
        ("id", key),
        ("slug", models.SlugField(unique=True)),
        ("name", models.CharField(max_length=200, unique=True)),
    ]
    return migrations.CreateModel(name=name, fields=fields, options={"ordering": ["name"], "abstract": False})


def _history(name):
    words = f"historical {NOUNS.get(name, name.lower())}"
    kinds = [("+", "Created"), ("~", "Changed"), ("-", "Deleted")]
    fields = [
        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
        ("history_change_reason", models.TextField(blank=True, default="")),
        ("slug", models.SlugField()),
        ("name", models.CharField(db_index=True, max_length=200)),
        ("history_id", models.AutoField(primary_key=True, serialize=False)),
        ("history_date", models.DateTimeField(db_index=True)),
        ("history_type", models.CharField(choices=kinds, max_length=1)),
        (
            "history_user",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
    options = {
        "verbose_name": words,
        "verbose_name_plural": f"{words}s",
        "ordering": ("-history_date", "-history_id"),
        "get_latest_by": ("history_date", "history_id"),
    }
    return migrations.CreateModel(
        name=f"Historical{name}",
        fields=fields,
        options=options,
        bases=(simple_history.models.HistoricalChanges, models.Model),
    )


def _key(field, **kwargs):
    named = {"verbose_name": NAMED[field]} if field in NAMED and "blank" in kwargs else {}
    to = f"recommendations.{RECORDS[field][0].lower()}"
    return models.ForeignKey(**{"on_delete": models.PROTECT} | kwargs, null=True, related_name="+", to=to, **named)


def _keys(field):
    nothing = {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING}
    kinds = {
        "historicalrecommendation": _key(field, blank=True, **nothing),
        "recommendation": _key(field, blank=True),
        "recommendationstanding": _key(field, db_index=False),
        "coveragestanding": _key(field, db_index=False),
    }
    return [migrations.AddField(model_name=row, name=field, field=key) for row, key in kinds.items()]


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0010_question_on_recommendation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(make(model) for model, _ in RECORDS.values() for make in (_record, _history)),
        *(migrations.RenameField(row, old, new) for row in ROWS for old, new in RENAMED.items()),
        *(operation for field in RECORDS for operation in _keys(field)),
        migrations.RunPython(name_records, migrations.RunPython.noop),
        *(migrations.RemoveField(row, words) for row in ROWS for _, words in RECORDS.values()),
        migrations.RunPython(restate, migrations.RunPython.noop),
    ]
