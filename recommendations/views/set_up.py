"""The set-up pages, for the register's administrator: what it still lacks, several people let in at once, and is all as recorded?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET

from safeguarding.history import verb
from safeguarding.letting_in import let_in
from safeguarding.models.people import Role
from safeguarding.one_time_links import one_time_link
from safeguarding.roles import insist

from ..forms.letting_in import PeopleForm
from ..permissions import may_set_up
from ..selectors.record_whole import record_whole
from ..selectors.set_up import missing, without_password
from ..selectors.verification import verified
from ..services import echoes
from ..services.verification import keep_verification
from .form_page import FormPage, reads_and_writes
from .long_work import count_of_change, given_to_worker, recorded_by_worker
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

    may = staticmethod(may_set_up)
    success_url = reverse_lazy("set-up-links")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        roles = get_text_list([gettext(role.label) for role in Role], gettext("or"))
        return super().get_context_data(roles=roles, **kwargs)

    def call_service(self, form: PeopleForm) -> str:
        people = let_in(**form.service_data(), **self.by_at)
        number = len(people)
        return ngettext(
            "%(number)s person is added. Give each their link.",
            "%(number)s people are added. Give each their link.",
            number,
        ) % {"number": number}


@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """Show the one-time link of each person who has not chosen a password yet. Raises Refused."""
    insist(may_set_up(request.user, at=request.now))
    page = paged(request, without_password())
    people = [(person, one_time_link(person, request.get_host())) for person in page]
    return render(request, "recommendations/set_up_links.html", {"page": page, "people": people})


@reads_and_writes
def verify_record(request: HttpRequest) -> HttpResponse:
    """Look through the whole record, as `manage.py verify_ledger` does. Raises Refused. A visit leads to the set-up."""
    return _pressed(request, "Is the record whole?", _verified)


@reads_and_writes
def rebuild_figures(request: HttpRequest) -> HttpResponse:
    """Hold figures, search and likenesses against the records, and make them anew where they differ. Raises Refused."""
    return _pressed(request, "Are the figures as recorded?", _rebuilt)


def _pressed(request, called, do):
    """Do what takes seconds, by a worker where one lives; back to the set-up, where it stands or is told."""
    insist(may_set_up(request.user, at=request.now))
    leads_to = reverse("set-up")
    if request.method != "POST":
        return redirect(leads_to)
    if answer := given_to_worker(request, request.path, {"pressed": "yes"}, called=called):
        return answer
    message = do(request, leads_to)
    messages.success(request, message)
    return redirect(leads_to)


def _verified(request, leads_to):
    looked = verified(count=count_of_change(request))
    message = (
        ngettext(
            "%(rows)s rows of the record were looked at. %(number)s thing found that is not as recorded.",
            "%(rows)s rows of the record were looked at. %(number)s things found that are not as recorded.",
            len(looked.found),
        )
        if looked.found
        else gettext("%(rows)s rows of the record were looked at. Nothing found that is not as recorded.")
    ) % {"rows": f"{looked.leaves:,}", "number": f"{len(looked.found):,}"}
    with verb():
        keep_verification(looked, at=request.now)
        recorded_by_worker(request, leads_to, message=message)
    return message


def _rebuilt(request, leads_to):
    count = sum(1 for _ in echoes.differences())
    message = gettext(
        "%(number)s of the figures and texts that can be found were not as recorded. They were made anew from the records."
    ) % {"number": f"{count:,}"}
    if not count:
        message = gettext("All figures, and the texts that can be found, are as recorded. Nothing was changed.")
    with verb():
        if count:
            echoes.rebuild()
        recorded_by_worker(request, leads_to, message=message)
    return message
