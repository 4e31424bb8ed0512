"""Readers that behave well and badly, for the child process of `bounded` to import."""

import os
import sys
import time

from safeguarding.lib.counting import LISTENS, rows_read
from safeguarding.lib.readers.refusals import Unreadable


def well(data, name):
    print("a library says something")
    return name, data


def refusing(data, name):
    raise Unreadable(f"{name} is no plan: choose another.")


def hungry(data, name):
    return len(bytearray(2 * 2**30))


def busy(data, name):
    while True:
        pass


def waiting(data, name):
    time.sleep(60)


def aborting(data, name):
    os.abort()


def failing(data, name):
    return {}[name]


def taken_over(data, name):
    return os.system


def surroundings(data, name):
    return {
        "django": "django" in sys.modules,
        "secrets": [key for key in os.environ if "SECRET" in key or "DATABASE" in key],
    }


def slow(data, name):
    time.sleep(1)


def counting(data, name):
    """As a reader of a workbook does; and one that a file has taken over says more than a count."""
    read = sum(1 for _ in rows_read(range(data), data))
    LISTENS.get()("many", "rows", "")
    return read
