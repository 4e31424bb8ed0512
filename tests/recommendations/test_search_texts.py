"""The texts that can be found follow the records, whatever is done to them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from inspections.services import release_to_opcc
from recommendations.models import OwnerName, SearchText
from recommendations.models.search import INDEX
from recommendations.search.index import install_index
from recommendations.search.restate import build_if_there_are_none, differences, rebuild
from recommendations.services import echoes
from tests.everything import record_everything
from tests.factories import InspectionFactory
from tests.moments import NOW, OPENED
from tests.recommendations.search_cases import found_actions, found_recommendations
from tests.recorded import write
from tests.walk import begin, recommendation


@pytest.fixture
def everything(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return record_everything(cast, recommendation(cast, "a", "b"))


def test_after_everything_there_is_no_difference_and_a_text_of_every_source(everything):
    assert list(differences()) == []
    always_empty = {"owner-words", "issue-owner-words"}
    assert set(SearchText.objects.values_list("source", flat=True)) >= set(SearchText.Source.values) - always_empty - {
        "settlement",  # an answer is accepted without a word
        "decision",
        "response-decision",
        "statement-decision",
    }


def test_a_difference_is_named_and_mended(everything):
    SearchText.objects.filter(source="update").update(folded="other")
    SearchText.objects.filter(source="action").delete()
    OwnerName.objects.filter(holding=None).first().delete()

    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("standings", "--check", stdout=said)
    assert [line.split(":")[0] for line in said.getvalue().splitlines()] == [
        *("missing", "not so", "not so", "not so", "not so"),
        "5 differences.",
    ]
    call_command("standings", "--rebuild", stdout=said)
    assert list(differences()) == []


def test_what_is_made_anew_is_as_it_was_where_its_making_fails(cast):
    action = begin(cast)
    SearchText.objects.filter(action=action).update(folded="as it was")

    def fail(execute, sql, params, many, context):
        if "likeness" in sql:
            raise DatabaseError("Disk full.")
        return execute(sql, params, many, context)

    with pytest.raises(DatabaseError, match="Disk full"), connection.execute_wrapper(fail):
        echoes.rebuild()

    assert set(SearchText.objects.filter(action=action).values_list("folded", flat=True)) == {"as it was"}


def test_the_words_follow_a_change(cast):
    action = begin(cast, text="Log each visit.")
    action.text, action.owner_words = "Keep a diary.", "Head of gazelles"
    write(action, by=cast.coordinator, at=NOW)

    assert [found_actions(word, cast.dcc) for word in ("visit", "diary", "gazelles")] == [[], [action.pk], [action.pk]]
    action.owner_words = ""
    write(action, by=cast.coordinator, at=NOW)
    assert found_actions("gazelles", cast.dcc) == []
    assert list(differences()) == []


def test_references_and_inspections_follow_what_they_hang_on(cast):
    asked, other = recommendation(cast, "a", "b"), recommendation(cast, reference="90")
    asked.reference = "77"
    write(asked, by=cast.coordinator, at=NOW)
    assert found_recommendations("77b", cast.dcc) == [asked.pk]

    moved = asked.parts.last()
    moved.recommendation, moved.letter = other, "z"
    write(moved, by=cast.coordinator, at=NOW)
    assert found_recommendations("90z", cast.dcc) == [other.pk]

    asked.inspection = InspectionFactory()
    write(asked, by=cast.coordinator, at=NOW)
    release_to_opcc(asked.inspection, by=cast.coordinator, at=OPENED)
    assert found_recommendations("77a", cast.opcc) == [asked.pk]
    assert list(differences()) == []


def test_a_title_follows_and_what_was_withdrawn_is_not_found(cast):
    action = begin(cast)
    cast.posts.owner.title = "Head of gazelles"
    write(cast.posts.owner, by=cast.administrator, at=NOW)
    assert found_actions("gazelles", cast.dcc) == [action.pk]

    asked = action.coverages.get().part.recommendation
    assert found_recommendations("officers", cast.dcc) == [asked.pk]
    asked.withdrawn_at = NOW
    write(asked, by=cast.coordinator, at=NOW)
    assert found_recommendations("officers", cast.dcc) == []
    assert list(differences()) == []


def test_a_register_older_than_the_search_is_read_whole(everything):
    kept = set(SearchText.objects.values_list("source", "key", "folded"))
    SearchText.objects.all().delete()
    OwnerName.objects.all().delete()

    build_if_there_are_none()

    assert set(SearchText.objects.values_list("source", "key", "folded")) == kept
    assert list(differences()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own index in step")
def test_the_index_of_sqlite_is_in_step_and_can_be_made_again(everything):
    rebuild()
    install_index()  # there already
    with connection.cursor() as cursor:
        # Raises where the index differs from the texts.
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', 1)")
        cursor.execute(f"SELECT count(*) FROM {INDEX} WHERE {INDEX} MATCH '\"procedure\"'")
        assert cursor.fetchone()[0] > 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has its own index")
def test_postgresql_has_an_index_where_it_knows_trigrams(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        known = cursor.fetchone()[0]
        assert (INDEX in connection.introspection.get_constraints(cursor, SearchText._meta.db_table)) == bool(known)
