"""The names of people, which stand in no public paper: posts do."""

import re
from functools import cached_property

from safeguarding.models import User

# Before a surname they say that somebody is named; a surname alone may be any word.
TITLES = "Mr|Mrs|Ms|Miss|Dr|Sir|PC|DC|PS|DS|DI|DCI|DSU|CI|ACC|DCC|CC|Sgt|Insp|Supt|Sergeant|Inspector|Superintendent|Constable"
_NEVER = re.compile(r"(?!)")


class Names:
    """The names of everybody who has or had an account. One query, once it is asked."""

    def in_any(self, *words: str) -> bool:
        """Return whether somebody is named in any of `words`: by their full name, or by title and surname."""
        return any(self._pattern.search(text) for text in words if text)

    @cached_property
    def _pattern(self):
        people = User.history.order_by().values_list("first_name", "last_name").distinct()
        known = [(first.strip(), last.strip()) for first, last in people if last.strip()]
        full = "|".join(sorted({re.escape(f"{first} {last}".strip()) for first, last in known}))
        last = "|".join(sorted({re.escape(last) for _, last in known}))
        return re.compile(rf"\b(?:{full}|(?:{TITLES})\.?\s+(?:{last}))\b", re.IGNORECASE) if known else _NEVER
