"""Admin pages that administrators change: people and reference data. Nothing is deleted there.

Their forms hold names, days and choices, and keep no draft: whatever needs sentences has a page of its own, which does.
"""

import re
from datetime import date

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin

from ..history import verb, write
from ..lib.dates import YEARS
from .authority import may_change, may_look
from .readable import ReadableAdmin

_SUCCESSFULLY = re.compile(r"(?<=” was added) successfully|(?<=” was changed) successfully")
IN_WORDS = ("%d %B %Y", "%d %b %Y")  # 8 October 2015, as on every page of the tracker


class RefusalForm(forms.ModelForm):
    """A form that says what saving was refused for, and takes no day far from ours; `now` is the request's moment."""

    refusal = None
    now = None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.input_formats = [*field.input_formats, *IN_WORDS]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, date) and value.year not in YEARS:
                self.add_error(name, f"Enter a date between {YEARS[0]} and {YEARS[-1]}.")
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned


class EditableAdmin(ReadableAdmin):
    """Everybody who looks may look; administrators add and change; nobody deletes."""

    actions = None
    form = RefusalForm

    def may_look(self, request: HttpRequest) -> bool:
        """Who may look: reference data are for all."""
        return may_look(request) or may_change(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_look(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_look(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> type[forms.ModelForm]:
        """The form, which knows the request's moment and what refused the last try to save."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal, form.now = getattr(request, "refusal", None), request.now
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Say on the form what refuses the saving itself, with everything typed still there."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refused:
            request.refusal = refused.messages
        except IntegrityError:
            request.refusal = ["Somebody else saved the same at the same moment. Look again before you save."]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def message_user(self, request: HttpRequest, message: str, *args: object, **kwargs: object) -> None:
        """Say what was added or changed in the tracker's words: Django's are "was changed successfully"."""
        super().message_user(
            request, type(message)(_SUCCESSFULLY.sub("", message)), *args, **kwargs
        )  # as safe as it was


class EditableHistoryAdmin(EditableAdmin, SimpleHistoryAdmin):
    """A model with history: saved with who, when and why, as everywhere."""

    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Without simple-history's page of one version, from which it could be saved again."""
        return admin.ModelAdmin.get_urls(self)

    @verb()
    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        """Save through history.write; Django's own save() would be refused."""
        write(obj, by=request.user, at=request.now, why="Edited in the admin")
