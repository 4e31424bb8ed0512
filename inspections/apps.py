"""The app inspections."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Named so that Django finds it."""

    name = "inspections"
