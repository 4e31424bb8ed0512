"""Python's search for rings of objects that nobody needs, paused while very many are made at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Look for no rings meanwhile: `@paused()` over a function that makes tens of thousands of objects and keeps them.

    Looking through them again and again took a quarter of the time of accepting a long plan. It holds for the whole process;
    of two pauses at once the first that ends ends both.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
