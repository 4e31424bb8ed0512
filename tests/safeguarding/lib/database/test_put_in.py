"""Rows put into a table column by column."""

from datetime import datetime

import pytest
from django.db import DataError, IntegrityError, connection
from django.utils.timezone import is_aware

from recommendations.models import SearchText
from safeguarding.lib.database.put_in import TOGETHER, put_in
from safeguarding.models import Post
from tests.moments import OPENED

pytestmark = pytest.mark.django_db


def _columns(number=2, **fields):
    columns = {"source": "action", "key": None, "audience": "force", "words": "x", "folded": "x", "recorded_at": OPENED}
    given = {name: [value] * number for name, value in (columns | fields).items()}
    return given | {"key": list(range(1, number + 1))}


def test_more_rows_than_a_statement_holds_are_put_in_as_they_are_given(django_assert_num_queries):
    with django_assert_num_queries(2):
        put_in(SearchText, _columns(TOGETHER + 1, words="“quoted”, 100%; \\n"))
    last = SearchText.objects.get(key=TOGETHER + 1)
    assert (last.words, last.recorded_at, last.action_id) == ("“quoted”, 100%; \\n", OPENED, None)
    assert isinstance(last.recorded_at, datetime) and is_aware(last.recorded_at)


def test_a_row_that_is_there_has_the_new_values_where_a_key_is_named():
    put_in(SearchText, _columns(), key=["source", "key"])
    put_in(SearchText, _columns(1, words="y"), key=["source", "key"])
    assert list(SearchText.objects.order_by("key").values_list("words", flat=True)) == ["y", "x"]


def test_a_row_that_is_there_is_refused_where_none_is():
    put_in(SearchText, _columns())
    with pytest.raises(IntegrityError):
        put_in(SearchText, _columns(1))


def test_what_is_too_long_is_refused_and_not_cut():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite holds no column to its length")
    with pytest.raises(DataError):
        put_in(Post, {"title": ["x" * 1_000]})
