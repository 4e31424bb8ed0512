"""The tree over the leaves: its head as it grows, and the paths that prove what stands in it (RFC 9162, section 2.1)."""

from collections.abc import Iterable
from hashlib import sha256

from .proof import node_hash

HASH = 32  # bytes


class Growing:
    """The head of a tree to which leaves are added; it keeps one hash for each complete tree in it, the largest first."""

    def __init__(self, size: int = 0, frontier: bytes = b"") -> None:
        self.size = size
        self._tops = [frontier[at : at + HASH] for at in range(0, len(frontier), HASH)]

    def add(self, leaf: bytes) -> None:
        """Add a leaf's hash at the end."""
        top, size, tops = leaf, self.size, self._tops
        while size & 1:
            top = sha256(b"\1" + tops.pop() + top).digest()
            size >>= 1
        tops.append(top)
        self.size += 1

    @property
    def frontier(self) -> bytes:
        """All that has to be kept to go on from here."""
        return b"".join(self._tops)

    @property
    def head(self) -> bytes:
        """The head over all that was added; of nothing, the hash of nothing."""
        if not self._tops:
            return sha256().digest()
        *others, head = self._tops
        for top in reversed(others):
            head = node_hash(top, head)
        return head


class Whole:
    """A whole tree in memory, twice the 32 bytes of each leaf, for the paths in it."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = bytearray().join(leaves)
        self.size = len(level) // HASH
        self._levels = [level]  # of each height the complete trees, in order
        while len(level) >= 2 * HASH:
            pairs = range(0, len(level) - HASH, 2 * HASH)
            level = bytearray().join(sha256(b"\1" + level[at : at + 2 * HASH]).digest() for at in pairs)
            self._levels.append(level)

    def path(self, position: int, size: int) -> list[bytes]:
        """The path from a leaf to the head over the first `size`: PATH of the RFC."""
        return self._path(position, 0, size)

    def between(self, old: int, new: int) -> list[bytes]:
        """The path that proves the first `old` leaves to be the beginning of the first `new`: PROOF of the RFC."""
        return self._between(old, 0, new, whole=True) if 0 < old < new else []

    def _path(self, position, begin, end):
        if end - begin == 1:
            return []
        middle = _middle(begin, end)
        if position < middle:
            return [*self._path(position, begin, middle), self._head(middle, end)]
        return [*self._path(position, middle, end), self._head(begin, middle)]

    def _between(self, old, begin, end, whole):
        if old == end:
            return [] if whole else [self._head(begin, end)]
        middle = _middle(begin, end)
        if old <= middle:
            return [*self._between(old, begin, middle, whole), self._head(middle, end)]
        return [*self._between(old, middle, end, False), self._head(begin, middle)]

    def _head(self, begin, end):
        number = end - begin
        if number & (number - 1) == 0:  # a complete tree: it begins at a multiple of its size
            height, at = number.bit_length() - 1, begin // number * HASH
            return bytes(self._levels[height][at : at + HASH])
        middle = _middle(begin, end)
        return node_hash(self._head(begin, middle), self._head(middle, end))


def _middle(begin, end):
    """Where a tree is divided: after the largest power of two below its size."""
    return begin + (1 << (end - begin - 1).bit_length() - 1)
