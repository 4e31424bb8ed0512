"""Letting several people in at once: a table pasted, a row for each person or post."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext

from safeguarding.letting_in import Newcomer
from safeguarding.lib.pages.govuk import GovukForm
from safeguarding.lib.readers.grids import Grid
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.tables import PASTED, TEXT, WEB_PAGE, open_grids
from safeguarding.models.people import Role

from .service_form import ServiceForm

# The columns, by what may stand over them.
COLUMNS = {
    "name": ("name", "holder", "person"),
    "post": ("post", "role title", "job title"),
    "roles": ("role", "roles"),
    "username": ("sign-in name", "username", "user name"),
    "email": ("e-mail", "email"),
    "agency": ("agency",),
}
ROLES = {word.casefold(): role for role in Role for word in (role.value, role.label)}
ROLES |= {"action owner": Role.OWNER, "issue owner": Role.OWNER}  # half of its name, as whoever types a table has it


class PeopleForm(ServiceForm, GovukForm):
    """The table, with headings. Once in order, `newcomers` are its rows."""

    pasted = forms.CharField(
        label="Posts and people",
        help_text="Copy the table in Excel or Word, headings too, and paste it here.",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-app-pasted-table": "id_pasted_html"}),
    )
    pasted_html = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """Read it, so that every row that cannot be taken is named at once."""
        cleaned = super().clean()
        if pasted := cleaned.get("pasted"):
            html = cleaned.get("pasted_html", "")
            try:
                grids = open_grids((html or pasted).encode(), f"{PASTED}{WEB_PAGE if html else TEXT}")
                self.newcomers = list(_newcomers(grids[0])) if grids else []
            except (Unreadable, ValidationError) as refused:
                self.add_error("pasted", getattr(refused, "messages", str(refused)))
            else:
                if not self.newcomers:
                    self.add_error("pasted", "Paste at least one row under the headings")
        return cleaned

    def service_data(self, *names: str) -> dict[str, object]:
        """The rows, as let_in takes them."""
        return {"newcomers": self.newcomers}


def _newcomers(grid: Grid) -> Iterator[Newcomer]:
    """A Newcomer for each row. Raises ValidationError with a sentence for each row that cannot be read."""
    header, *lines = [line for line in grid.lines if not line.blank]
    names = [_column(cell.words) for cell in header.cells]
    if "name" not in names:
        known = get_text_list(["Post", "Name", "Role", "Sign-in name", "E-mail", "Agency"], gettext("or"))
        raise ValidationError(
            gettext("Put headings over the columns: %(known)s. One of them must be Name.") % {"known": known}
        )
    read, wrong = [], []
    for line in lines:
        words = {name: cell.words.strip() for name, cell in zip(names, line.cells, strict=False) if name}
        roles, unknown = _roles(words.pop("roles", ""))
        if not words.get("name"):
            wrong.append(gettext("Row %(row)s: enter a name") % {"row": line.number})
        elif unknown:
            known = get_text_list([role.label for role in Role], gettext("or"))
            wrong.append(
                gettext("Row %(row)s: “%(unknown)s” is not a role. Choose %(known)s")
                % {"row": line.number, "unknown": unknown[0], "known": known}
            )
        elif Role.PARTNER in roles and not words.get("agency"):
            wrong.append(
                gettext("Row %(row)s: name the agency of %(person)s") % {"row": line.number, "person": words["name"]}
            )
        else:
            read.append(Newcomer(row=line.number, roles=roles, **words))
    if wrong:
        raise ValidationError(wrong)
    yield from read


def _column(heading: str) -> str:
    """The key in COLUMNS of a heading, or "" for one that is not read."""
    return next((name for name, words in COLUMNS.items() if heading.strip().casefold() in words), "")


def _roles(words):
    """(the roles that are named, the words that name none)."""
    named = [word.strip() for word in words.replace("\n", ";").replace(",", ";").split(";") if word.strip()]
    return (
        tuple(ROLES[word.casefold()] for word in named if word.casefold() in ROLES),
        [word for word in named if word.casefold() not in ROLES],
    )
