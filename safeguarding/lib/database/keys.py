"""Many keys in a condition as one parameter, and the two conditions that need none."""

import json

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import CharField, IntegerField, Lookup, Q

from safeguarding.lib.database.prepared import Bound

EVERY = ~Q(pk__in=[])
NONE = Q(pk__in=[])


class _OfKeys(Lookup):
    """A key compared with keys: never with NULL, which is not outside them either."""

    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """JSON, for SQLite, which knows no list."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} {self.in_json} (SELECT value FROM json_each(%s))", (*params, self._keys(json.dumps))

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} {self.in_array}(%s)", (*params, self._keys(list))

    def _keys(self, adapted):
        if not self.rhs:
            raise self.among_none
        return self.rhs if isinstance(self.rhs, Bound) else adapted(list(self.rhs))


@CharField.register_lookup
@IntegerField.register_lookup
class Among(_OfKeys):
    """`pk__among=keys`: as `pk__in`, however many they are."""

    lookup_name, in_json, in_array, among_none = "among", "IN", "= ANY", EmptyResultSet


@IntegerField.register_lookup
class Outside(_OfKeys):
    """`pk__outside=keys`: it is none of them."""

    lookup_name, in_json, in_array, among_none = "outside", "NOT IN", "<> ALL", FullResultSet
