"""Ways of whoever rules the database: triggers off, any statement, a leaf made to say what its row says; and what is found then."""

import json
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection

from recommendations.four_eyes import triggers as four_eyes
from safeguarding import append_only, guards
from safeguarding.ledger import leaves, seals
from safeguarding.ledger.proof import shape_digest
from safeguarding.models import Leaf, Shape


def found(world, tmp_path, held=2, key=None, cosigner=()):
    """(kind, words, seal) of all that the command finds, which exits with 1 then."""
    notes = tmp_path / "held.txt"
    notes.write_text(seals.BETWEEN.join(world.held[:held]))
    told = StringIO()
    options = {"json": True, "held": [notes], "key": [key or world.key], "cosigner": list(cosigner), "stdout": told}
    if json_of := _exits(options, told):
        return [(one["kind"], one["words"], one["seal"]) for one in json_of]
    return []


def _exits(options, told):
    try:
        call_command("verify_ledger", **options)
        left_with = 0
    except SystemExit as left:
        left_with = left.code
    findings = json.loads(told.getvalue())["found"]
    assert left_with == bool(findings)
    return findings


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def triggers_off(*tables):
    """Nothing watches over these tables, and afterwards all is there again as if nothing had been."""
    if connection.vendor == "postgresql":
        connection.check_constraints()  # no table is altered of which there are keys to check
        run("SET CONSTRAINTS ALL IMMEDIATE")
    off = [one for one in guards.held() if one[0] in tables]
    guards.drop(off)
    yield
    ours = (*append_only.wanted(), *leaves.wanted(), *four_eyes.wanted())
    guards.install(one for one in ours if (one.table, one.name) in off)


def leaf_of(row):
    number = leaves.shape_of(type(row)).number
    return Leaf.objects.get(shape=number, key=row.pk)


def rehash(row):
    """Make a row's leaf say what the row says now."""
    shape, leaf = Shape.objects.get(pk=leaves.shape_of(type(row)).number), leaf_of(row)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {", ".join(leaves.texts(shape, "r"))} FROM "{shape.table}" r WHERE r.id = {row.pk}')
        made = leaves.hash_row(shape_digest(shape.table, shape.columns), bytes(leaf.salts), *cursor.fetchone())
    Leaf.objects.filter(pk=leaf.pk).update(hash=made)
