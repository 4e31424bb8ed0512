"""The key of a row in the form of a return: which action it is, and what stood there when the form was downloaded."""

import re
from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac

_KEY = re.compile(r"\s*(\d{1,18})\.(\d{1,18})\.(\d{1,18})\.(\d{1,9})\.(\d{1,18})\.([0-9a-f]{10})\s*")


@dataclass(frozen=True)
class RowKey:
    """round, post: of which return; version: of the draft (ReturnDraft), last: the key of the last update; 0: there was none."""

    number: int
    round: int
    post: int
    version: int
    last: int

    def __str__(self) -> str:
        return f"{self._facts}.{self._proof}"

    @classmethod
    def read(cls, words: str) -> "RowKey | None":
        """The key that str() printed; None for one that was altered."""
        if not (found := _KEY.fullmatch(words)):
            return None
        *facts, proof = found.groups()
        key = cls(*map(int, facts))
        return key if constant_time_compare(proof, key._proof) else None

    @property
    def _facts(self):
        return f"{self.number}.{self.round}.{self.post}.{self.version}.{self.last}"

    @property
    def _proof(self):
        # Short, since a person sees it: it keeps slips from passing, and whoever may not draft is refused whatever their key.
        return salted_hmac("a row of a return", self._facts).hexdigest()[:10]
