"""A file is kept only once ClamAV has looked through it, where there is one. Its daemon is played true to the protocol of clamd(8)."""

import io
import socketserver
import struct
import threading

import pytest

from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.uploads.files import check_evidence

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 200_000  # bytes that it takes, as StreamMaxLength says


class Daemon(socketserver.StreamRequestHandler):
    """A session of clamd: a command that begins with z ends with NUL, and so does the answer."""

    def handle(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        stream = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            stream += self.rfile.read(size)
        if len(stream) > MOST:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        elif EICAR in stream:
            self.wfile.write(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


@pytest.fixture
def daemon(tmp_path, settings):
    settings.CLAMAV = str(tmp_path / "clamd.ctl")
    with socketserver.UnixStreamServer(settings.CLAMAV, Daemon) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def uploaded(content):
    file = io.BytesIO(content)
    file.name, file.size = "minutes.txt", len(content)
    return file


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        check_evidence(uploaded(content))
    return str(refused.value)


def test_a_file_is_looked_through_in_pieces_and_kept_where_nothing_is_found(daemon):
    file = uploaded(b"Agreed.\n" * 20_000)
    check_evidence(file)
    assert file.tell() == 0


def test_what_it_finds_is_refused_by_name(daemon):
    # at the edge of two pieces
    assert refusal(b"." * 65_500 + EICAR) == (
        "minutes.txt is refused by the virus scanner (Win.Test.EICAR_HDB-1). Tell the force’s information security team."
    )


def test_what_it_has_not_seen_is_not_kept(daemon, settings, tmp_path):
    unseen = "minutes.txt could not be looked through for viruses just now. Try again in a few minutes."
    assert refusal(b"." * (MOST + 1)) == (
        "minutes.txt is larger than the virus scanner takes. Make it smaller, or ask your administrator to let it take more."
    )
    settings.CLAMAV = str(tmp_path / "nobody.ctl")
    assert refusal(b"Agreed.") == unseen
