"""A proof is verified by one file without the tracker, and by nobody who altered it."""

import json
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import call_command

from recommendations.models import Meeting, PackFile, PackIssue
from recommendations.packs.opcc_paper import opcc_paper
from recommendations.selectors.packs.draft import draft
from recommendations.services.packs import choose, prepare_paper
from safeguarding.ledger import proof, seals
from safeguarding.ledger.proof import Broken, Seal, head_by_path, insist_consistent, node_hash
from safeguarding.ledger.seals import BETWEEN
from safeguarding.ledger.tree import Growing, Whole
from tests.factories import BoardFactory
from tests.recorded import write
from tests.safeguarding.ledger.conftest import SECOND

LEAVES = [sha256(bytes([0, number])).digest() for number in range(23)]


def head_of(leaves):
    """As RFC 9162, 2.1.1, has it in words."""
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(head_of(leaves[:middle]), head_of(leaves[middle:]))


def sealed(leaves):
    return Seal("log", len(leaves), head_of(leaves), "then", "", {})


def test_every_leaf_and_every_beginning_of_a_log_is_proved_and_none_of_another():
    whole = Whole(LEAVES)
    for size in range(1, len(LEAVES) + 1):
        growing = Growing()
        for leaf in LEAVES[:size]:
            growing = Growing(growing.size, growing.frontier)  # as the next seal takes it up
            growing.add(leaf)
        assert growing.head == head_of(LEAVES[:size])
        for at in range(size):
            assert head_by_path(LEAVES[at], at, size, whole.path(at, size)) == growing.head
            assert head_by_path(LEAVES[at - 1], at, size, whole.path(at, size)) != growing.head or size == 1
        for old in range(1, size):
            insist_consistent(sealed(LEAVES[:old]), sealed(LEAVES[:size]), whole.between(old, size))
            with pytest.raises(Broken):
                insist_consistent(sealed(LEAVES[1 : old + 1]), sealed(LEAVES[:size]), whole.between(old, size))


@pytest.fixture
def exported(db, sealed_world, tmp_path):
    """A function that exports a proof, has it verified by the file alone, and gives its exit code and what it prints."""
    (tmp_path / "held.txt").write_text(BETWEEN.join(sealed_world.held))

    def verify(about="", *, alter=lambda made: None, key=sealed_world.key, held="held.txt", **options):
        options |= {"about": about} if about else {}
        call_command("export_proof", output=tmp_path / "proof.json", stdout=StringIO(), **options)
        return again(alter, key, held)

    def again(alter, key, held):
        made = json.loads((tmp_path / "proof.json").read_text())
        alter(made)
        (tmp_path / "proof.json").write_text(json.dumps(made))
        # without the packages of this environment: openssl looks at the signatures
        command = [sys.executable, "-I", "-S", proof.__file__, "proof.json", "--key", key, "--seal", held]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()

    return verify


def test_a_decision_is_proved_to_whoever_holds_the_key_and_a_seal(sealed_world, exported):
    code, printed = exported(f"decision:{sealed_world.decision.pk}")

    assert (code, printed[0]) == (0, f"recommendations_decision {sealed_world.decision.pk}")
    assert "    outcome: supports" in printed
    assert "    reason: I have seen the procedure." in printed
    assert printed[-1] == "which is one log with 2 that you hold and 1 in the proof."


def test_words_of_the_force_alone_go_out_only_where_it_says_so_and_the_rest_is_proved_all_the_same(
    sealed_world, exported
):
    about = f"action:{sealed_world.other.pk}"

    code, printed = exported(about)
    assert code == 0
    assert {"    text: (withheld)", "    status: in-progress"} <= set(printed)

    code, printed = exported(about, whole=True)
    assert code == 0
    assert "    text: Ours alone." in printed


def test_an_issued_paper_prints_the_seal_and_is_proved_with_the_decisions_of_its_reports(sealed_world, exported):
    cast, by = sealed_world.cast, {"by": sealed_world.cast.coordinator, "at": SECOND}
    meeting = write(Meeting(board=BoardFactory(), held_on=date(2015, 10, 8)), **by)
    pack = prepare_paper(meeting, version=0, cut_off_at=SECOND, **by)
    answered = sealed_world.action.coverages.get().part.recommendation.inspection
    choose(pack, answered, state="ready", reason="", **by)
    issue = write(PackIssue(pack=pack, prepared_by=cast.coordinator), by=cast.dcc, at=SECOND)
    kept = {"name": "paper.pdf", "kind": "pdf", "for_public": False, "sha256": "5" * 64, "base64": "Li4u"}
    write(PackFile(issue=issue, **kept), by=cast.dcc, at=SECOND)

    [seal] = opcc_paper(draft(meeting, at=SECOND)).appendices[-1].grids
    assert [line for (line,) in seal.rows] == [line for line in sealed_world.held[-1].splitlines() if line]

    seals.seal(at=SECOND + timedelta(hours=1))
    code, printed = exported(pack=pack.pk)
    assert code == 0
    assert {f"    sha256: {'5' * 64}", f"recommendations_decision {sealed_world.decision.pk}"} <= set(printed)


def reword(made):
    field = next(field for field in made["rows"][0]["fields"] if field["name"] == "reason")
    field["value"] = "I have seen nothing."


def forge_a_seal(made):
    made["seal"] = made["seal"].replace("2015-08-13", "2015-08-14")


def leave_out_the_seal_held(made):
    made["earlier"] = []


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (reword, "is not under the seal of"),
        (forge_a_seal, "The signature on the seal of 2015-08-14T08:00:00.000000+00:00 is false."),
        (leave_out_the_seal_held, "The proof does not lead to the seal of"),
    ],
)
def test_what_was_altered_is_not_proved(alter, said, sealed_world, exported):
    code, printed = exported(f"decision:{sealed_world.decision.pk}", alter=alter)

    assert code == 1
    assert said in printed[0]
