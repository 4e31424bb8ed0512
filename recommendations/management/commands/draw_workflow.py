"""Draw the life of an action from the workflow's table."""

from pathlib import Path

from django.core.management.base import BaseCommand

from recommendations.workflow import MOVES, Status

BEGIN, END = "<!-- workflow: drawn by manage.py draw_workflow -->", "<!-- end of workflow -->"


class Command(BaseCommand):
    """Print the diagram, or put it between the marks in a file."""

    help = "Draw the workflow as a Mermaid diagram; --write FILE puts it between the marks in that file."

    def add_arguments(self, parser) -> None:
        """--write FILE."""
        parser.add_argument("--write", type=Path, metavar="FILE")

    def handle(self, *, write, **options) -> None:
        """Draw."""
        if write:
            write.write_text(redrawn(write.read_text()))
        else:
            self.stdout.write(diagram())


def diagram() -> str:
    """The moves that lead from one status to another, as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> awaiting_allocation: open without owner", "    [*] --> in_progress: open"]
    lines += [f'    state "{status.label}" as {_node(status)}' for status in Status]
    lines += [
        f"    {_node(source)} --> {_node(target)}: {move.label.lower()}"
        for move in MOVES.values()
        for target in (move.target, move.unowned)
        if target
        for source in move.sources
    ]
    return "\n".join(lines)


def redrawn(text) -> str:
    """`text` with the diagram of now between the marks. Raises ValueError where they are not both there."""
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"The marks “{BEGIN}” and “{END}” do not both stand in the text.")
    return f"{before}{BEGIN}\n\n```mermaid\n{diagram()}\n```\n\n{END}{after}"


def _node(status):
    return status.value.replace("-", "_")
