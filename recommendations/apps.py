"""The app recommendations, and what happens when a verb ends or the database was migrated."""

from django.apps import AppConfig
from django.core.management import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate

# The migrations that this one took the place of are no longer here; the release named has both.
FIRST = "0001_squashed_0072"
RELEASE_BEFORE = "a040a57b"


class RecommendationsConfig(AppConfig):
    """Brings the standings, the texts that can be found and the likenesses up to date whenever a verb ends."""

    name = "recommendations"

    def ready(self) -> None:
        from safeguarding.history import verb_ends

        from . import likenesses
        from .four_eyes import triggers
        from .search import index, restate
        from .standings.restate import build_if_there_are_none, restate_written

        for receiver in (restate_written, restate.restate_written, likenesses.restate_written):
            verb_ends.connect(receiver)
        pre_migrate.connect(refuse_older, sender=self)
        pre_migrate.connect(triggers.make_way, sender=self)
        for receiver in (
            build_if_there_are_none,
            index.install_index,
            restate.build_if_there_are_none,
            likenesses.build_if_there_are_none,
            triggers.install,
        ):
            self._when_migrated(receiver)

    def _when_migrated(self, receiver):
        """Call a receiver of post_migrate only where every table is there: `migrate safeguarding` alone stops before."""

        def call(using: str = "default", **kwargs: object) -> None:
            there = set(connections[using].introspection.table_names())
            if all(model._meta.db_table in there for model in self.get_models()):
                receiver(using=using, **kwargs)

        post_migrate.connect(call, sender=self, weak=False, dispatch_uid=f"{receiver.__module__}.{receiver.__name__}")


def refuse_older(using: str, **kwargs: object) -> None:
    """Stop `migrate` before it changes anything where the register has tables of before FIRST: a receiver of pre_migrate.

    Raises CommandError, which says what to do.
    """
    made = {
        name for app, name in MigrationRecorder(connections[using]).applied_migrations() if app == "recommendations"
    }
    if made and FIRST not in made:
        raise CommandError(
            f"This register was begun with a release from before {RELEASE_BEFORE}. Install that one (git checkout {RELEASE_BEFORE}), run"
            " migrate, then install this release and run it again. Nothing was changed."
        )
