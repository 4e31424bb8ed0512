"""Templates are read without the indentation of their lines: a fifth of a page was spaces that nobody sees.

Nor is the end read of a line on which tags stand alone that print nothing, nor of the last, which stands in another's line: each was
an empty line of the page, and a node to render in every row.

Nor are the lines kept on which djLint puts a tag for translated words, where they stand in a link or in other words of a line:
the space at its end would be underlined.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_SILENT = r"{% (?:if|elif|else|endif|for|empty|endfor|with|endwith|load)\b(?:(?!%}).)*%}|{#(?:(?!#}).)*#}"
SILENT = re.compile(rf"^((?:{_SILENT})+)\n", re.MULTILINE)
_WORDS = "(?:a|b|em|span|strong)"
OPENED = re.compile(rf"(<{_WORDS}\b[^<>]*>)\n(?={{% (?:block)?translate )")
CLOSED = re.compile(rf"(?<={{% endblocktranslate %}})\n(?=</{_WORDS}>)")


class Loader(filesystem.Loader):
    """Django's own. A text is sent as it was written: there spaces are seen."""

    def get_contents(self, origin: Origin) -> str:
        """The template's words. Raises TemplateDoesNotExist."""
        contents = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return contents
        lines = SILENT.sub(r"\1", INDENTATION.sub("", contents)).removesuffix("\n")
        return CLOSED.sub("", OPENED.sub(r"\1", lines))
