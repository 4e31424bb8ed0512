"""A text taken out of a row that is written once: its digest stays, and with it the proof of all else in the row."""

from hashlib import sha256

from django.db import connection
from django.db.models import FileField, Model

from ..append_only import REDACTED
from ..models.ledger import Leaf, RedactedField, Shape
from .leaves import shape_of, texts
from .proof import SALT, field_digest, leaf_hash, shape_digest

TakenOut = dict[int, dict[str, tuple[bytes, str]]]


def take_out(model: type[Model], key: int, name: str, *, words: str, redaction: int) -> str:
    """Put `words` in the place of a text of a row, once its digest in each leaf of the row is kept; return what the text was.

    name: of a field of words; of a file the path stays, and whoever calls takes the file away. A text that is empty or was
    taken out already stays: then "" is returned.
    """
    field, table = model._meta.get_field(name), model._meta.db_table
    [text] = model._base_manager.filter(pk=key).values_list(name, flat=True)
    if not text or text.startswith(REDACTED):
        return ""
    of_table = {shape.number: shape.columns for shape in Shape.objects.filter(table=table)}
    for leaf in Leaf.objects.filter(key=key, shape__in=of_table):
        if field.column in of_table[leaf.shape]:
            at = of_table[leaf.shape].index(field.column) * SALT
            digest = field_digest(bytes(leaf.salts)[at : at + SALT], f"={text}".encode()).hex()
            about = {"shape": leaf.shape, "key": key, "column": field.column}
            RedactedField.objects.create(redaction=redaction, digest=digest, words=words, **about)
    if not isinstance(field, FileField):
        put_words(model, key, field.column, words)
    return text


def is_as_written(model: type[Model], key: int) -> bool:
    """Return whether a row that is written once is as its leaf has it, but for what was taken out. Two statements."""
    shape, leaf = shape_of(model), Leaf._meta.db_table
    statement = (
        f'SELECT leaf.salts, leaf.hash, {", ".join(texts(shape, "r"))} FROM "{leaf}" leaf'
        f' JOIN "{shape.table}" r ON r."{shape.key}" = leaf.key WHERE leaf.shape = %s AND leaf.key = %s'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [shape.number, key])
        held = cursor.fetchall()
    out = taken_out(shape.number).get(key, {})
    return bool(held) and all(
        hash_without(shape, bytes(salts), values, out) == bytes(kept) for salts, kept, *values in held
    )


def put_words(model: type[Model], key: int, column: str, words: str) -> None:
    """Replace one text of one row, past the models, which refuse it; a trigger looks at rows that are written once."""
    with connection.cursor() as cursor:
        statement = f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE "{model._meta.pk.column}" = %s'
        cursor.execute(statement, [words, key])


def taken_out(shape: int) -> TakenOut:
    """All that was taken out of the leaves of a shape: by key and column, the digest and the words in its place. One query."""
    found: TakenOut = {}
    for one in RedactedField.objects.filter(shape=shape):
        found.setdefault(one.key, {})[one.column] = bytes.fromhex(one.digest), one.words
    return found


def files_taken_out(model: type[Model], name: str) -> set[int]:
    """The keys of the rows of a model whose file in this field was taken away. One query."""
    shapes = Shape.objects.filter(table=model._meta.db_table).values("number")
    column = model._meta.get_field(name).column
    return set(RedactedField.objects.filter(shape__in=shapes, column=column).values_list("key", flat=True))


def words_for_file(record: Model, name: str = "file") -> str:
    """The words in the place of a record's file where that was taken away; else "". One query."""
    shapes = Shape.objects.filter(table=record._meta.db_table).values("number")
    found = RedactedField.objects.filter(shape__in=shapes, key=record.pk, column=record._meta.get_field(name).column)
    return found.values_list("words", flat=True).first() or ""


def hash_without(shape: Shape, salts: bytes, values: list[str | None], out: dict[str, tuple[bytes, str]]) -> bytes:
    """The hash of a leaf as leaves.hash_row has it, by the digests of what was taken `out`, where its words are in the place."""
    digests = []
    for at, (column, value) in enumerate(zip(shape.columns, values, strict=True)):
        digest, words = out.get(column, (b"", ""))
        if words and value == f"={words}":
            digests.append(digest)
        else:
            salt = salts[at * SALT : at * SALT + SALT]
            digests.append(sha256(salt + (b"" if value is None else value.encode())).digest())
    return leaf_hash(shape_digest(shape.table, shape.columns), b"".join(digests))
