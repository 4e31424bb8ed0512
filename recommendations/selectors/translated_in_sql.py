"""Words of ours that a statement puts beside what was recorded."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Value
from django.db.models.sql.compiler import SQLCompiler

from safeguarding.lib.languages import translated


class Translated(Value):
    """A Value of words marked by gettext_noop, in the language in which the statement is put together."""

    def __init__(self, words: str) -> None:
        super().__init__(words)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[object]]:
        return Value(translated(self.value)).as_sql(compiler, connection)
