"""All that has to be decided before a part can be joined to another: it would be left behind with the part."""

from django.utils.text import get_text_list

from ... import waiting
from ...models import Part, Question


def keeps_from_joining(part: Part) -> str:
    """A sentence that says what has to be decided first; "" where nothing has. Three queries."""
    open_on_it = [
        ("a question about it", Question.objects.open().filter(part=part)),
        ("a response to it", waiting.responses().filter(part=part)),
        ("a statement in a document about it", waiting.statements().filter(part=part)),
    ]
    said = [words for words, found in open_on_it if found.exists()]
    return (
        f"It cannot be joined yet: {get_text_list(said, 'and')} would be left open. Have that decided first."
        if said
        else ""
    )
