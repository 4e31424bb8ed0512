"""The set-up pages, for the register's administrator: what it still lacks, and several people let in at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_GET

from safeguarding.letting_in import let_in
from safeguarding.models.people import Role
from safeguarding.one_time_links import one_time_link
from safeguarding.roles import insist

from ..forms.letting_in import PeopleForm
from ..permissions import Ruling, may_set_up
from ..selectors.record_whole import record_whole
from ..selectors.set_up import missing, without_password
from .form_page import FormPage
from .pagination import paged


@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """Show what is missing, each with the page where it is put right, and if the record is whole. Raises Refused."""
    insist(may_set_up(request.user, at=request.now))
    return render(request, "recommendations/set_up.html", {"missing": missing(request.now), "record": record_whole()})


class LetPeopleIn(FormPage):
    """A table of posts and people, pasted."""

    template_name = "recommendations/let_people_in.html"
    form_class = PeopleForm

    extra_context = {"roles": get_text_list([role.label for role in Role], "or")}

    @property
    def ruling(self) -> Ruling:
        return may_set_up(self.request.user, at=self.request.now)

    def call_service(self, form: PeopleForm) -> str:
        people = let_in(**form.service_data(), **self.by_at)
        number = len(people)
        return f"{number} {'person is' if number == 1 else 'people are'} added. Give each their link."

    def get_success_url(self) -> str:
        return reverse("set-up-links")


@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """Show the one-time link of each person who has not chosen a password yet. Raises Refused."""
    insist(may_set_up(request.user, at=request.now))
    page = paged(request, without_password())
    people = [(person, one_time_link(person, request.get_host())) for person in page]
    return render(request, "recommendations/set_up_links.html", {"page": page, "people": people})
