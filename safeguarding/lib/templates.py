"""Templates are read without the indentation of their lines: a fifth of a page was spaces that nobody sees."""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Django's own, whose lines keep their numbers. A text is sent as it was written: there spaces are seen."""

    def get_contents(self, origin: Origin) -> str:
        """The template's words. Raises TemplateDoesNotExist."""
        contents = super().get_contents(origin)
        return INDENTATION.sub("", contents) if origin.name.endswith(".html") else contents
