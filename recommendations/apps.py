"""The app recommendations."""

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """Named so that Django finds it."""

    name = "recommendations"
