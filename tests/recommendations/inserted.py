"""Writing a row as somebody would at the database's own prompt, past every check but its own."""

from django.db import connection, transaction


def insert(row):
    """Insert it as it is, every column of it but the key."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    placeholders = ", ".join(["%s"] * len(fields))
    run(f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({placeholders})', values)


def run(statement, values=None):
    """One statement, taken back alone where it is refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
