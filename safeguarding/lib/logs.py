"""The log of requests: one line of one that was refused, the reference on the page of one that failed."""

import logging


class OneLine(logging.Filter):
    """Leaves the traceback to what is an error: a page that is refused, not found or not understood has none.

    An error bears the reference that its page gave.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        reference = getattr(getattr(record, "request", None), "reference", "")
        if reference and reference not in record.msg:  # settings read twice make two such filters
            record.msg = f"{record.msg} (reference {reference})"
        return True
