"""The data dictionary leaves no table or field without its meaning."""

import csv

from django.apps import apps
from django.core.management import call_command

OURS = ("safeguarding", "inspections", "recommendations")


def test_every_field_of_every_table_stands_in_it_in_words(tmp_path):
    file = tmp_path / "dictionary.csv"
    call_command("data_dictionary", "-o", file)

    lines = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(keepends=True)))
    columns = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.app_label in OURS and not model.__name__.startswith("Historical")
        for field in model._meta.concrete_fields
    }
    assert {(line["Table"], line["Column"]) for line in lines} == columns
    # Django's own words for a model without any are its fields in brackets.
    assert [
        line for line in lines if not line["What it is"] or line["What it is"].startswith(f"{line['Thing']}(")
    ] == []
    assert [line for line in lines if not (line["In words"] and line["Kind"])] == []
    status = next(line for line in lines if (line["Table"], line["Field"]) == ("recommendations_action", "status"))
    assert (status["Kind"], status["What is kept of a change"]) == (
        "words, 20 characters at most",
        "every state, in recommendations_historicalaction",
    )
    assert "in-progress: In progress\n" in status["Values"]
    ends = next(line for line in lines if (line["Table"], line["Field"]) == ("safeguarding_accesskey", "expires_at"))
    assert ends["Note"] == "None until it is revoked"
