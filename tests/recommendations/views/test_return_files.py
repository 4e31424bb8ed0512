"""The form of a return goes out as a file and comes back: each row with a sentence, and only those that are fine are kept."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook

from recommendations.models import ProgressUpdate, ReturnDraft
from recommendations.services import returns
from recommendations.services.progress import post_update
from tests.factories import ActionFactory
from tests.moments import NOW, london
from tests.recommendations.return_forms import KEY, address, as_file, downloaded, filled
from tests.recommendations.rounds import commission, drafted, submit
from tests.recommendations.views.put_right_pages import words_of
from tests.walk import begin, handed_over, withdraw


def brought(client, asked, post, file):
    return client.post(address("return-file", asked, post), {"file": file})


def says(response):
    return [(one.taken, one.says) for one in response.context["found"].rows]


@pytest.fixture
def pair(cast):
    return begin(cast), begin(cast)


# There and back


def test_a_form_goes_out_is_filled_in_and_comes_back_as_drafts(owner, cast, pair):
    asked, post = commission(cast), cast.posts.owner
    one, other = pair
    rows = filled(
        downloaded(owner, asked, post), **{f"a{one.pk}": ("Trained.", ""), f"a{other.pk}": ("", "The council meets.")}
    )

    shown = brought(owner, asked, post, as_file(rows))
    assert says(shown) == [(True, "Kept as the update."), (True, "Kept as: no change.")]
    assert ReturnDraft.objects.count() == 0

    sent = {"rows": shown.context["form"].sent_again, "press": "record"}
    page = owner.post(address("return-file", asked, post), sent, follow=True)

    assert "2 of 2 rows kept as drafts." in words_of(page)
    assert {(d.action, d.done, d.no_change_because) for d in ReturnDraft.objects.all()} == {
        (one, "Trained.", ""),
        (other, "", "The council meets."),
    }
    assert ProgressUpdate.objects.count() == 0  # only the owner's submission records


def test_a_word_form_comes_back_too(client, cast, pair):
    asked, post = commission(cast), cast.posts.owner
    client.force_login(cast.other_owner)
    document = Document(io.BytesIO(b"".join(client.get(address("return-word", asked, post)))))
    table = document.tables[0]
    place = [cell.text for cell in table.rows[0].cells].index("Update")
    table.rows[1].cells[place].text = "Trained.\nAll of them."
    file = io.BytesIO()
    document.save(file)

    shown = brought(client, asked, post, SimpleUploadedFile("return.docx", file.getvalue()))

    assert says(shown) == [(True, "Kept as the update."), (False, "Nothing is typed in it.")]
    assert shown.context["found"].rows[0].row.done == "Trained.\nAll of them."


def test_columns_may_stand_anywhere_and_rows_may_be_missing(owner, cast, pair):
    asked, post = commission(cast), cast.posts.owner
    one, other = pair
    rows = filled(downloaded(owner, asked, post), **{f"a{one.pk}": ("Trained.", "")})
    moved = [["pasted in", *reversed(row)] for row in rows[:2]]

    shown = brought(owner, asked, post, as_file([["My own heading"], *moved]))

    assert says(shown) == [(True, "Kept as the update.")]
    assert shown.context["found"].left_out == [other.pk]
    assert f"Not in the file, so nothing changes for it: action {other.pk}." in words_of(shown)


def test_no_cell_of_the_form_is_a_formula(owner, cast):
    action = begin(cast, text="=cmd()")
    asked = commission(cast)
    returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="=1+1")], by=cast.owner, at=NOW)
    file = b"".join(owner.get(address("return-excel", asked, cast.posts.owner)))

    cells = [cell for row in load_workbook(io.BytesIO(file)).active.iter_rows() for cell in row if cell.value]

    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


# What becomes of a row


def one_row(client, cast, asked, said=("Trained.", ""), key=None):
    """The form of the owner with words in its first row."""
    rows = downloaded(client, asked, cast.posts.owner)
    place = rows[0].index
    row = rows[1]
    row[place("Update")], row[place("No change, because")] = said
    row[place(KEY)] = row[place(KEY)] if key is None else key
    return [rows[0], row]


@pytest.mark.parametrize(
    ("said", "key", "sentence"),
    [
        (("Trained.", ""), "", "It has no key, so nobody can tell which action it is."),
        (("Trained.", ""), "9.1.1.0.0.0123456789", "Its key was altered, so nobody can tell which action it is."),
        (("Trained.", "Nothing."), None, "It says what was done and that nothing changed: leave one of them empty."),
        (("=cmd()", ""), None, "It begins with “=”, as a formula does. Type it as words."),
        (("", "n" * 501), None, "It has 501 characters, and 500 at most are kept."),
        (("", ""), None, "Nothing is typed in it."),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(owner, cast, said, key, sentence):
    begin(cast)
    asked = commission(cast)

    [(taken, told)] = says(brought(owner, asked, cast.posts.owner, as_file(one_row(owner, cast, asked, said, key))))

    assert (taken, told.startswith(sentence)) == (False, True)


def drafted_since(cast, asked, action):
    returns.keep_drafts(asked, cast.posts.owner, [drafted(action, done="Theirs.")], by=cast.other_owner, at=NOW)


def returned_since(cast, asked, action):
    submit(asked, cast.posts.owner, drafted(action, done="Theirs."), by=cast.owner)


SINCE = {
    "handed over": (
        lambda cast, asked, action: handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=NOW),
        "Action {} is with the Chief Inspector now, who answers for it.",
    ),
    "closed": (
        lambda cast, asked, action: withdraw(action, by=cast.dcc, at=NOW),
        "Action {} is now withdrawn: nothing is asked of it.",
    ),
    "drafted": (
        drafted_since,
        "Otto Other-Owner drafted “Theirs.” after this form was downloaded. Put the two together on the page.",
    ),
    "returned": (returned_since, "Action {} has been returned since this form was made."),
}


@pytest.mark.parametrize("since", SINCE)
def test_what_changed_since_it_was_downloaded_is_said(owner, cast, since):
    action = begin(cast)
    asked = commission(cast)
    file = as_file(one_row(owner, cast, asked))
    happens, sentence = SINCE[since]
    happens(cast, asked, action)

    assert says(brought(owner, asked, cast.posts.owner, file)) == [(False, sentence.format(action.pk))]


def test_an_update_posted_since_is_named_and_the_row_kept(owner, cast):
    action = begin(cast)
    post_update(action, done="Before.", by=cast.owner, at=london(2015, 8, 1))
    asked = commission(cast)
    file = as_file(one_row(owner, cast, asked))
    post_update(action, done="Since.", by=cast.owner, at=NOW)

    assert says(brought(owner, asked, cast.posts.owner, file)) == [
        (True, "Kept as the update. Mind that Olive Owner posted an update after this form was downloaded: “Since.”")
    ]


def test_a_row_of_another_return_or_twice_is_left_out(owner, cast, pair):
    theirs = begin(cast)
    handed_over(theirs, cast.posts.other_owner, by=cast.coordinator, at=london(2015, 8, 19))
    before = commission(cast)
    asked = commission(cast)
    mine = one_row(owner, cast, asked)
    [_, foreign] = filled(downloaded(owner, asked, cast.posts.other_owner), **{f"a{theirs.pk}": ("Trained.", "")})
    file = as_file([*mine, mine[1], foreign, one_row(owner, cast, before)[1]])

    assert says(brought(owner, asked, cast.posts.owner, file)) == [
        (True, "Kept as the update."),
        (False, f"Action {pair[0].pk} stands in the file before. Put both into one row."),
        (False, "It is of the return of another post."),
        (False, "It is of another round. Download the form of this one."),
    ]


def test_what_was_shown_is_judged_again_when_it_is_kept(owner, cast):
    action = begin(cast)
    asked = commission(cast)
    shown = brought(owner, asked, cast.posts.owner, as_file(one_row(owner, cast, asked)))
    drafted_since(cast, asked, action)

    sent = {"rows": shown.context["form"].sent_again, "press": "record"}
    page = owner.post(address("return-file", asked, cast.posts.owner), sent, follow=True)

    assert "0 of 1 row kept as drafts." in words_of(page)
    assert ReturnDraft.objects.get().done == "Theirs."


# Files that are none


def test_a_file_that_is_no_form_or_too_large_is_refused_beside_its_field(owner, cast):
    begin(cast)
    asked = commission(cast)
    files = {
        "has no row with the headings": as_file([["Action", "Done"], ["1", "Yes"]]),
        "is larger than 10 MB": SimpleUploadedFile("return.xlsx", b"0" * 20_000_000),
        "is not an Excel workbook": SimpleUploadedFile("return.xlsx", b"words"),
    }

    for told, file in files.items():
        form = brought(owner, asked, cast.posts.owner, file).context["form"]
        assert [told in error for error in form.errors["file"]] == [True], form.errors


@pytest.mark.parametrize("rows", ["{", "[1]", '[{"key": 1}]', '"a"', "[" * 100_000])
def test_rows_that_were_altered_on_the_way_are_asked_for_again(owner, cast, rows):
    begin(cast)
    asked = commission(cast)

    response = owner.post(address("return-file", asked, cast.posts.owner), {"rows": rows, "press": "record"})

    assert "Choose the form again" in words_of(response)


@pytest.mark.parametrize("name", ["dcc", "opcc", "partner"])
def test_the_form_is_for_those_who_may_draft(client, cast, name):
    ActionFactory(owner=cast.posts.owner)
    asked = commission(cast)
    client.force_login(getattr(cast, name))

    for page in ("return-word", "return-excel", "return-file"):
        assert client.get(address(page, asked, cast.posts.owner)).status_code == 403
