"""Rows that were ticked on a list: what is done to them at one press, to each by itself, with a result for each."""

from collections.abc import Callable
from functools import cached_property
from operator import attrgetter

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import Marking

from ..forms.attach import AttachForm
from ..forms.ticked import ActionsForm, IssuesForm, PostForTickedForm, TickedForm
from ..models import Action, Recommendation
from ..permissions import may_coordinate
from ..selectors.post_holders import posts_to_choose
from ..services.actions import give
from ..services.recommendations import attach, name_issue_owner
from ..services.ticked import SomeRefused, each
from .form_page import FormPage
from .pagination import PAGE
from .sent_once import SentInPieces


def ticked_keys(request: HttpRequest) -> list[str]:
    """The keys of the rows that were ticked: as many as a page of the list has."""
    return [key for key in request.GET.getlist("rows") if key.isdecimal() and len(key) < 19][:PAGE]


def list_as_it_was(name: str, request: HttpRequest) -> str:
    """The address of the list `name`, filtered as it was when the rows were ticked."""
    return f"{reverse(name)}?{request.GET.get('back', '')}"


class TickedPage(SentInPieces, FormPage):
    """A form about the rows that the address names: its title, the list they are of, and where a row's marking is (`marked`)."""

    template_name = "recommendations/ticked.html"
    form_class: type[TickedForm]
    title: str
    list_name: str
    marked = "marking"
    may = staticmethod(may_coordinate)

    def visible(self) -> QuerySet[Model]:
        """Those of the list that the person may see, with what their line says."""
        raise NotImplementedError

    def act(self, thing: Model, form: TickedForm) -> object:
        """Call the verb on one row. Raises Refused, ValidationError."""
        raise NotImplementedError

    def get_success_message(self, done: list[Model], form: TickedForm) -> str:
        """The words that tell what was done to `done`."""
        raise NotImplementedError

    @cached_property
    def things(self) -> list[Model]:
        """The rows that were ticked: as many as a page of the list has."""
        return list(self.visible().filter(pk__in=ticked_keys(self.request)))

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"things": self.things}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(title=self.title, **kwargs)
        marking = Marking.highest(map(attrgetter(self.marked), context["form"].things.values())).label
        return context | {"back": self.get_success_url(), "marking": marking}

    def call_service(self, form: TickedForm) -> str:
        try:
            return self.get_success_message(each(form.ticked(), lambda thing: self.act(thing, form)), form)
        except SomeRefused as some:
            self.extra_context = {"told": self.get_success_message(some.done, form) if some.done else ""}
            form.offer(self.visible().filter(pk__in=[thing.pk for thing in some.refused]))
            raise

    def get_success_url(self) -> str:
        return list_as_it_was(self.list_name, self.request)


class PostForTicked(TickedPage):
    """Give the ticked rows to a post, by the `verb` of one."""

    verb: Callable[..., Model]

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"posts": posts_to_choose(self.request.now)}

    def act(self, thing: Model, form: PostForTickedForm) -> Model:
        data, had = form.cleaned_data, form.had.get(thing.pk)
        return self.verb(thing, data["post"], instead_of=had, why=data["why"], **self.by_at)

    def get_success_message(self, done: list[Model], form: PostForTickedForm) -> str:
        return gettext("Now with the %(post)s: %(done)s.") % {
            "post": form.cleaned_data["post"],
            "done": get_text_list(done, gettext("and")),
        }


class GiveActions(PostForTicked):
    """Allocate the ticked actions that await it, and hand over the others."""

    form_class, verb = ActionsForm, staticmethod(give)
    title = _("Give actions to a post")
    list_name = "action-list"

    def visible(self) -> QuerySet[Action]:
        return Action.objects.visible_to(self.request.user, self.request.now).select_related("owner")


class NameIssueOwners(PostForTicked):
    """Name the post that is accountable for the ticked recommendations."""

    form_class, verb = IssuesForm, staticmethod(name_issue_owner)
    title = _("Name the issue owner")
    list_name = "recommendation-list"
    marked = "inspection.marking"

    def visible(self) -> QuerySet[Recommendation]:
        return Recommendation.objects.visible_to(self.request.user, self.request.now).select_related(
            "inspection", "issue_owner"
        )


class AttachTicked(TickedPage):
    """Attach the ticked recommendations to a board, a portfolio, a plan."""

    form_class = AttachForm
    title = _("Attach to a board, portfolio or plan")
    list_name = "recommendation-list"
    marked = "inspection.marking"

    def visible(self) -> QuerySet[Recommendation]:
        visible = Recommendation.objects.visible_to(self.request.user, self.request.now)
        return visible.select_related("inspection", "board", "portfolio", "plan")

    def act(self, thing: Recommendation, form: AttachForm) -> Recommendation:
        return attach(thing, **form.places, instead_of=form.had[thing.pk], why=form.cleaned_data["why"], **self.by_at)

    def get_success_message(self, done: list[Recommendation], form: AttachForm) -> str:
        return gettext("Attached as you chose: %(done)s.") % {"done": get_text_list(done, gettext("and"))}


class Attach(AttachTicked):
    """The same for one recommendation, from its own page."""

    @cached_property
    def things(self) -> list[Recommendation]:
        """The recommendation alone; 404 for one that the person may not see."""
        return [get_object_or_404(self.visible(), pk=self.kwargs["pk"])]

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.kwargs["pk"]])
