"""Where the admin's pages are, and what they say."""

import re

from django.urls import reverse


def address(thing, what="change"):
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=[thing.pk])


def listing(model, what="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}")


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
