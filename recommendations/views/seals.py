"""The seals of the ledger, for the OPCC: the last ones, to take away, and one that it holds against the log as it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..forms.seals import CompareForm
from ..permissions import insist, may_compare_seals
from ..selectors.record_whole import record_whole
from ..selectors.seals import compare, last_seals
from .downloads import headers
from .form_page import reads_and_writes, sent


@reads_and_writes
def seals(request: HttpRequest) -> HttpResponse:
    """Show the last seals; hold those that were sent against the log. Nothing of them is kept. Raises Refused."""
    insist(may_compare_seals(request.user, at=request.now))
    form = CompareForm(*sent(request))
    compared = compare(form.cleaned_data["file"], form.cleaned_data["key"]) if form.is_valid() else None
    context = {"form": form, "compared": compared, "seals": last_seals(), "record": record_whole()}
    return render(request, "recommendations/seals.html", context)


@require_GET
def seals_file(request: HttpRequest) -> HttpResponse:
    """The last seals as a file to keep, which `verify_ledger --held` and this page read. Raises Refused."""
    insist(may_compare_seals(request.user, at=request.now))
    text = "".join(f"{seal.note.strip()}\n====\n" for seal in last_seals())
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers("seals.txt"))
