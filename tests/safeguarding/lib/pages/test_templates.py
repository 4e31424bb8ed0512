"""Indentation is for whoever writes a template; who reads the page is not sent it."""

import pytest
from django.template import Context, engines

from safeguarding.lib.pages.templates import Loader

WORDS = "<p>\n    One,\n\n\t<em>two  three</em>\n</p>\n"
LINK = '<a href="/">\n  {% blocktranslate trimmed %}\n    Four\n  {% endblocktranslate %}\n</a>, five\n'


@pytest.mark.parametrize(("name", "read"), [("a.html", "<p>\nOne,\n\n<em>two  three</em>\n</p>"), ("a.txt", WORDS)])
def test_lines_of_a_page_lose_their_indentation_and_nothing_else(tmp_path, name, read):
    (tmp_path / name).write_text(WORDS)

    template = Loader(engines["django"].engine, [tmp_path]).get_template(name)

    assert template.source == read


def test_a_tag_that_prints_nothing_leaves_no_line_and_takes_no_space_between_words(tmp_path):
    lines = (
        "{# x: a word #}",
        "One",
        "{% if True %}",
        "  {# said twice #}",
        "  {{ x }}",
        "{% endif %}",
        "{% if x %}two{% endif %}",
        "",
    )
    (tmp_path / "a.html").write_text("\n".join(lines))

    template = Loader(engines["django"].engine, [tmp_path]).get_template("a.html")

    assert template.render(Context({"x": "and"})) == "One\nand\ntwo"


def test_no_line_is_kept_between_a_link_and_its_translated_words(tmp_path):
    (tmp_path / "a.html").write_text(LINK)

    assert (
        Loader(engines["django"].engine, [tmp_path]).get_template("a.html").render(Context())
        == '<a href="/">Four</a>, five'
    )
