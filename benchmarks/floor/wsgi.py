"""The floor behind the same gunicorn: each address is a statement of this folder, its rows a plain table.

It asks nobody who they are. {today} is the day in London, {number} the action, both from the address or the clock.
"""

import csv
import io
import os
from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg2

from ..register.words import RARE

STATEMENTS = {path.stem: path.read_text() for path in Path(__file__).parent.glob("*.sql")}
# made by the generator, and so the same in every register
_connection = []


def application(environ: dict[str, object], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer /NAME or /NAME/NUMBER with what NAME.sql gives; 404 for any other address."""
    name, _, number = environ["PATH_INFO"].strip("/").partition("/")
    if name not in STATEMENTS:
        start_response("404 Not Found", [])
        return [b""]
    names, rows = _asked(STATEMENTS[name], int(number or 0))
    kind, body = ("text/csv", _csv(names, rows)) if name == "csv" else ("text/html", _table(names, rows))
    status = "200 OK" if environ["REQUEST_METHOD"] == "GET" else "302 Found"
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


def _asked(statement, number):
    if not _connection:
        _connection.append(psycopg2.connect(_dsn(os.environ["DATABASE_URL"])))
    [connection] = _connection
    today = datetime.now(ZoneInfo("Europe/London")).date()
    with connection, connection.cursor() as cursor:
        cursor.execute(statement, {"today": today, "number": number, "word": f"%{RARE}%"})
        return [column.name for column in cursor.description], cursor.fetchall()


def _dsn(address):
    """The address as libpq reads it: Django's host in the query is a socket's folder there too."""
    return address.replace("postgres://", "postgresql://", 1)


def _table(names, rows):
    def line(cells, tag):
        return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    lines = [line(names, "th"), *(line(row, "td") for row in rows)]
    return ("<!doctype html><title>Floor</title><table>" + "".join(lines) + "</table>").encode()


def _csv(names, rows):
    file = io.StringIO()
    csv.writer(file).writerows([names, *rows])
    return file.getvalue().encode()
