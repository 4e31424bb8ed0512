"""The search for rings of objects is paused, and goes on whatever happened meanwhile."""

import gc

import pytest

from safeguarding.lib.collector import paused


def test_the_search_is_paused_and_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), paused():
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
