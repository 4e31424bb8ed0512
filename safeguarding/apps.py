"""The app safeguarding, and what happens when Django has started, connects to a database and migrates it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.backends.signals import connection_created
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate, pre_save


class SafeguardingConfig(AppConfig):
    """Registers the checks, and puts the append-only triggers and the ledger on their tables after every migration."""

    name = "safeguarding"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers itself
        from .accesses import enter_sign_in
        from .context import look_for_long_work
        from .language import bring
        from .ledger import leaves, upkeep, ways_in
        from .middleware import begin_session

        user_logged_in.connect(begin_session)
        user_logged_in.connect(enter_sign_in)
        user_logged_in.connect(look_for_long_work)
        user_logged_in.connect(bring)
        ways_in.listen()
        connection_created.connect(leaves.let_sqlite_hash)
        pre_migrate.connect(upkeep.look, sender=self)
        pre_save.connect(upkeep.keep_up, sender=MigrationRecorder.Migration)
        post_migrate.connect(upkeep.install, sender=self)
