"""What administrators change in the admin: people and reference data. Nothing is deleted there."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from simple_history.admin import SimpleHistoryAdmin

from ..history import verb, write
from .standing import may_change, may_look


class RefusalForm(forms.ModelForm):
    """A form that says what saving was refused for; `now` is the request's moment."""

    refusal = None
    now = None

    def clean(self):
        """Django's, and the refusal."""
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned


class Changed(admin.ModelAdmin):
    """Everybody who looks may look; administrators add and change; nobody deletes."""

    actions = None
    form = RefusalForm

    def may_look(self, request):
        """Who may look: reference data are for all."""
        return may_look(request) or may_change(request)

    def has_view_permission(self, request, obj=None):
        """By role."""
        return self.may_look(request)

    def has_module_permission(self, request):
        """By role."""
        return self.may_look(request)

    def has_add_permission(self, request, obj=None):
        """Administrators."""
        return may_change(request)

    def has_change_permission(self, request, obj=None):
        """Administrators."""
        return may_change(request)

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, which knows the request's moment and what refused the last try to save."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal, form.now = getattr(request, "refusal", None), request.now
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What refuses the saving itself is said on the form, with everything typed still there."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refused:
            request.refusal = refused.messages
        except IntegrityError:
            request.refusal = ["Somebody else saved the same at the same moment. Look again before you save."]
        return super().changeform_view(request, object_id, form_url, extra_context)


class EditableNounAdmin(Changed, SimpleHistoryAdmin):
    """A noun is written with who, when and why, like everywhere."""

    object_history_list_template = "admin/history_list.html"

    def get_urls(self):
        """Without simple-history's page of one version, from which it could be saved again."""
        return admin.ModelAdmin.get_urls(self)

    @verb()
    def save_model(self, request, obj, form, change):
        """Write it, by the person, at the request's moment."""
        write(obj, by=request.user, at=request.now, why="Edited in the admin")
