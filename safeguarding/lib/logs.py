"""A request that was refused in the log: one line, since nothing is wrong with the tracker."""

import logging


class OneLine(logging.Filter):
    """Leaves the traceback to what is an error: a page that is refused, not found or not understood has none."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.ERROR:
            record.exc_info = None
        return True
