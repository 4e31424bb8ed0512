"""An authority stamps a seal with the time: openssl's own, on this machine."""

import shutil
import subprocess
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from recommendations.models import Meeting
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.packs.draft import draft
from safeguarding.lib.dates import in_words, london_date
from safeguarding.models import Seal, SealTimestamp
from tests.factories import BoardFactory
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.safeguarding.ledger.conftest import SECOND
from tests.safeguarding.ledger.tampering import found, triggers_off

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl here to be the authority")

AUTHORITY = """
[tsa]
default_tsa = here
[here]
serial = serial
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256, sha512
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamps]
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid:always
subjectKeyIdentifier = hash
"""


@pytest.fixture
def authority(tmp_path):
    """The address of one, which answers while `ill` is empty; and the certificate that it stands on."""
    (tmp_path / "cnf").write_text(AUTHORITY)

    def openssl(*words, **how):
        return subprocess.run(["openssl", *words], cwd=tmp_path, check=True, capture_output=True, **how)

    for name in ("root", "stamps"):
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
    openssl("req", "-new", "-key", "stamps.key", "-subj", "/CN=Stamps", "-out", "stamps.csr")
    (tmp_path / "root.cnf").write_text(f"[req]\ndistinguished_name = dn\n[dn]\n{AUTHORITY}")
    of_root = ("-config", "root.cnf", "-extensions", "root", "-subj", "/CN=Root")
    openssl("req", "-x509", "-new", "-key", "root.key", *of_root, "-out", "root.pem")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "cnf", "-extensions", "stamps")
    openssl("x509", "-req", "-in", "stamps.csr", *signed, "-out", "stamps.pem")

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            (tmp_path / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            signer = ("-signer", "stamps.pem", "-inkey", "stamps.key")
            openssl("ts", "-reply", "-config", "cnf", "-queryfile", "query", *signer, "-out", "answer")
            self.send_response(200)
            self.end_headers()
            self.wfile.write((tmp_path / "answer").read_bytes())

        def log_message(self, *words):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_seal_is_stamped_and_where_nobody_answers_it_stands_all_the_same_until_the_next(
    client, db, sealed_world, authority, settings, tmp_path, monkeypatch
):
    monkeypatch.setattr("safeguarding.clock.now", lambda: SECOND + timedelta(hours=1))
    settings.TIMESTAMP_AUTHORITY, settings.TIMESTAMP_ROOTS = "http://127.0.0.1:9/", str(tmp_path / "root.pem")
    said, told = StringIO(), StringIO()
    call_command("seal", stdout=StringIO(), stderr=told)
    assert told.getvalue().startswith("No timestamp, which is asked for again with the next seal: http://127.0.0.1:9/")
    assert SealTimestamp.objects.count() == 0

    settings.TIMESTAMP_AUTHORITY = authority
    call_command("seal", stdout=said, stderr=told)

    first, last = Seal.objects.first(), Seal.objects.last()
    sizes = list(SealTimestamp.objects.values_list("size", flat=True))
    assert sizes == list(Seal.objects.values_list("size", flat=True))
    assert f"on the seal over {last.size} leaves." in said.getvalue()
    assert found(sealed_world, tmp_path) == []

    assert f"/seals/{first.pk}/seal.tsr" in shown(client, sealed_world.cast.opcc, "/seals/")
    for name in ("seal.tsr", "seal.txt"):
        (tmp_path / name).write_bytes(client.get(f"/seals/{first.pk}/{name}").content)
    command = ["openssl", "ts", "-verify", "-data", "seal.txt", "-in", "seal.tsr", "-CAfile", "root.pem"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0

    meeting = write(Meeting(board=BoardFactory(), held_on=SECOND.date()), by=sealed_world.cast.coordinator, at=SECOND)
    at = SealTimestamp.objects.get(size=last.size).given_at
    [seal] = opcc_paper(draft(meeting, at=at)).appendices[-1].grids
    stamped = "The last seal, stamped by an authority outside the force (RFC 3161) at "
    assert seal.title == f"{stamped}{timezone.localtime(at):%H:%M} on {in_words(london_date(at))}"

    with triggers_off(Seal._meta.db_table):
        Seal.objects.filter(pk=last.pk).update(note=first.note)
    [of_another] = [words for kind, words, _ in found(sealed_world, tmp_path) if kind == "timestamp"]
    assert of_another.endswith(
        f"on the seal over {last.size} leaves does not hold: is of another seal than stands here."
    )
