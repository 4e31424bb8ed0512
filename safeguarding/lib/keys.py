"""Many keys in a condition as one parameter, and the two conditions that need none."""

import json

from django.db.models import IntegerField, Lookup, Q

EVERY = ~Q(pk__in=[])
NONE = Q(pk__in=[])


class _OfKeys(Lookup):
    """A key compared with keys: never with NULL, which is not outside them either."""

    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """JSON, for SQLite, which knows no list."""
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} {self.in_json} (SELECT value FROM json_each(%s))", (*params, json.dumps(list(self.rhs)))

    def as_postgresql(self, compiler, connection):
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} {self.in_array}(%s)", (*params, list(self.rhs))


@IntegerField.register_lookup
class Among(_OfKeys):
    """`pk__among=keys`: as `pk__in`, however many they are."""

    lookup_name, in_json, in_array = "among", "IN", "= ANY"


@IntegerField.register_lookup
class Outside(_OfKeys):
    """`pk__outside=keys`: it is none of them."""

    lookup_name, in_json, in_array = "outside", "NOT IN", "<> ALL"
