"""Reading the post out of an owner's cell: "A/DCI Pat Example", "Pat Example (Strategic Support Officer)"."""

import re
from dataclasses import dataclass

# Ranks as police staff write them. Ours, from common usage; a post that is not here is left to a person.
RANKS = {
    "chief constable": "Chief Constable",
    "deputy chief constable": "Deputy Chief Constable",
    "dcc": "Deputy Chief Constable",
    "assistant chief constable": "Assistant Chief Constable",
    "acc": "Assistant Chief Constable",
    "detective chief superintendent": "Detective Chief Superintendent",
    "chief superintendent": "Chief Superintendent",
    "c supt": "Chief Superintendent",
    "ch supt": "Chief Superintendent",
    "detective superintendent": "Detective Superintendent",
    "d supt": "Detective Superintendent",
    "det supt": "Detective Superintendent",
    "superintendent": "Superintendent",
    "supt": "Superintendent",
    "detective chief inspector": "Detective Chief Inspector",
    "dci": "Detective Chief Inspector",
    "chief inspector": "Chief Inspector",
    "c insp": "Chief Inspector",
    "ch insp": "Chief Inspector",
    "ci": "Chief Inspector",
    "detective inspector": "Detective Inspector",
    "det insp": "Detective Inspector",
    "di": "Detective Inspector",
    "inspector": "Inspector",
    "insp": "Inspector",
    "detective sergeant": "Detective Sergeant",
    "ds": "Detective Sergeant",
    "sergeant": "Sergeant",
    "sgt": "Sergeant",
}
STANDING_IN = {"a": "Acting", "acting": "Acting", "t": "Temporary", "temp": "Temporary", "temporary": "Temporary"}
LONGEST_INITIALS = 3  # "DI" is a rank, "Di" a name
STAFF_ROLES = ("officer", "manager", "lead", "head", "director", "coordinator", "co-ordinator", "analyst", "adviser")
NOBODY = ("", "-", "n/a", "na", "none", "tbc")


@dataclass(frozen=True)
class Owner:
    """An owner's cell: the post it names and the name it gives, each None where the words do not hold one."""

    post: str | None
    name: str | None


def read_owner(words: str) -> Owner:
    """Take the post and the name apart. Never looks a person up and never guesses a post from a name."""
    if is_nobody(words):
        return Owner(None, None)
    bracketed = re.fullmatch(r"(?P<name>[^()]+)\((?P<post>[^()]+)\)", words.strip())
    if bracketed:
        return Owner(bracketed["post"].strip(), bracketed["name"].strip())
    tokens = re.split(r"[\s/.]+", words.strip())
    standing_in = STANDING_IN.get(tokens[0].lower())
    rest = tokens[1:] if standing_in else tokens
    for length in range(min(4, len(rest)), 0, -1):
        said = " ".join(rest[:length])
        rank = RANKS.get(said.lower())
        if rank and (len(said) > LONGEST_INITIALS or said.isupper()):
            return Owner(f"{standing_in} {rank}" if standing_in else rank, " ".join(rest[length:]) or None)
    if tokens[-1].lower() in STAFF_ROLES:
        return Owner(" ".join(words.split()), None)
    return Owner(None, " ".join(words.split()))


def is_nobody(words: str | None) -> bool:
    """Whether a cell names no one: blank, or words such as "n/a"."""
    return (words or "").strip().lower() in NOBODY
