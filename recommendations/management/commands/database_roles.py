"""Print the SQL that parts the owner of the tables from the role by which the tracker works."""

import re

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding.database_roles import statements

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Command(BaseCommand):
    """`manage.py database_roles | sudo -u postgres psql --single-transaction -v ON_ERROR_STOP=1 tracker`, once and after upgrades."""

    help = "Print SQL for PostgreSQL: one role owns the tables and triggers, by the other the tracker works. docs/ledger.md"
    requires_system_checks = []  # it asks no database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", default="tracker_owner", help="As whom `migrate` and `restore` are run.")
        parser.add_argument("--application", default="tracker", help="The role of DATABASE_URL.")

    def handle(self, *args: object, owner: str, application: str, **options: object) -> None:
        for name in (owner, application):
            if not NAME.fullmatch(name):
                raise CommandError(f"{name} is no name of a role here: use small letters, digits and underscores.")
        if owner == application:
            raise CommandError("The two roles are one and the same: name another owner.")
        self.stdout.write("\n".join(statements(owner, application)))
