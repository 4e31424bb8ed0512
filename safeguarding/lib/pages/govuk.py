"""Forms that look and speak like GOV.UK's: classes, plain errors, an error summary whose links lead to the right box."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict, pretty_name
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_noop as _

from safeguarding.lib import languages

# The first line that fits gives the widget's class; a plain input comes last, because most widgets are one.
CLASSES = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    ((forms.widgets.Input, forms.MultiWidget), "govuk-input"),
)
# The most letters that a box takes, and its width: one for a short answer is no wider than that.
WIDTHS = ((5, "govuk-input--width-5"), (50, "govuk-input--width-20"))
Data = MultiValueDict | dict[str, object]
Attrs = dict[str, object]

SHORT = 5_000  # characters: what is counted from the first
NEARLY_FULL = 75  # percent
CHOSEN_NOT_TYPED = (forms.Select, forms.RadioSelect, forms.FileInput)

# What a field says where nobody gave it words of its own. {label} stands in mid-sentence, {Label} begins one.
MESSAGES = {
    "required": _("{verb} {label}"),
    "invalid_choice": _("Select {label} from the list"),
    "invalid_list": _("Select {label} from the list"),
    "max_length": _("{Label} must be %(limit_value)d characters or fewer"),
    "min_value": _("{Label} must be %(limit_value)s or more"),
    "max_value": _("{Label} must be %(limit_value)s or less"),
    "empty": _("The selected file is empty"),
}
NUMBER = {"invalid": _("{Label} must be a number, such as 12")}
TICK = {"required": _("Tick “{Label}”")}
QUESTION = {
    "required": _("Answer “{Label}?”"),
    "invalid_choice": _("Select an answer to “{Label}?”"),
    "invalid_list": _("Select an answer to “{Label}?”"),
}


class TypedBefore(MultiValueDict):
    """Words that come back as they were typed, before they are sent: a form shows them, and does not judge them yet."""


class GovukRenderer(TemplatesSetting):
    """Draws Django's forms from templates/govuk."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"


class Option(NamedTuple):
    """One radio or checkbox, and the fields it reveals when chosen."""

    id: str
    value: str
    label: str
    selected: bool
    revealed: list[BoundField]


