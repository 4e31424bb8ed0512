"""Takes in a folder of replies to rounds: mails with the form of a return attached, or such forms themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.core.files.base import ContentFile

from safeguarding.lib.readers.mail import LARGEST_MAIL, OFFICE, Attached, open_mail
from safeguarding.lib.readers.refusals import MEGABYTE, Unreadable
from safeguarding.lib.readers.tables import open_grids
from safeguarding.lib.uploads.viruses import NotLookedThrough, insist_clean

from ..importers.returns import read_return
from ..services.mailed_forms import take_in, taken_before

TAKEN, REFUSED = "taken", "refused"
MAIL = ".eml"
OF_MAILDIR = ("new", "cur")  # in which every file is a mail, whatever it is called


@dataclass(frozen=True)
class Outcome:
    """How it went with one form, or with a file without any. says: a sentence."""

    file: str
    says: str
    refused: bool = False
    stays: bool = False  # in the folder, for the next run


def take_in_folder(folder: Path, at: datetime) -> Iterator[Outcome]:
    """The Outcomes, as they come about. Each file goes to TAKEN or REFUSED once what is in it is kept; `at`: when it came.

    A run that is killed leaves the file where it was, and the next knows by its digest what was kept.
    """
    for path in _files(folder):
        outcomes = list(_of_file(path, folder, at))
        if not path.exists():  # another run took it meanwhile
            continue
        yield from outcomes
        if any(one.stays for one in outcomes):
            continue
        _move(path, folder / (REFUSED if any(one.refused for one in outcomes) else TAKEN))


def _files(folder):
    """Those of the folder, and of it as a Maildir; none that is hidden, which may still be written, and no link."""
    for place in (folder, *(folder / name for name in OF_MAILDIR)):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield path


def _of_file(path, folder, at):
    try:
        sender, forms = _forms(path, is_mail=path.suffix.lower() == MAIL or path.parent != folder)
    except Unreadable as refused:
        yield Outcome(path.name, str(refused), refused=True)
        return
    except OSError as fault:  # nobody else's reply waits for one file
        yield Outcome(path.name, f"{path.name} cannot be read: {fault.strerror}.", refused=True)
        return
    for form in forms:
        try:
            yield Outcome(path.name, _taken(form, sender, at))
        except NotLookedThrough as refused:
            yield Outcome(path.name, str(refused), refused=True, stays=True)
        except Unreadable as refused:
            yield Outcome(path.name, str(refused), refused=True)


def _forms(path, *, is_mail):
    """(sender, the files that may be forms) of a file."""
    if path.stat().st_size > LARGEST_MAIL:  # said before it is read
        raise Unreadable(f"{path.name} is larger than {LARGEST_MAIL // MEGABYTE} MB: send the form alone.")
    if is_mail:
        mail = open_mail(path.read_bytes(), path.name)
        return mail.sender, mail.attached
    if path.suffix.lower() in OFFICE:
        return "", [Attached(path.name, path.read_bytes())]
    raise Unreadable(f"{path.name} is no mail ({MAIL}) and no Word or Excel form.")


def _taken(form, sender, at):
    digest = sha256(form.data).hexdigest()
    if taken_before(digest):
        return f"{form.name} was taken before."
    insist_clean(ContentFile(form.data, name=form.name))
    rows = read_return(open_grids(form.data, form.name), form.name)
    kept = take_in(rows, name=form.name, sender=sender, sha256=digest, at=at)
    return f"{form.name} waits to be looked at: {kept.round.title}, return of the {kept.post}."


def _move(path: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    to = place / path.name
    if to.exists():
        to = place / f"{sha256(path.read_bytes()).hexdigest()[:12]}-{path.name}"
    path.replace(to)
