"""The ledger put on the tables by `migrate`, which says which triggers it found missing, and records it."""

import logging
from collections.abc import Sequence

from django.db import connections
from django.db.migrations import Migration

from .. import append_only, guards, table_rules
from ..models.ledger import Installation, Leaf
from . import leaves

log = logging.getLogger(__name__)

# What was found before migrating, by database, until it is recorded after: sentences, the highest keys, and the rules of tables.
_found = {}


def look(using: str = "default", plan: Sequence[tuple[Migration, bool]] = (), **kwargs: object) -> None:
    """A receiver of pre_migrate, which others call before they take triggers off: say which are missing. Only the first call does."""
    if using in _found:
        return
    lost = guards.lost(using)
    for sentence in lost:
        mended = "It is put right, and that is recorded." if sentence.startswith("The trigger") else "That is recorded."
        log.warning("%s %s", sentence, mended)
    if lost:
        _take_off_strange(using)
    _found[using] = lost, leaves.highest_keys(using), table_rules.digests(using)
    guards.make_way(leaves.PREFIX, plan, using)
    # A table is renamed only where no trigger reads one that is not there.
    if plan and connections[using].vendor == "sqlite":
        append_only.drop_triggers(using)


def keep_up(using: str = "default", **kwargs: object) -> None:
    """A receiver of pre_save of Django's own row that a migration was applied, in whose transaction that is: record what it put in.

    So that what was done stays the release's own where `migrate` is killed before the next and run again. The triggers stay
    those of the last installation, which the end of `migrate` puts on again.
    """
    triggers = guards.installed(using) if using in _found else None
    if triggers is None or _other_columns(using):
        return  # a register's first time, or one of before, which is recorded at the end
    lost, before, rules_before = _found[using]
    rules = table_rules.to_install(rules_before, using)
    _found[using] = [], before, table_rules.digests(using)
    if lost or rules != table_rules.installed(using):
        own = [trigger for trigger in leaves.wanted(using) if trigger.table == Installation._meta.db_table]
        guards.install(own, using)
        Installation.objects.using(using).create(triggers=triggers, rules=rules, lost=lost)
        if connections[using].vendor == "sqlite":  # where it would stand in the way of the next
            guards.drop([(trigger.table, trigger.name) for trigger in own], using)


def install(using: str = "default", **kwargs: object) -> None:
    """A receiver of post_migrate: put every trigger on, and record it if anything changed."""
    if Leaf._meta.db_table not in connections[using].introspection.table_names():
        return
    if using not in _found:
        look(using)
    lost, before, rules_before = _found.pop(using)
    append_only.install_triggers(using)
    entered = leaves.install(using, before)
    now, rules = guards.digests(using), table_rules.to_install(rules_before, using)
    if lost or entered or now != guards.installed(using) or rules != table_rules.installed(using):
        first_leaf, last_leaf = entered or (None, None)
        Installation.objects.using(using).create(
            triggers=now, rules=rules, lost=lost, first_leaf=first_leaf, last_leaf=last_leaf
        )


def _other_columns(using):
    """That a migration which is still to come changes the table itself."""
    connection, meta = connections[using], Installation._meta
    with connection.cursor() as cursor:
        there = {one.name for one in connection.introspection.get_table_description(cursor, meta.db_table)}
    return there != {field.column for field in meta.concrete_fields}


def _take_off_strange(using):
    """Drop what was changed or switched off since the last installation, so that it is made anew, and what is not ours."""
    installed = guards.installed(using)
    strange = {name for name, digest in guards.digests(using).items() if installed.get(name) != digest}
    guards.drop([one for one in guards.held(using) if f"{one[1]} on {one[0]}" in strange], using)
