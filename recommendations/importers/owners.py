"""Reading the post out of an owner's cell: "A/DCI Pat Example", "Pat Example (Strategic Support Officer)"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .listed import items_in

# Ranks as police staff write them. Ours, from common usage; a post that is not here is left to a person.
RANKS = {
    "Chief Constable": (),
    "Deputy Chief Constable": ("dcc",),
    "Assistant Chief Constable": ("acc",),
    "Detective Chief Superintendent": (),
    "Chief Superintendent": ("c supt", "ch supt"),
    "Detective Superintendent": ("d supt", "det supt"),
    "Superintendent": ("supt",),
    "Detective Chief Inspector": ("dci",),
    "Chief Inspector": ("c insp", "ch insp", "ci"),
    "Detective Inspector": ("det insp", "di"),
    "Inspector": ("insp",),
    "Detective Sergeant": ("ds",),
    "Sergeant": ("sgt",),
}
_RANKS = {words: rank for rank, short in RANKS.items() for words in (rank.lower(), *short)}
STANDING_IN = {"a": "Acting", "acting": "Acting", "t": "Temporary", "temp": "Temporary", "temporary": "Temporary"}
LONGEST = 200  # characters: what is longer is not read as an owner
LONGEST_INITIALS = 3  # "DI" is a rank, "Di" a name
STAFF_ROLES = ("officer", "manager", "lead", "head", "director", "coordinator", "co-ordinator", "analyst", "adviser")
_HEADS = re.compile(
    r"(?:deputy |assistant )?(?:head|director|chief executive|lead|manager|leader) (?:of|for) ", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s+/\s*|\s*/\s+|\s*[;&\n]\s*|,\s*|\s+and\s+", re.IGNORECASE)
_EMAIL = re.compile(r"\s*[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?[;,]?")
# Who stands beside an owner and owns nothing: "(deputy: Custody Inspector)", "; Support: Training", "supported by", " / -".
_BESIDE = re.compile(
    r"(?<=\S)[\s(\[,;/&]*\b(?:(?:deputy|deputising|support|cover|reserve) ?[:–]|(?:supported|assisted|deputised) by\b).*|\s*/\s*-$",
    re.IGNORECASE | re.DOTALL,
)
_LEADS = re.compile(r"\s*(?:lead|owner)(?: officer)? ?[:–]\s*", re.IGNORECASE)
NOT_A_POST = "a person, not a post"  # as what goes out says it, where a document names somebody and no post
NOBODY = ("", "-", "n/a", "na", "none", "tbc", NOT_A_POST)


@dataclass(frozen=True)
class Owner:
    """An owner's cell: the post it names and the name it gives, each None where the words do not hold one."""

    post: str | None
    name: str | None


@lru_cache(maxsize=1_000)  # a plan names the same few owners in row after row
def read_owner(words: str) -> Owner:
    """Take the post and the name apart. Never looks a person up, never guesses a post from a name, nor one of two owners."""
    if is_nobody(words) or len(words) > LONGEST or len(read_owners(words)) > 1:
        return Owner(None, None)
    words = owner_alone(_EMAIL.sub("", words).strip() or words)
    bracketed = re.fullmatch(r"(?P<name>[^()]+)\((?P<post>[^()]+)\)", words.strip())
    if bracketed:
        return Owner(bracketed["post"].strip(), bracketed["name"].strip())
    ranked = _ranked(words)
    if ranked:
        return ranked
    plain = " ".join(words.split())
    if plain.split()[-1].lower() in STAFF_ROLES or _HEADS.match(plain):
        return Owner(plain, None)
    return Owner(None, plain)


def read_owners(words: str) -> list[str]:
    """The words of each owner that a cell names: those that it lists; two where each is a rank or a head, "DCI X / DI Y"; else one."""
    if len(words) > LONGEST:
        return [words]
    words = owner_alone(words)
    if listed := items_in(words)[1]:
        return list(listed)
    pieces = [piece.strip() for piece in _BETWEEN.split(words) if piece.strip()]
    return pieces if len(pieces) > 1 and all(_ranked(piece) or _HEADS.match(piece) for piece in pieces) else [words]


def owner_alone(words: str) -> str:
    """An owner's words without “Lead:” before them, and without a deputy or a support who is named beside the owner."""
    return _BESIDE.sub("", _LEADS.sub("", words, count=1).strip())


def posts_named(words: str) -> str:
    """The posts that an owner's words name, with NOT_A_POST in the place of a name that has none; as they are, where they name nobody."""
    if is_nobody(words):
        return words
    return " / ".join(read_owner(one).post or NOT_A_POST for one in read_owners(words))


def _ranked(words: str) -> Owner | None:
    """The owner whose words begin with a rank."""
    tokens = re.split(r"[\s/.]+", words.strip())
    standing_in = STANDING_IN.get(tokens[0].lower())
    rest = tokens[1:] if standing_in else tokens
    for length in range(min(4, len(rest)), 0, -1):
        rank_words = " ".join(rest[:length])
        rank = _RANKS.get(rank_words.lower())
        if rank and (len(rank_words) > LONGEST_INITIALS or rank_words.isupper()):
            return Owner(f"{standing_in} {rank}" if standing_in else rank, " ".join(rest[length:]) or None)
    return None


def is_nobody(words: str | None) -> bool:
    """Return whether a cell names no one: blank, or words such as "n/a"."""
    return (words or "").strip().lower() in NOBODY
