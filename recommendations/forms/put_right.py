"""Something recorded as it stands, to be put right: what is typed, and the fields that become others by it."""

from collections.abc import Callable, Mapping
from copy import copy

from django import forms
from django.utils.translation import gettext

from safeguarding.history import version_of
from safeguarding.models import HistoryModel

from ..selectors.moves import Move
from .reasons import why_field
from .service_form import DatedForm

YES, NO = "yes", "no"


class ShownForm(DatedForm):
    """A change of a `thing`, with its reason, of which the effect is shown before it is recorded.

    `version` goes with the page: where somebody else changed the thing meanwhile, what was typed stays, and the form says so once.
    `noun` is what people call the thing.
    """

    mark_optional = False
    words = ("why",)
    noun: str

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = why_field("Why it is put right")

    def __init__(self, *args, thing: HistoryModel, **kwargs) -> None:
        self.thing, self.stands = thing, str(version_of(thing))
        super().__init__(*args, **kwargs | {"initial": self.typed(thing) | {"version": self.stands}})
        self.fields["why"] = self.fields.pop("why")  # after what is changed
        self.drawn_from = self.data.get("version", "")
        self.stale = self.is_bound and self.drawn_from != self.stands

    @staticmethod
    def typed(thing: HistoryModel) -> dict[str, str]:
        """The words that stand in the fields from the beginning."""
        return {}

    def full_clean(self) -> None:
        """Check the form; one that was drawn from another version is brought up to date, and sent back to be looked through."""
        message = self._catch_up() if self.stale else ""
        super().full_clean()
        if message:
            self.add_error(None, message)

    def _catch_up(self) -> str:
        """The sentence that says who changed what."""
        self.data = self.data.copy()
        self.data["version"], changed = self.stands, self._changed_meanwhile()
        last = self.thing.history.order_by("-history_date", "-history_id").first()
        values = {"person": last.history_user or gettext("Somebody else"), "thing": gettext(self.noun), "what": changed}
        if changed:
            words = gettext(
                "%(person)s changed this %(thing)s while you were typing: %(what)s. "
                "What you typed is still here. Look through it and continue."
            )
        else:
            words = gettext(
                "%(person)s changed this %(thing)s while you were typing. "
                "What you typed is still here. Look through it and continue."
            )
        return words % values

    def _changed_meanwhile(self) -> str:
        return ""

    @property
    def sent(self) -> list[tuple[str, str]]:
        """(name, words) of all that was typed and ticked, to be sent again from the page that shows what moves."""
        return [(name, words) for name in self.fields for words in self.data.getlist(name)]

    @property
    def done(self) -> bool:
        """Return whether what was sent is recorded already: a button pressed twice."""
        return False

    @property
    def moves(self) -> list[Move]:
        """The change itself, before and after."""
        raise NotImplementedError


class PutRightForm(ShownForm):
    """A thing as it stands, to be changed. `changes` are its fields that become others.

    A form says which foreign keys typed() and differences() read (`joined`). Where somebody else changed the thing meanwhile, what
    was not touched here becomes theirs.
    """

    joined: tuple[str, ...] = ()
    # The fields of the thing that follow from one of the form, where they are not the same: (cleaned data) -> values by name.
    fields_of: Mapping[str, Callable[[Mapping], dict[str, object]]] = {}

    def __init__(self, *args, **kwargs) -> None:
        self.changes = {}
        super().__init__(*args, **kwargs)

    @staticmethod
    def typed(row: HistoryModel) -> dict[str, str]:
        """A row of the thing, of today or of the past, as this form has it typed."""
        raise NotImplementedError

    @staticmethod
    def differences(before: HistoryModel, after: HistoryModel) -> list[Move]:
        """The differences between two rows of the thing, each before and after."""
        raise NotImplementedError

    def _changed_meanwhile(self) -> str:
        row = self._drawn_from()
        for name, then in (self.typed(row) if row else {}).items():
            # A form may ask less of this thing than of others.
            if name in self.initial and self.data.get(name, "").strip() == then.strip():
                self.data[name] = self.initial[name]
        moves = self.differences(row, self.thing) if row else []
        return "; ".join(f"{move.label}: {move.before} → {move.after}" for move in moves)

    def _drawn_from(self):
        # It comes from the browser: anything may stand there.
        known = self.drawn_from.isascii() and self.drawn_from.isdecimal() and len(self.drawn_from) < 19
        rows = self.thing.history.select_related(*self.joined)
        return rows.filter(history_id=self.drawn_from).first() if known else None

    @property
    def touched(self) -> set[str]:
        """The fields in which something else stands than is recorded."""
        return {name for name, then in self.initial.items() if self.data.get(name, "").strip() != str(then).strip()}

    @property
    def done(self) -> bool:
        """Return whether what was sent is recorded already: a button pressed twice."""
        return self.stale and not self.touched

    def clean(self) -> dict[str, object]:
        """Ask for a change at all."""
        cleaned = super().clean()
        if not self.errors:
            self.changes = self._changes(cleaned)
        # The same date in other words is no change either.
        if not self.errors and not self.changes and not self.stale:
            self.add_error(None, "Nothing is changed yet. Change what is wrong, then continue")
        return cleaned

    def _changes(self, cleaned: Mapping[str, object]) -> dict[str, object]:
        """The fields of the thing that become others; what was not touched is left as it is, to the last blank."""
        wanted = {}
        for name in self.touched:
            wanted |= self.fields_of.get(name, lambda sent, name=name: {name: sent[name]})(cleaned)
        return {name: value for name, value in wanted.items() if getattr(self.thing, name) != value}

    @property
    def moves(self) -> list[Move]:
        """The changes, field by field, before and after."""
        after = copy(self.thing)
        for name, value in self.changes.items():
            setattr(after, name, value)
        return self.differences(self.thing, after)

    def service_data(self) -> dict[str, object]:
        """The arguments of the service beside the thing: its version, the reason and what changes."""
        return self.changes | {"version": int(self.stands), "why": self.cleaned_data["why"]}
