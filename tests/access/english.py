"""English words in a page that was asked for in Welsh, without those that somebody typed or a document has."""

import re
from html import unescape

from django.apps import apps
from django.db.models import CharField, TextField

# Frequent ones that are no Welsh word.
ENGLISH = re.compile(
    r"\b(?:actions?|added|agreed|and|answer(?:ed)?|asked|changed|completed?|dates?|decided|evidence|for|found|from|has|have"
    r"|inspections?|late|nobody|nothing|of|others?|owner|page|papers?|parts?|plan|questions?|recommend(?:ed|ations?)"
    r"|record(?:ed)?|reports|response|said|shows|since|state|that|the|their|they|this|updates?|waiting|was|what|when|which"
    r"|who|with|without|yet|your)\b",
    re.IGNORECASE,
)
UNREAD = re.compile(r"<(script|style|code|kbd|pre|textarea)\b.*?</\1>|<!--.*?-->", re.DOTALL)
READ_OUT = re.compile(r'\s(?:data-label|aria-label|title|placeholder|alt)="([^"]*)"')
WITHIN_A_SENTENCE = re.compile(r"</?(?:a|abbr|b|em|mark|span|strong|time)\b[^<>]*>")


def typed_texts():
    """Every text of the database, the longest first: what is typed, and what is recorded, stays English."""
    found = set()
    for model in apps.get_models():
        fields = [one.attname for one in model._meta.concrete_fields if isinstance(one, (CharField, TextField))]
        for row in model._base_manager.values_list(*fields) if fields else ():
            found |= {_plain(str(text)) for text in row if text}
    return sorted((text for text in found if len(text) > 3), key=len, reverse=True)


def english_in(page, typed):
    """The pieces of a page's text in which English words are left once the `typed` ones are taken out."""
    page = UNREAD.sub("", page)
    pieces = {*READ_OUT.findall(page), *re.split("<[^<>]*>", WITHIN_A_SENTENCE.sub("", page))}
    return {_plain(piece) for piece in pieces if ENGLISH.search(_without(_plain(piece), typed))}


def _plain(text):
    return " ".join(unescape(text).split())


def _without(piece, typed):
    """It is looked through only where it may be English, since there are many."""
    if ENGLISH.search(piece):
        for text in typed:
            piece = piece.replace(text, " ")
    return piece
