"""The records behind an issued paper, for the proof of what it prints."""

from django.db.models import Model

from safeguarding.ledger.export import NoSuchRow

from ...models import Action, Decision, Pack, PackFile


def rows_of_paper(key: int) -> list[tuple[type[Model], list[int]]]:
    """The files of an issued paper, with their SHA-256, and the decisions that had been recorded by its cut-off on the actions
    of its reports: models with the keys of their rows. Raises NoSuchRow for what was not issued.
    """
    pack = Pack.objects.filter(pk=key, issue__isnull=False).first()
    if pack is None:
        raise NoSuchRow(f"There is no issued paper {key}.")
    reports = pack.choices.filter(recommendation=None, state="ready").values("inspection")
    answering = Action.objects.filter(coverages__part__recommendation__inspection__in=reports).values("pk")
    decisions = Decision.objects.filter(action__in=answering, recorded_at__lte=pack.cut_off_at)
    files = PackFile.objects.filter(issue__pack=pack)
    return [
        (model, sorted(rows.values_list("pk", flat=True))) for model, rows in ((PackFile, files), (Decision, decisions))
    ]
