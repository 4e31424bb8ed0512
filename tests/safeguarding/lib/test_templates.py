"""Indentation is for whoever writes a template; who reads the page is not sent it."""

import pytest
from django.template import engines

from safeguarding.lib.templates import Loader

WORDS = "<p>\n    One,\n\n\t<em>two  three</em>\n</p>\n"


@pytest.mark.parametrize(("name", "read"), [("a.html", "<p>\nOne,\n\n<em>two  three</em>\n</p>\n"), ("a.txt", WORDS)])
def test_lines_of_a_page_lose_their_indentation_and_nothing_else(tmp_path, name, read):
    (tmp_path / name).write_text(WORDS)

    template = Loader(engines["django"].engine, [tmp_path]).get_template(name)

    assert template.source == read
