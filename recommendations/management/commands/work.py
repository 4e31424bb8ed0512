"""`manage.py work`: does what takes longer than a page should, until it is stopped."""

from django.core.management.base import BaseCommand, CommandParser

from ..worker import work


class Command(BaseCommand):
    """Several may run at once. Killed at any moment, what it was doing is taken up again and done once."""

    help = "Make the files that people wait for and read large plans, one after the other, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="Leave once nothing waits.")
        parser.add_argument("--beside", type=int, metavar="PID", help="Leave once this process is gone.")

    def handle(self, *args: object, **options: object) -> None:
        work(until_empty=options["until_empty"], beside=options["beside"])
