"""Words folded for looking them up: what a reader holds equal becomes the same, on every database alike."""

import re
import unicodedata

# Word processors write these for what a keyboard has; nobody types them into a search.
_TYPED = str.maketrans({**dict.fromkeys("‘’ʼ", "'"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("‐‑‒–—−", "-")})
_INVISIBLE = {"Cf", "Cc"}  # categories of Unicode: soft hyphens, joiners, control characters
# What is folded together: space, plain letters of which each stays one, else a letter with its accents.
_CLUSTER = re.compile(r"\s+|[!-~]+(?![\u0300-\u036f])|\S[\u0300-\u036f]*")


def fold(text: str) -> str:
    """`text` in compatible characters (NFKC) without case, plainly quoted and hyphenated, with single spaces.

    Letters of another script that only look alike stay apart.
    """
    return " ".join(_folded(text).split())


def as_typed(text: str) -> str:
    """`text` with the quotation marks, hyphens and single spaces of a keyboard, which word processors change by themselves."""
    return " ".join(text.translate(_TYPED).split())


def without_invisible(text: str) -> str:
    """`text` without what nobody sees, such as the joiners and soft hyphens of a report's PDF."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in _INVISIBLE).strip()


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """`text` folded, and for each character of that the place in `text` that it comes from.

    No places where they cannot be told: characters were joined across what is looked at together.
    """
    pieces, places = [], []
    for found in _CLUSTER.finditer(text):
        start, cluster = found.start(), found.group()
        folded = " " if cluster.isspace() else _folded(cluster)
        pieces.append(folded)
        places += range(start, start + len(cluster)) if _is_plain(cluster) else [start] * len(folded)
    joined = "".join(pieces)
    return (joined, places) if " ".join(joined.split()) == fold(text) else (fold(text), [])


def _is_plain(cluster):
    return cluster.isascii() and cluster.isprintable() and not cluster.isspace()


def _folded(text):
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_TYPED)
        return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
    return text.lower() if text.isprintable() else "".join(c for c in text.lower() if c.isspace() or c.isprintable())
