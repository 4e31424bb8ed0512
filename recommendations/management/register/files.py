"""Reading the register: one YAML file an inspection, in our own words. Pure; says file and entry when it cannot."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from inspections.models import Inspection
from safeguarding.lib.dates import Precision, last_day_of_month

from ...models import CaseAudit, Link, Recommendation, Response
from ...services.recommendations import PartDraft
from ...workflow import ResponseKind


class NotReadable(ValueError):
    """A register file that cannot be read; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True)
class FindingPart:
    """A part with what the force says to it, `response`: fields of Response, "kind" among them, or None.

    `links` are pairs of Link.Kind and the reference of another finding of the same inspection.
    """

    draft: PartDraft
    response: dict[str, Any] | None = None
    links: tuple[tuple[Link.Kind, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A recommendation or another finding. `places` are slugs by PLACES; `details` are further fields.

    measures: the arguments of services.measures.add_measure, for each.
    """

    reference: str
    kind: str
    text: str
    parts: tuple[FindingPart, ...]
    places: dict[str, str] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)
    measures: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class RegisteredInspection:
    """An inspection as its file tells it. `body` and `kind` are slugs; `details` are further fields of Inspection.

    `done` holds the milestones that were met: key in the timetable, the day, and the words about it. `audits`: audited cases by
    grade, by who assessed them, and `audit_source` where that stands.
    """

    slug: str
    body: str
    kind: str
    title: str
    details: dict[str, Any]
    done: tuple[tuple[str, date, str], ...]
    findings: tuple[Finding, ...]
    audits: dict[str, dict[str, int]] = field(default_factory=dict)
    audit_source: str = ""


_ABOUT_IT = {"scope", "fieldwork", "published", "published_note", "embargo", "numbering", "note"}
_INSPECTION = {"slug", "body", "kind", "title", "milestones", "case_audits", "findings", *_ABOUT_IT}
# Reference data to which a finding is attached, in the file by their slugs.
PLACES = ("theme", "board", "portfolio", "plan")
_COPIED = {"corporate_or_local", "note"}
_INHERITED = {"timescale", "addressees", "ours", "response", "links"}
_PART = {"letter", "text", *_INHERITED}
_FINDING = {"reference", "kind", "text", "page", "plan_page", "parts", "measures", *PLACES, *_COPIED, *_INHERITED}
_MEASURE = {"name", "unit", "better", "baseline", "baseline_of", "baseline_source"}
_AUDITS = {*CaseAudit.By.values, "source"}
_RESPONSE = {"kind", "position", "said", "reason", "direction_from", "review", "source"}


def read_register(folder: Path) -> list[RegisteredInspection]:
    """Every inspection of a folder, by file name. Raises NotReadable."""
    return [read_inspection(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.yaml"))]


def read_inspection(words: str, name: str) -> RegisteredInspection:
    """One file's inspection; `name` is for messages. Raises NotReadable."""
    try:
        entry = yaml.safe_load(words)
    except yaml.YAMLError as error:
        raise NotReadable(f"{name} is not YAML: {error}") from error
    _check(entry, name, known=_INSPECTION, needed=("slug", "body", "kind", "title"))
    entry = {"findings": [], "milestones": {}} | entry
    findings = tuple(_finding(found, f"{name}, finding {n}") for n, found in enumerate(entry["findings"], 1))
    references = [finding.reference for finding in findings]
    if twice := {reference for reference in references if references.count(reference) > 1}:
        raise NotReadable(f"{name}: the reference {', '.join(sorted(twice))} stands more than once.")
    for finding in findings:
        for part in finding.parts:
            if astray := {reference for _, reference in part.links} - set(references):
                raise NotReadable(f"{name}, {finding.reference}: it points at {', '.join(sorted(astray))}, not here.")
    audits = _audits(entry.get("case_audits"), name)
    return RegisteredInspection(
        slug=entry["slug"],
        body=entry["body"],
        kind=entry["kind"],
        title=entry["title"],
        details=_inspection_details(entry, name),
        done=tuple(_done(key, met, f"{name}, milestone {key}") for key, met in entry["milestones"].items()),
        findings=findings,
        audits={assessor: cases for assessor, cases in audits.items() if assessor != "source"},
        audit_source=audits.get("source", ""),
    )


def _inspection_details(entry, name):
    details = {key: entry[key] for key in ("published_note", "numbering", "note") if key in entry}
    details["scope"] = _one_of(Inspection.Scope, entry.get("scope", Inspection.Scope.FORCE), f"{name}, scope")
    if "published" in entry:
        details["published_on"], details["published_precision"] = _day(entry["published"], f"{name}, published")
    if "fieldwork" in entry:
        stated = entry["fieldwork"]
        spell = stated if isinstance(stated, dict) else {"from": stated, "until": stated}
        details["fieldwork_started_on"], details["fieldwork_precision"] = _day(spell["from"], f"{name}, fieldwork")
        details["fieldwork_ended_on"], _ = _day(spell["until"], f"{name}, fieldwork")
    if "embargo" in entry:
        details["embargo_until"] = _moment(entry["embargo"], f"{name}, embargo")
    return details


def _audits(entry, name):
    if entry is None:
        return {}
    _check(entry, f"{name}, case audits", known=_AUDITS, needed=("source",))
    for assessor in set(entry) - {"source"}:
        _check(entry[assessor], f"{name}, case audits, {assessor}", known=set(CaseAudit.COUNTS), needed=())
    return entry


def _measure(entry, where):
    _check(entry, f"{where}, measure", known=_MEASURE, needed=("name", "better"))
    return entry


def _done(key, entry, where):
    _check(entry, where, known={"done", "words"}, needed=("done",))
    return key, entry["done"], entry.get("words", "")


def _finding(entry, where):
    _check(entry, where, known=_FINDING, needed=("reference", "text"))
    where = f"{where} ({entry['reference']})"
    parts = entry.get("parts") or [{"text": entry["text"]}]
    inherited = {key: entry[key] for key in _INHERITED if key in entry}
    details = {key: entry[key] for key in _COPIED if key in entry}
    details |= {f"{key}_reference": str(entry[key]) for key in ("page", "plan_page") if key in entry}
    return Finding(
        reference=entry["reference"],
        kind=_one_of(Recommendation.Kind, entry.get("kind", Recommendation.Kind.RECOMMENDATION), where),
        text=entry["text"],
        parts=tuple(_part(inherited | part, f"{where}, part {part.get('letter', 1)}") for part in parts),
        places={key: entry[key] for key in PLACES if key in entry},
        details=details,
        measures=tuple(_measure(measure, where) for measure in entry.get("measures", ())),
    )


def _part(entry, where):
    _check(entry, where, known=_PART, needed=("text",))
    draft = {key: entry[key] for key in _PART - {"response", "links"} if key in entry}
    links = entry.get("links", {})
    return FindingPart(
        draft=PartDraft(**draft),
        response=_response(entry["response"], where) if "response" in entry else None,
        links=tuple((_one_of(Link.Kind, kind, where), to) for kind, references in links.items() for to in references),
    )


def _response(entry, where):
    _check(entry, where, known=_RESPONSE, needed=("kind", "reason", "source"))
    renamed = {"said": "said_on", "review": "review_on"}
    response = {renamed.get(key, key): value for key, value in entry.items()}
    response["kind"] = _one_of(ResponseKind, entry["kind"], where)
    if "position" in entry:
        response["position"] = _one_of(Response.Position, entry["position"], where)
    return response


def _check(entry, where, *, known, needed):
    if not isinstance(entry, dict):
        raise NotReadable(f"{where}: it should hold names and values.")
    if unknown := sorted(set(entry) - known):
        raise NotReadable(f"{where}: {', '.join(unknown)} is not known here.")
    if missing := [key for key in needed if not entry.get(key)]:
        raise NotReadable(f"{where}: {', '.join(missing)} is missing.")


def _one_of(choices, words, where):
    if words not in choices.values:
        raise NotReadable(f"{where}: “{words}” is none of {', '.join(choices.values)}.")
    return choices(words)


def _day(stated, where):
    """A day with its precision: 2015-02-11, or 2015-07 for a month, which stands as its last day."""
    if isinstance(stated, date):
        return stated, Precision.DAY
    try:
        year, month = (int(number) for number in str(stated).split("-"))
        return last_day_of_month(year, month), Precision.MONTH
    except ValueError:
        raise NotReadable(f"{where}: “{stated}” is neither a day nor a month.") from None


def _moment(stated, where):
    """London time, 2015-02-11 00:01."""
    try:
        return timezone.make_aware(datetime.strptime(str(stated), "%Y-%m-%d %H:%M"))
    except ValueError:
        raise NotReadable(f"{where}: “{stated}” is not a moment such as 2015-02-11 00:01.") from None
