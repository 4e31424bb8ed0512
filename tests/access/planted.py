"""Words planted in every text that is written, so that whoever reads one of them anywhere is known to have read that text."""

import re
import zipfile
from collections import defaultdict
from contextlib import contextmanager
from io import BytesIO

from django.db.models import CharField, EmailField, SlugField, TextField, URLField
from django.db.models.signals import post_save, pre_save
from pypdf import PdfReader

from safeguarding import history
from safeguarding.models import HistoryModel, Record

# Not somebody's words, but what the tracker works out, looks up and compares; and who owns it is kept from nobody.
NO_WORDS = {"sha256", "digest", "fingerprint", "clock", "letter", "reference", "owner_words", "issue_owner_words"}
MARKER = re.compile(r"Zz[a-z]+zz")


@contextmanager
def planting(word):
    """Begin every text written meanwhile with `word`, or with what it answers for the row; yields the keys made, by model."""
    made = defaultdict(list)

    def plant(sender, instance, **kwargs):
        marker = word(instance) if callable(word) else word
        for field in _texts(sender) if marker else ():
            text = getattr(instance, field.name) or ""
            if not MARKER.search(text) and (not field.max_length or len(text) + len(marker) < field.max_length):
                setattr(instance, field.name, f"{marker} {text}".strip())

    def note(sender, instance, created, **kwargs):
        if created:
            made[sender].append(instance.pk)

    def insert(things):
        """Rows that are written many at a time, of which no signal tells."""
        for thing in things:
            plant(type(thing), thing)
        insert_many(things)
        for thing in things:
            made[type(thing)].append(thing.pk)
            if isinstance(thing, HistoryModel):
                made[thing.history.model].append(thing.history.latest().pk)

    insert_many = history._insert
    pre_save.connect(plant, weak=False)
    post_save.connect(note, weak=False)
    history._insert = insert
    try:
        yield made
    finally:
        pre_save.disconnect(plant)
        post_save.disconnect(note)
        history._insert = insert_many


def _texts(model):
    """The fields of a row that is not for all in which somebody's words stand, also those that may be left blank."""
    if not issubclass(model, HistoryModel | Record) or not hasattr(model.objects.all(), "visible_to"):
        return []
    return [
        field
        for field in model._meta.fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField | EmailField | URLField)
        and not field.choices
        and field.name not in NO_WORDS
    ]


def read(response):
    """The planted words in an answer: a page, a CSV, a Word or an Excel file, a PDF."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as package:
            body = b" ".join(package.read(name) for name in package.namelist())
    if body.startswith(b"%PDF"):
        return set(MARKER.findall(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)))
    return set(MARKER.findall(body.decode("utf-8", "replace")))
