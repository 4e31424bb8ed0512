"""A plan on its way in: choosing or pasting it, answering what is asked about it, withdrawing it again."""

import hashlib
from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from inspections.models import Inspection
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.govuk import GovukForm
from safeguarding.lib.readers.refusals import LARGEST_FILE, MEGABYTE, Unreadable
from safeguarding.lib.readers.tables import PASTED, TEXT, WEB_PAGE

from ..importers.columns import FIELD_CHOICES
from ..importers.entries import ROW_CHOICES
from ..importers.layouts import Layout
from ..importers.status_words import Meaning
from ..selectors.intake.answers import LEFT_OUT, NEW, NOBODY, POST, TRACKER
from ..selectors.plans.preview import Preview, UnknownOwner
from ..selectors.plans.sheets import PreviewRow, Sheet
from ..selectors.plans.staged import read_file
from .service_form import ServiceForm, text_field

READABLE = "Excel (.xlsx or .xls), OpenDocument (.ods), Word (.docx) or CSV, up to 10 MB."


class PlanForm(ServiceForm):
    """A file, or a table pasted from the clipboard. Once in order, `name`, `contents` (bytes) and `sha256` say what came.

    reads: the file is read at once; where a worker reads it, it says there what cannot be read.

    `pasted_html` is what the clipboard held beside the words, where the browser could read it: a table keeps its cells.
    """

    mark_optional = False

    file = forms.FileField(label="The plan", help_text=READABLE, required=False, allow_empty_file=True)
    pasted = forms.CharField(
        label="Or paste the table here",
        help_text="Copy it in Excel or Word, headings too, and paste.",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-app-pasted-table": "id_pasted_html"}),
    )
    pasted_html = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, reads: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reads = reads

    def clean(self) -> dict[str, object]:
        """Read it, so that what cannot be read is said at once, beside the field."""
        cleaned = super().clean()
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if bool(file) == bool(pasted.strip()):
            self.add_error(
                "file", "Choose a file or paste a table, not both" if file else "Choose a file or paste a table"
            )
            return cleaned
        if file and file.size > LARGEST_FILE:  # said before it is read
            self.add_error(
                "file",
                gettext("%(file)s is larger than %(size)s MB: take out pictures, or split it")
                % {"file": file.name, "size": LARGEST_FILE // MEGABYTE},
            )
            return cleaned
        if file:
            self.name, self.contents = file.name[-LONGEST_NAME:], file.read()
        else:
            html = cleaned.get("pasted_html", "")
            self.name = f"{PASTED}{WEB_PAGE if html else TEXT}"
            self.contents = (html or pasted).encode()
        self.sha256 = hashlib.sha256(self.contents).hexdigest()
        if not self.reads:
            return cleaned
        try:
            read_file(self.contents, self.name, self.sha256)
        except Unreadable as refused:
            self.add_error("file" if file else "pasted", str(refused))
        return cleaned


class AnswersForm(GovukForm):
    """Everything that is asked about a plan, of the whole and of the rows shown; each field knows which answer it is.

    shown: the PreviewRows of this page. Its page gives it what a ServiceForm has of its own: `once`, `kept_from`.
    """

    once = ""
    kept_from = ""

    mark_optional = False
    compact = True

    remember = forms.BooleanField(label="Remember what these words mean for the next plan", required=False)

    def __init__(self, *args, preview: Preview, shown: Iterable[PreviewRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.preview, self.asked = preview, {}
        self.sheets = [self._sheet(sheet) for sheet in preview.sheets]
        unknown = preview.plan.unknown_words[:AT_ONCE]
        self.words = [self._word(words, count) for words, count in unknown]
        self.owners = [
            self._ask("owners", one.words, one.words, self._posts(one), hint=_in_rows(one.rows))
            for one in preview.owners[:AT_ONCE]
        ]
        self.named = [
            self._ask("reports", words, f"“{words}”", self._inspections(), hint=_in_rows(count))
            for words, count in list(preview.named.items())[:AT_ONCE]
        ]
        self.questioned = {question.key for row in preview.compared for question in row.questions}
        self.rows = [(row, self._row(row)) for row in shown]
        self.given = [
            self._ask("back", f"{kind}|{key}", gettext("Take back: %(sentence)s") % {"sentence": sentence}, tick=True)
            for kind, key, sentence in preview.given
        ]

    def _posts(self, owner: UnknownOwner) -> list[tuple[str, str]]:
        """The meanings that the words of an owner may have, the likeliest first. A person's name is offered as no post."""
        made = [(NEW, gettext("A new post: %(post)s") % {"post": owner.new_title})] if owner.new_title else []
        others = [post for post in self.preview.posts if post not in owner.likely]
        return [
            ("", "Not answered"),
            *((f"{POST}{post.pk}", gettext("%(post)s (likely)") % {"post": post.title}) for post in owner.likely),
            *made,
            (NOBODY, "Keep the words; no post yet"),
            *((f"{POST}{post.pk}", post.title) for post in others),
        ]

    def _inspections(self) -> list[tuple[str, str]]:
        return [("", "Choose an inspection")] + [(one.slug, _label(one)) for one in self.preview.inspections]

    def _sheet(self, sheet: Sheet) -> tuple[Sheet, BoundField, list[BoundField]]:
        leave = [(LEFT_OUT, "None: leave it out")] if len(self.preview.sheets) > 1 else []
        choices = self._inspections() + leave
        likely = sheet.inspection or (sheet.suggested and sheet.suggested.slug)
        place = str(sheet.layout.grid)
        layout, several = sheet.layout, len(self.preview.sheets) > 1
        label = gettext("Which inspection does %(place)s answer?") % {"place": layout.place}
        label = label if several else gettext("Which inspection does it answer?")
        field = self._ask("inspections", place, label, choices, initial=likely)
        twice = [one.layout.fingerprint for one in self.preview.sheets].count(layout.fingerprint) > 1
        columns = [
            self._ask(
                "columns",
                f"{place}|{position}",
                self._column(layout, position) + (f" ({layout.place})" if twice else ""),
                FIELDS,
                initial=layout.fields.get(position, ""),
            )
            for position in layout.headers
        ]
        return sheet, field, columns

    @staticmethod
    def _column(layout: Layout, position: int) -> str:
        """A column's header, or its first words where it has none."""
        first = next(iter(layout.samples.get(position, ())), "")
        unnamed = gettext("Column %(number)s") % {"number": position + 1}
        return layout.headers[position] or Truncator(first).words(8) or unnamed

    def _word(self, words: str, count: int) -> BoundField:
        choices = [("", "Choose what it means"), *Meaning.choices]
        return self._ask("words", words, f"“{words}”", choices, hint=_in_rows(count))

    def _row(self, row: PreviewRow) -> list[BoundField]:
        """The fields that one row asks for, and whether it stays out."""
        found, fields = row.compared, []
        for question in row.own_questions:
            if (question.kind, question.key) in self.asked.values():
                continue  # of several rows that one cell makes, the first asks
            choices = question.choices or tuple(ROW_CHOICES.items() if question.column == "row" else ())
            was = None if choices else question.was or found.row.cells.get(question.column, "")
            fields.append(
                self._ask(
                    question.kind, question.key, question.sentence, choices, initial=was, widget=forms.RadioSelect
                )
            )
            if choices and question.column == "action":
                fields.append(self._ask(question.kind, question.key, gettext("Or type the action")))
        fields += [
            self._ask(
                *("cells", offer.key, offer.sentence, offer.choices),
                initial=offer.words,
                widget=forms.RadioSelect,
                tall=False,
            )
            for offer in found.offers
            if offer.key not in self.questioned and not found.left_out
        ]
        if found.questions or found.refusals or found.left_out or found.row.shares:
            leave = gettext("Leave out %(row)s") % {"row": row.where}
            fields.append(self._ask("left_out", found.key, leave, tick=True, initial=found.left_out))
        return fields

    def clean(self) -> dict[str, object]:
        """Each sheet or table that holds a plan names its inspection."""
        cleaned = super().clean()
        for sheet, field, _ in self.sheets:
            if sheet.rows and field.name in self.data and not cleaned.get(field.name):
                self.add_error(
                    field.name, gettext("Choose the inspection that %(title)s answers") % {"title": sheet.title}
                )
        return cleaned

    def _ask(
        self, kind, key, label, choices=None, *, tick=False, initial=None, hint="", widget=forms.Select, tall=True
    ) -> BoundField:
        """Add a field for one answer, words in a few lines or in one; returns its bound field."""
        name = f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
        name += "-typed" * (name in self.fields)  # beside the choices of the same answer
        if tick:
            field = forms.BooleanField(label=label, initial=initial)
        elif choices:
            field = forms.ChoiceField(label=label, choices=choices, initial=initial, help_text=hint, widget=widget)
        else:
            rows = forms.Textarea(attrs={"rows": 2}) if tall else None
            field = forms.CharField(label=label, required=False, initial=initial, strip=False, widget=rows)
        field.required = False
        self.fields[name] = field
        self.asked[name] = (kind, key)
        return self[name]

    def answers(self, every: str | None = None) -> dict[str, dict[str, object]]:
        """The arguments of services.staged_plans.answer_about; an answer that was emptied is taken back.

        every: "left_out" leaves out all rows that are still to be answered, TRACKER keeps the tracker's words in all.
        """
        headers = {sheet.layout.fingerprint: list(sheet.layout.headers.values()) for sheet, _, _ in self.sheets}
        found = self._one_by_one() | self._every(every)
        if self.cleaned_data["remember"]:
            found["remember"] = {words: True for words, means in found.get("words", {}).items() if means}
        return found | {"headers": headers}

    def _every(self, every: str | None) -> dict[str, dict[str, object]]:
        rows = [row.compared for row in self.preview.rows]
        if every == "left_out":
            return {"left_out": {found.key: True for found in rows if found.questions or found.refusals}}
        if every == TRACKER:
            questions = [question for found in rows for question in found.questions if question.kind == "keeps"]
            return {"keeps": {question.key: TRACKER for question in questions}}
        return {}

    def _one_by_one(self) -> dict[str, dict[str, object]]:
        """The answers by kind; what was not on the page that was sent is left as it is."""
        found = {"columns": self._columns()}
        for name, (kind, key) in self.asked.items():
            value, was = self.cleaned_data[name], self[name].initial or ""
            if kind == "back" and value:
                taken, key = key.split("|", 1)
                found.setdefault(taken, {})[key] = None
            elif kind == "left_out" and bool(value) != bool(was):
                found.setdefault(kind, {})[key] = value or None
            elif (kind == "cells" and name in self.data and value != was) or (kind in CHOSEN and value):
                found.setdefault(kind, {})[key] = value
        return found

    def _columns(self) -> dict[str, dict[str, str]]:
        """{fingerprint: {position: field}} of the layouts in which a column was corrected, in whichever sheet that has it."""
        found = {}
        for sheet, _, columns in self.sheets:
            positions = dict(zip(map(str, sheet.layout.headers), columns, strict=True))
            if any(field.name not in self.data for field in columns):
                continue
            typed = {position: self.cleaned_data[field.name] for position, field in positions.items()}
            corrected = {
                position: typed[position] for position, field in positions.items() if typed[position] != field.initial
            }
            if corrected:
                found[sheet.layout.fingerprint] = found.get(sheet.layout.fingerprint, typed) | corrected
        return found


LONGEST_NAME = 200  # characters of a file's name
CHOSEN = ("inspections", "words", "owners", "reports", "actions", "keeps")
AT_ONCE = 40  # words asked about on one page; those answered make room for the next
FIELDS = [("", "Not read; its words are kept"), *FIELD_CHOICES.items()]


def _label(inspection: Inspection) -> str:
    """An inspection among others: what it is called, by whom, and when it was published."""
    on = inspection.published_on and in_words(inspection.published_on, inspection.published_precision)
    return f"{inspection} ({', '.join(filter(None, (str(inspection.body), on)))})"


def _in_rows(count: int) -> str:
    return ngettext("In %(number)s row", "In %(number)s rows", count) % {"number": count}


class WithdrawForm(ServiceForm):
    """Why a plan is withdrawn."""

    words = ("reason",)

    reason = text_field("Why is it withdrawn?", rows=3, error_messages={"required": "Enter why it is withdrawn"})
