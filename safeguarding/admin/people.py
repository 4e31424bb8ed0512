"""People, the posts they hold, the roles they were given, and partner agencies."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from ..appointments import deactivate, reactivate, take_second_step
from ..directory_people import forget_account
from ..history import verb, write
from ..letting_in import looks_into_admin
from ..models import Agency, Holding, Post, RoleGrant, User
from ..models.people import DECIDING
from ..one_time_links import one_time_link
from ..roles import Refused
from .authority import may_look_at_people
from .editable import EditableHistoryAdmin, RefusalForm


@admin.register(User)
class Users(EditableHistoryAdmin):
    """Who can sign in. Nobody enters another's password: each person chooses theirs by a link.

    Who leaves is made inactive; what they said stays.
    """

    list_display = ("username", "last_name", "first_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("last_name", "first_name")
    actions = ("give_link", "take_second_step", "forget_account")
    fields = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "last_login")
    readonly_fields = ("last_login",)

    def may_look(self, request: HttpRequest) -> bool:
        """People are for auditors and administrators."""
        return may_look_at_people(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Nobody guesses at a password's digest in the address."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """Whoever is added is active, and never signed in before."""
        return self.fields if obj else [name for name in self.fields if name not in ("is_active", "last_login")]

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: object
    ) -> type[forms.ModelForm]:
        """The form, which says what making somebody inactive does."""
        help_texts = {
            "is_active": "Untick when they leave. Every post, role, key and password of theirs ends then, and is not given back by a tick.",
            "is_staff": "They may open the admin. It is ticked with the role of an administrator, an auditor or an OPCC reviewer.",
        }
        return super().get_form(request, obj, change=change, help_texts=help_texts, **kwargs)

    @verb()
    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """Save with history; who leaves loses what they hold."""
        if not change:
            obj.set_unusable_password()
        if change and "is_active" in form.changed_data:
            self._let_back_or_go(request, obj)
        else:
            super().save_model(request, obj, form, change)
        if not change:
            self._show_link(request, obj)

    @admin.action(description="Link to set a password; it also lets in whoever is locked out", permissions=["change"])
    def give_link(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Show the one-time link of each person ticked."""
        for person in people:
            if person.is_active:
                self._show_link(request, person)
            else:
                self.message_user(request, f"{person} is not active and gets no link.", messages.WARNING)

    @admin.action(description="Take away the second step: the phone is lost", permissions=["change"])
    def take_second_step(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Take it away from each person ticked; they are told when they next sign in."""
        message = "{} sets up another phone when they next sign in."
        self._do_to_each(request, people, take_second_step, message)

    @admin.action(description="Let in by another account of the force’s directory", permissions=["change"])
    def forget_account(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Forget by which account each person ticked came in."""
        message = "{} may come in by another account of the directory: the next that bears their sign-in name."
        self._do_to_each(request, people, forget_account, message)

    def _do_to_each(self, request, people, service, message):
        for person in people:
            try:
                service(person, by=request.user, at=request.now)
            except Refused as refused:
                self.message_user(request, str(refused), messages.WARNING)
            else:
                self.message_user(request, message.format(person))

    def _let_back_or_go(self, request, person):
        values = {"why": "Edited in the admin", "by": request.user, "at": request.now}
        if person.is_active:
            self._show_link(request, reactivate(person, **values))
            return
        left = ", ".join(str(one.post) for one in person.holdings.on(request.now).select_related("post"))
        deactivate(person, **values)
        if left:
            message = f"Nobody holds this any more: {left}. The coordinator hands it over, or add a holding to say who has it now."
            self.message_user(request, message, messages.WARNING)

    def _show_link(self, request, person):
        self.message_user(request, f"{person}, once, within three days: {one_time_link(person, request.get_host())}")


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
    list_display = ("user", "role", "agency", "starts_at", "ends_at", "given_by", "confirmed_by")
    list_filter = ("role", "agency", "awaits_confirmation")
    list_select_related = ("user", "agency", "given_by", "confirmed_by")
    search_fields = ("user__first_name", "user__last_name", "user__username")

    @verb()
    def save_model(self, request: HttpRequest, obj: RoleGrant, form: forms.ModelForm, change: bool) -> None:
        """Save with history, and with who gave it: a deciding role is refused to oneself, and waits for a second administrator."""
        if not change:
            obj.given_by, obj.awaits_confirmation = request.user, obj.role in DECIDING
        super().save_model(request, obj, form, change)
        if not change:
            self._let_into_admin(obj, by=request.user, at=request.now)
        if obj.awaits_confirmation and not change:
            waits = "decides nothing until an administrator who did not give it confirms it: see who may decide."
            self.message_user(request, f"{obj.get_role_display()} {waits}", messages.WARNING)

    def _let_into_admin(self, grant, *, by, at):
        """Whose role is done here comes in, as whoever is added with a table does."""
        if looks_into_admin([grant.role]) and not grant.user.is_staff:
            grant.user.is_staff = True
            write(grant.user, by=by, at=at, why=f"Given the role {grant.get_role_display()}")
