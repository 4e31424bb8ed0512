"""The pages of plans that come in, as a coordinator works on them."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.models import StagedPlan

FORM = ("Recommendation", "Action", "Action owner", "Target date", "Status")
FIRST = ("1. Keep the log.", "Write the order.", "Detective Chief Inspector", "30/04/2015", "On target")
SECOND = ("2. Read the log.", "Sample forty logs.", "Head of Logs", "30/06/2015", "Slipping rather")


def workbook(*rows, header=FORM):
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    return saved(book)


def saved(book):
    """The bytes that a workbook would have on disk."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bring_in(client, *rows, name="plan.xlsx", data=None, follow=True, **how):
    """Choose a file; returns the response after every redirect."""
    file = SimpleUploadedFile(name, data if data is not None else workbook(*rows, **how))
    return client.post(reverse("plan-list"), {"file": file}, follow=follow)


def send(client, staged, *, follow=True, **words):
    """Send the page's form as it stands, with these answers to the fields whose labels begin so, and these buttons."""
    return _sent(client, staged, _whole(client, staged)["form"], words, follow)


def _whole(client, staged):
    """The context of its page with every row."""
    return client.get(_address(staged)).context


def _address(staged):
    return reverse("plan", args=[staged.pk]) + "?show=all"


def _sent(client, staged, form, words, follow=True):
    sent = {field.html_name: field.value() or "" for field in form}
    for label, value in words.items():
        found = [field for field in form if field.label.startswith(label.replace("_", " "))]
        sent[found[0].html_name if found else label] = value
    ticks = {field.html_name for field in form if field.alone}
    sent = {name: value for name, value in sent.items() if value or name not in ticks}
    return client.post(_address(staged), sent, follow=follow)


def staged_with(client, *rows, **answers):
    """A plan brought in whose sheet answers the inspection; its page is not looked at after either."""
    bring_in(client, *rows, follow=False)
    staged = StagedPlan.objects.get()
    send(client, staged, follow=False, Which_inspection="hmic", **answers)
    return staged


def accept(client, staged):
    """Press Accept on the page as it stands now."""
    shown = _whole(client, staged)
    return _sent(client, staged, shown["form"], {"accept": shown["preview"].digest})


def looked_at(client, staged):
    """What the page shows."""
    return client.get(reverse("plan", args=[staged.pk])).context["preview"]
