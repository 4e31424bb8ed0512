"""A file that a record keeps, given to whoever may have it: only if it is the one whose SHA-256 was recorded."""

from hashlib import file_digest, sha256

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from safeguarding.accesses import shown
from safeguarding.append_only import REDACTED
from safeguarding.ledger.redacted import words_for_file

from ..models import Contact, Evidence, PackFile, PlanDocument

REFUSED = "recommendations/file_refused.html"


def kept_file(
    request: HttpRequest, record: Evidence | PlanDocument | Contact, back: str
) -> HttpResponse | FileResponse:
    """The file of a record, always to be saved, never opened here: what is in it was not made by us.

    Else a page that says plainly why not, and leads `back`: it was redacted (410), is gone (404), or is another (409).
    """
    about = {"record": record, "back": back}
    if words := words_for_file(record):
        return render(request, REFUSED, about | {"redacted": words}, status=410)
    try:
        file = record.file.open()
    except FileNotFoundError:  # the record outlives its file, and its SHA-256 still says which it was
        return render(request, REFUSED, about | {"gone": True}, status=404)
    if file_digest(file, "sha256").hexdigest() != record.sha256:
        file.close()
        return render(request, REFUSED, about, status=409)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=record.name, content_type="application/octet-stream")
    # Nor may a browser guess what it is and run it.
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    shown(request, record.marking)
    return response


def why_refused(request: HttpRequest, file: PackFile, back: str) -> HttpResponse | None:
    """The page that says why a file of an issued paper is not given, as kept_file(); None where it is what was issued."""
    about = {"record": file, "back": back}
    if file.base64.startswith(REDACTED):
        return render(request, REFUSED, about | {"redacted": file.base64}, status=410)
    if sha256(file.data).hexdigest() != file.sha256:
        return render(request, REFUSED, about, status=409)
    return None
