"""All that has to be decided before a part can be joined to another: it would be left behind with the part."""

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ... import waiting
from ...models import Part, Question


def keeps_from_joining(part: Part) -> str:
    """A sentence that says what has to be decided first; "" where nothing has. Three queries."""
    open_on_it = [
        (_("a question about it"), Question.objects.open().filter(part=part)),
        (_("a response to it"), waiting.responses().filter(part=part)),
        (_("a statement in a document about it"), waiting.statements().filter(part=part)),
    ]
    left = get_text_list([gettext(words) for words, found in open_on_it if found.exists()], gettext("and"))
    cannot = gettext("It cannot be joined yet: %(left)s would be left open. Have that decided first.")
    return cannot % {"left": left} if left else ""
