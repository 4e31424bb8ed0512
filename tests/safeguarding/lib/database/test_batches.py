"""Many things, some at a time."""

from safeguarding.lib.database.batches import batched


def test_each_thing_is_in_one_list_in_its_order_and_the_last_may_be_shorter():
    assert list(batched(iter("abcde"), 2)) == [["a", "b"], ["c", "d"], ["e"]]


def test_nothing_is_no_list():
    assert list(batched([], 2)) == []
