"""The seals of the ledger, for the OPCC: the last ones, one that it holds against the log, and its own signature under them."""

from base64 import b64decode
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from safeguarding.ledger.export import proof_of_seal
from safeguarding.ledger.proof import Broken, read_seal
from safeguarding.ledger.seals import NotSealed
from safeguarding.models import Seal, SealTimestamp

from ..forms.seals import CompareForm, CosignForm, CosigningKeyForm, HeldKeyForm, WithdrawKeyForm
from ..models import CosigningKey
from ..permissions import (
    Ruling,
    insist,
    may_compare_seals,
    may_confirm_cosigning_key,
    may_cosign,
    may_withdraw_cosigning_key,
)
from ..selectors.cosignatures import cosigned_notes, key_in_use, keys_waiting
from ..selectors.record_whole import record_whole
from ..selectors.seals import compare, last_seals
from ..services.seals import add_cosigning_key, confirm_cosigning_key, cosign, withdraw_cosigning_key
from .downloads import headers
from .form_page import FormPage, reads_and_writes, sent


@reads_and_writes
def seals(request: HttpRequest) -> HttpResponse:
    """Show the last seals; hold those that were sent against the log. Nothing of them is kept. Raises Refused."""
    insist(may_compare_seals(request.user, at=request.now))
    form = CompareForm(*sent(request))
    compared = compare(form.cleaned_data["file"], form.cleaned_data["key"]) if form.is_valid() else None
    reader = {"user": request.user, "at": request.now}
    waiting = [
        (key, may_confirm_cosigning_key(key=key, **reader), may_withdraw_cosigning_key(key=key, **reader))
        for key in keys_waiting()
    ]
    context = {
        "form": form,
        "compared": compared,
        "seals": last_seals(),
        "record": record_whole(),
        "cosigns": may_cosign(request.user, at=request.now),
        "key": key_in_use(),
        "waiting": waiting,
    }
    return render(request, "recommendations/seals/list.html", context)


@require_GET
def seals_file(request: HttpRequest) -> HttpResponse:
    """The last seals as a file to keep, which `verify_ledger --held` and this page read. Raises Refused."""
    insist(may_compare_seals(request.user, at=request.now))
    text = "".join(f"{one.note.strip()}\n====\n" for one in last_seals())
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers("seals.txt"))


def _seal(request, pk) -> Seal:
    insist(may_compare_seals(request.user, at=request.now))
    return get_object_or_404(Seal, pk=pk)


def _not_as_sealed(request):
    messages.error(
        request, gettext("There is no such file: the record is not what was sealed. Compare the seals that you hold.")
    )
    return redirect("seals")


@require_GET
def seal_to_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one seal that are signed, to the byte. Raises Refused."""
    seal = _seal(request, pk)
    try:
        text = read_seal(seal.note).text
    except Broken:
        return _not_as_sealed(request)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers(f"seal-{seal.size}.txt"))


@require_GET
def seal_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof that all seals before are of one log with this one, which `proof.py` verifies. Raises Refused."""
    seal = _seal(request, pk)
    try:
        proof = proof_of_seal(seal, cosigned_notes())
    except (NotSealed, Broken):
        return _not_as_sealed(request)
    return JsonResponse(proof, headers=headers(f"seal-{seal.size}.json"))


@require_GET
def seal_timestamp(request: HttpRequest, pk: int) -> HttpResponse:
    """The timestamp of one seal as the authority gave it, which `openssl ts -verify` reads. Raises Refused."""
    seal = _seal(request, pk)
    kept = get_object_or_404(SealTimestamp, size=seal.size)
    named = headers(f"seal-{seal.size}.tsr")
    return HttpResponse(b64decode(kept.answer), content_type="application/timestamp-reply", headers=named)


class SealsPage(FormPage):
    """A form of the OPCC's about its cosigning; it leads back to the seals."""

    success_url = reverse_lazy("seals")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {"back_url": reverse("seals"), "back_label": gettext("Seals of the record")}
        return super().get_context_data(**back, **kwargs)


class AddKey(SealsPage):
    """Add the public half of a key that the OPCC made."""

    template_name = "recommendations/seals/key_add.html"
    form_class = CosigningKeyForm
    may = staticmethod(may_cosign)

    def call_service(self, form: CosigningKeyForm) -> str:
        add_cosigning_key(form.cleaned_data["name"], form.cleaned_data["file"], **self.by_at)
        return gettext("The key is added. It counts once somebody else at the OPCC confirms it.")


class ConfirmKey(SealsPage):
    """Hold a key that a colleague added against one's own copy, and take it into use."""

    template_name = "recommendations/seals/key_confirm.html"
    form_class = HeldKeyForm

    @cached_property
    def key(self) -> CosigningKey:
        """The key that waits."""
        return get_object_or_404(
            CosigningKey.objects.select_related("recorded_by", "confirmed", "withdrawn"), pk=self.kwargs["pk"]
        )

    @cached_property
    def ruling(self) -> Ruling:
        return may_confirm_cosigning_key(self.request.user, self.key, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(key=self.key, **kwargs)

    def call_service(self, form: HeldKeyForm) -> str:
        confirm_cosigning_key(self.key, form.cleaned_data["file"], **self.by_at)
        return gettext("Seals are cosigned by the key %(key)s from now on.") % {"key": self.key}


class WithdrawKey(SealsPage):
    """Take back a key that nobody confirmed."""

    template_name = "recommendations/seals/key_withdraw.html"
    form_class = WithdrawKeyForm

    @cached_property
    def key(self) -> CosigningKey:
        """The key that waits."""
        follow = ("recorded_by", "confirmed", "withdrawn")
        return get_object_or_404(CosigningKey.objects.select_related(*follow), pk=self.kwargs["pk"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_withdraw_cosigning_key(self.request.user, self.key, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(key=self.key, **kwargs)

    def call_service(self, form: WithdrawKeyForm) -> str:
        withdraw_cosigning_key(self.key, **self.by_at)
        return gettext("The key %(key)s is withdrawn. Nothing can be signed with it.") % {"key": self.key}


class Cosign(SealsPage):
    """Bring the OPCC's signature on one seal."""

    template_name = "recommendations/seals/cosign.html"
    form_class = CosignForm
    may = staticmethod(may_cosign)

    @cached_property
    def seal(self) -> Seal:
        """The seal; 404 where there is none."""
        return get_object_or_404(Seal, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(seal=self.seal, key=key_in_use(), **kwargs)

    def call_service(self, form: CosignForm) -> str:
        cosign(self.seal, form.cleaned_data["file"], **self.by_at)
        return gettext("The seal over %(size)s entries is cosigned.") % {"size": self.seal.size}
