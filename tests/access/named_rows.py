"""The fields of forms that name rows, and the rows that a person may not see, with which they are sent."""

from django import forms
from django.urls import get_resolver

from recommendations.models import Part, Recommendation, TranscribedStatement

# Fields of plain choices whose values are keys.
KEYS_OF = {"part": Part, "parts": Part, "statements": TranscribedStatement}


def forms_that_name_rows():
    """The names of the addresses whose form has such a field, by the resolver."""
    for entry in get_resolver().url_patterns:
        for pattern in getattr(entry, "url_patterns", [entry]):
            form = getattr(getattr(pattern.callback, "view_class", None), "form_class", None)
            if form and any(
                isinstance(field, forms.ModelChoiceField) or name in {"rows", *KEYS_OF}
                for name, field in form.base_fields.items()
            ):
                yield pattern.name


def unseen(things, person, at):
    """{model: the key of a row of one of the things that this person may not see}."""
    found = {}
    for thing in things:
        for model, keys in thing.made.items():
            if model not in found and hasattr(model.objects.all(), "visible_to"):
                seen = model.objects.visible_to(person, at).filter(pk__in=keys).values_list("pk", flat=True)
                if rest := set(keys) - set(seen):
                    found[model] = max(rest)
    return found


def naming(form, rows):
    """What a browser would send that put `rows`, by model, in the place of those that the form offers."""
    sent = {}
    for name, field in form.fields.items():
        key = rows.get(field.queryset.model if isinstance(field, forms.ModelChoiceField) else KEYS_OF.get(name))
        if name == "rows":
            key = f"{rows[Recommendation]}:.."  # of a list of ticks, with how it stood
        if key:
            sent[form.add_prefix(name)] = [str(key)]
    return sent