class GovukBoundField(BoundField):
    """A field on a form, with what the GOV.UK templates need to know of it.

    Its hint may be a function, for one that costs: it is asked when the field is shown.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.counted = _longest(field)

    @property
    def help_text(self) -> str:
        """The hint, or ""."""
        return self._hint() if callable(self._hint) else self._hint

    @help_text.setter
    def help_text(self, hint: str | Callable[[], str]) -> None:
        self._hint = hint

    def build_widget_attrs(self, attrs: Attrs, widget: forms.Widget | None = None) -> Attrs:
        """Django's attributes with GOV.UK's classes; no `maxlength`, which would cut pasted text without a word."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        govuk = next((name for kind, name in CLASSES if isinstance(widget, kind)), None)
        if govuk and not widget.is_hidden:
            error = f"{govuk}--error" if self.errors else ""
            attrs["class"] = " ".join(filter(None, (govuk, error, widget.attrs.get("class") or _width(self.field))))
        if self.errors and hasattr(widget, "id_for_error"):
            attrs["wrong"] = self.errors.as_data()[0].code
        if isinstance(widget, forms.Textarea):
            attrs["maxlength"] = False
            attrs["class"] += " govuk-js-character-count" if self.counted else ""
            if widget.attrs["rows"] == "10":  # Django's default, which fills half the page
                attrs["rows"] = 5
        return attrs

    @property
    def most(self) -> str:
        """The most characters that it takes, as it is written."""
        return f"{self.counted:,}"

    @property
    def counted_from(self) -> int:
        """How full a text area is, in percent, when its count is shown: a limit that few meet is no matter to most."""
        return NEARLY_FULL if self.counted > SHORT else 0

    @property
    def says_limit(self) -> bool:
        """Return whether its limit is said where nothing counts: one that few meet only by the first text area of a form."""
        return not self.counted_from or self.name == self.form.first_long

    @property
    def aria_describedby(self) -> str:
        """The ids of hint, error and character count."""
        ids = super().aria_describedby or ""
        return f"{ids} {self.auto_id}-info".strip() if self.counted else ids

    @property
    def kind(self) -> str:
        """The GOV.UK component of a field of options, "radios" or "checkboxes"; empty for the rest."""
        kinds = {"radio": "radios", "checkbox": "checkboxes"}
        return kinds.get(getattr(self.field.widget, "input_type", None), "")

    @property
    def alone(self) -> bool:
        """Return whether this is a checkbox by itself, whose label is the option's own."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def options(self) -> list[Option]:
        """The radios or checkboxes; a single checkbox is one option with the value "on"."""
        revealed = self.form.reveals.get(self.name, {})

        def option(id_: str, value: str, label: str, selected: bool) -> Option:
            return Option(id_, value, label, selected, [self.form[name] for name in revealed.get(value, ())])

        if self.alone:
            return [option(self.auto_id, "on", self.label, bool(self.value()))]
        boxes = [box.data for box in self.subwidgets]
        return [option(box["attrs"]["id"], str(box["value"]), box["label"], box["selected"]) for box in boxes]

    @property
    def error_target(self) -> str:
        """The id of the box that the error summary should lead to."""
        widget, id_ = self.field.widget, self.auto_id
        if hasattr(widget, "id_for_error"):
            return widget.id_for_error(id_, self.errors.as_data()[0].code)
        if isinstance(widget, forms.RadioSelect):
            return f"{id_}_0"
        return self.id_for_label or id_


class GovukFormMixin:
    """Makes a Django form a GOV.UK form. Render it with `novalidate` on the <form>, so that our words are used.

    `reveals` names fields that an option opens: {"outcome": {"question": ["question", "answer_by"]}}.
    `numbered` names a field of radios that are chosen by access keys too, 1 for the first. `compact`: small boxes.
    `mark_optional` adds "(optional)" to the labels of fields that may be left empty.
    """

    bound_field_class = GovukBoundField
    use_required_attribute = False
    label_suffix = ""
    mark_optional = True
    numbered = ""
    compact = False
    reveals = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _with_plain_lines(self.data)
        say = languages.translator()
        for name, field in self.fields.items():
            field.label = say(pretty_name(name) if field.label is None else field.label)
            field.help_text = say(field.help_text)
            if isinstance(
                field.widget, forms.NumberInput
            ):  # a text box, which gives back what was typed even if no number
                field.widget.input_type = "text"
                field.widget.attrs |= {"inputmode": "numeric"}
            _speak_plainly(field, say)

    def full_clean(self) -> None:
        """Check what was sent; of what was only typed nothing is said yet."""
        if not isinstance(self.data, TypedBefore):
            super().full_clean()
            return
        self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}

    @property
    def fields_at_once(self) -> list[BoundField]:
        """The visible fields that no option has to reveal."""
        return [field for field in self.visible_fields() if field.name not in self._revealed]

    @property
    def first_long(self) -> str:
        """The name of the first text area whose limit few meet, of those that no option has to reveal where there are any; or ""."""
        long = [name for name, field in self.fields.items() if _longest(field) > SHORT]
        return next((name for name in long if name not in self._revealed), next(iter(long), ""))

    @property
    def _revealed(self):
        return {name for options in self.reveals.values() for names in options.values() for name in names}

    @property
    def error_list(self) -> list[tuple[str | None, str]]:
        """Every error as (id to lead to or None, message), in the order of the page."""
        whole = [(None, message) for message in self.non_field_errors()]
        return whole + [(field.error_target, message) for field in self for message in field.errors]


class GovukForm(GovukFormMixin, forms.Form):
    """A form in GOV.UK's manner."""


def _width(field: forms.Field) -> str:
    """The class of a box for a short answer; "" for any other."""
    if not isinstance(field.widget, forms.TextInput | forms.NumberInput):
        return ""
    most = 1 if isinstance(field, forms.IntegerField) else getattr(field, "max_length", None)
    return next((width for longest, width in WIDTHS if most and most <= longest), "")


def _longest(field):
    """The most characters that a text area takes; 0 where it has no limit, or is no text area."""
    return (isinstance(field.widget, forms.Textarea) and field.max_length) or 0


def _with_plain_lines(data: Data) -> Data:
    """Give lines the ending they have everywhere else: browsers send CRLF, and words would differ from themselves."""
    if hasattr(data, "lists"):
        data = data.copy()
        for name, values in data.lists():
            data.setlist(name, [value.replace("\r\n", "\n") for value in values])
        return data
    return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in data.items()}


def _speak_plainly(field: forms.Field, say: Callable[[str], str]) -> None:
    """Put our words where the field still has Django's own."""
    django = {}
    for kind in reversed(type(field).__mro__):
        django |= getattr(kind, "default_error_messages", {})
    label = str(field.label).rstrip("?:. ")
    words = {
        "verb": say(_("Select")) if isinstance(field.widget, CHOSEN_NOT_TYPED) else say(_("Enter")),
        "Label": label,
        "label": label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label,
    }
    messages = MESSAGES.copy()
    messages |= NUMBER if isinstance(field, forms.IntegerField) else {}
    messages |= QUESTION if str(field.label).endswith("?") else {}
    messages |= TICK if isinstance(field, forms.BooleanField) else {}
    for code, message in messages.items():
        if field.error_messages.get(code) == django.get(code):
            field.error_messages[code] = say(message).format(**words)
