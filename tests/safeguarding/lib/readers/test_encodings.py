"""Telling how a plain text was encoded."""

import pytest

from safeguarding.lib.readers.encodings import decoded

WORDS = "Recommendation,Owner\n1. Keep the child’s log – “now”,Café at £5\n"
PLAIN = "Recommendation,Owner\n1. Keep the child's log: it cost £5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
@pytest.mark.parametrize("times", [1, 200])
def test_what_programs_in_this_country_write_is_told(encoding, times):
    assert decoded((WORDS * times).encode(encoding)) == WORDS * times


def test_a_pound_sign_from_the_days_of_dos_is_told():
    assert decoded((PLAIN * 20).encode("cp850")) == PLAIN * 20


@pytest.mark.parametrize("words", ["child’s", "£", "Siân Brontë-Müller", "10–12 • 14"])
def test_a_few_letters_of_windows_are_windows_own(words):
    assert decoded(words.encode("cp1252")) == words


def test_an_empty_text_is_empty():
    assert decoded(b"") == ""


@pytest.mark.parametrize("data", [b"\xff\xfea", bytes(range(1, 256))], ids=["half a letter", "every byte"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ValueError):
        decoded(data)
