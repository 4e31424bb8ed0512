"""A file looked through by ClamAV's daemon, where the settings name its socket; docs.clamav.net has the protocol (INSTREAM)."""

import socket
from contextlib import contextmanager, suppress

from django.conf import settings

from safeguarding.lib.readers.refusals import Unreadable

AT_ONCE = 1 << 16  # bytes
PATIENCE = 30  # seconds


class NotLookedThrough(Unreadable):
    """The scanner gave no answer about a file; the same file may be tried again."""


def insist_clean(file) -> None:
    """Return if ClamAV finds nothing in an uploaded file (name, read, seek), which is left at its beginning; or where there is none.

    Raises Unreadable where it finds something, and NotLookedThrough where it does not answer: then nothing is kept unseen.
    """
    if not settings.CLAMAV:
        return
    file.seek(0)
    try:
        with _reached(settings.CLAMAV) as daemon:
            answer = _ask(daemon, file)
    except OSError:
        answer = ""
    finally:
        file.seek(0)
    if answer.endswith(" FOUND"):
        name = answer.removesuffix(" FOUND").partition(": ")[2]
        raise Unreadable(
            f"{file.name} is refused by the virus scanner ({name}). Tell the force’s information security team."
        )
    if "size limit exceeded" in answer:
        raise Unreadable(
            f"{file.name} is larger than the virus scanner takes. Make it smaller, or ask your administrator to let it take more."
        )
    if answer != "stream: OK":
        raise NotLookedThrough(
            f"{file.name} could not be looked through for viruses just now. Try again in a few minutes."
        )


@contextmanager
def _reached(place):
    """place: the path of a socket, or host:port."""
    host, _, port = place.rpartition(":")
    with socket.socket(socket.AF_INET if port.isdecimal() else socket.AF_UNIX) as daemon:
        daemon.settimeout(PATIENCE)
        daemon.connect((host, int(port)) if port.isdecimal() else place)
        yield daemon


def _ask(daemon, file):
    """Its answer, as "stream: OK". Each piece goes after its length in four bytes; a length of nothing ends the file."""
    with suppress(ConnectionError):  # it has hung up, once it had said that the file is too large
        daemon.sendall(b"zINSTREAM\0")
        while piece := file.read(AT_ONCE):
            daemon.sendall(len(piece).to_bytes(4) + piece)
        daemon.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and (more := daemon.recv(AT_ONCE)):
        answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace")
