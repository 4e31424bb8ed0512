"""People, the posts they hold, the roles they were given, and partner agencies."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from ..models import Agency, Holding, Post, RoleGrant, User
from ..one_time_links import one_time_link
from .editable import EditableAdmin, EditableHistoryAdmin, RefusalForm
from .standing import may_change, may_look_at_people

Fieldsets = Sequence[tuple[str | None, dict[str, object]]]


@admin.register(User)
class Users(EditableAdmin, UserAdmin):
    """Who can sign in. A person who leaves is made inactive; what they said stays."""

    form = UserAdmin.form
    list_display = ("username", "last_name", "first_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("last_name", "first_name")
    filter_horizontal = ()
    actions = ("give_link",)
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        ("Signing in", {"fields": ("password", "is_active", "is_staff", "last_login")}),
    )
    readonly_fields = ("last_login",)

    def may_look(self, request: HttpRequest) -> bool:
        """People are for auditors and administrators."""
        return may_look_at_people(request)

    @admin.action(description="Link to set a password", permissions=["change"])
    def give_link(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Show the one-time link of each person ticked."""
        for person in people:
            if person.is_active:
                self.message_user(request, f"{person}, once, within three days: {one_time_link(person)}")
            else:
                self.message_user(request, f"{person} is not active and gets no link.", messages.WARNING)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Fieldsets:
        """Without the password's digest for those who only look."""
        shown = super().get_fieldsets(request, obj)
        if obj is None or may_change(request):
            return shown
        return [
            (title, {"fields": [name for name in options["fields"] if name != "password"]}) for title, options in shown
        ]


@admin.register(Agency)
class Agencies(EditableHistoryAdmin):
    """Partners in safeguarding."""

    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(Post)
class Posts(EditableHistoryAdmin):
    """Posts own work; their holders change."""

    list_display = ("title", "agency")
    list_filter = (("agency", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("title", "aliases")


class TermForm(RefusalForm):
    """From when until when. What was held until now stays as it was: four eyes rest on it."""

    def clean_ends_at(self) -> datetime | None:
        """An end from now on, by the minute."""
        ends_at = self.cleaned_data["ends_at"]
        if ends_at and ends_at < self.now.replace(second=0, microsecond=0):
            raise ValidationError("Enter a moment from now on: what was held until now stays as it was.")
        return ends_at


class TermAdmin(EditableHistoryAdmin):
    """Something held from a moment until another: given once, then only ended."""

    form = TermForm
    given = ()

    def may_look(self, request: HttpRequest) -> bool:
        """People are for auditors and administrators."""
        return may_look_at_people(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators, until it has ended: four eyes rest on who held the post then."""
        ended = obj is not None and obj.ends_at is not None and obj.ends_at <= request.now
        return super().has_change_permission(request, obj) and not ended

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """The fields of what was given: it is ended and another given, never changed."""
        return self.given if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, object]:
        """From now, until further notice."""
        return {"starts_at": request.now}


@admin.register(Holding)
class Holdings(TermAdmin):
    """Who holds which post."""

    given = ("post", "holder", "starts_at")
    fields = ("post", "holder", "starts_at", "ends_at")
    list_display = ("post", "holder", "starts_at", "ends_at")
    list_filter = ("post",)
    list_select_related = ("post", "holder")
    search_fields = ("post__title", "holder__first_name", "holder__last_name")


@admin.register(RoleGrant)
class RoleGrants(TermAdmin):
    """Who was given which role."""

    given = ("user", "role", "agency", "starts_at")
    fields = ("user", "role", "agency", "starts_at", "ends_at")
    list_display = ("user", "role", "agency", "starts_at", "ends_at")
    list_filter = ("role", "agency")
    list_select_related = ("user", "agency")
    search_fields = ("user__first_name", "user__last_name", "user__username")
