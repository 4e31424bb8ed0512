"""The service's own log: one line of what was refused, the reference on the page of what failed, and all of it as JSON if asked."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime

# The reference of the request that is being answered, "" outside of one.
reference: ContextVar[str] = ContextVar("reference", default="")

SECRET = re.compile(
    r"(?<=/)[\w-]{36,}"
)  # of a calendar's address or a one-time link's; Django tells of each that it refused
PASSING = (503, 507)  # what an answer is where a fault passes by itself


class OneLine(logging.Filter):
    """Leaves the traceback to what is ours to mend: a page that is refused, not found or not understood has none.

    Of a database that is away and a full disk the first line is told. An error bears the reference that its page gave.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 0) in PASSING and record.exc_info:
            why, *_ = str(record.exc_info[1]).splitlines() or [""]
            record.msg, record.exc_info = f"{record.msg}: {why.replace('%', '%%')}", None
        if record.levelno < logging.ERROR:
            record.exc_info = None
        elif reference.get() and reference.get() not in record.msg:  # settings read twice make two such filters
            record.msg = f"{record.msg} (reference {reference.get()})"
        return True


class Words(logging.Formatter):
    """Django's lines, without what could open something."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub("…", super().format(record))


class AsJson(logging.Formatter):
    """An object a line: when, how grave, whose, the reference of its request, and its words or its `fields` (extra={"fields": …})."""

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": reference.get(),
        }
        fields |= getattr(record, "fields", {"message": record.getMessage()})
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return SECRET.sub("…", json.dumps(fields, ensure_ascii=False))
