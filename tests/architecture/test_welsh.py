"""Words that pages show can be translated, and are in Welsh."""

import ast
import re
from pathlib import Path

from safeguarding.locale.catalogue import ENGLISH, found, read

from .sources import broken, modules

ROOT = Path(__file__).parents[2]
# Templates with English words that no tag translates yet, a name a line. The list may only get shorter: take a name off when its
# words can be translated; in a new template use {% translate %} and {% blocktranslate %} from the start.
NOT_YET = Path(__file__).with_name("not_yet_translated.txt")
TRANSLATED = re.compile(
    r"{% blocktranslate.*?endblocktranslate %}|{#.*?#}|<(code|kbd|script|pre|abbr)\b.*?</\1>", re.DOTALL
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
MARKS = re.compile(r"<[^<>]*>|&\w+;|\0")
ATTRIBUTE = re.compile(r'[a-z]+="[^"]*"')  # a block that a form's tag holds
FILLS_IN = re.compile(r"{{.*?}}|{% blocktranslate .*?%}")
FILLED_IN = re.compile(r'\|(?:yesno|default|default_if_none|add):"([^"]*[a-z]{2}[^"]*)"')
SPOKEN = re.compile(r'\s(?:data-label|aria-label|title|placeholder|alt)="([^"{}]*)"')

REFUSES = {"ValidationError", "Ruling", "Refused", "PermissionDenied"}
REFUSING = (
    "safeguarding/*.py",
    "safeguarding/models/*.py",
    "safeguarding/lib/**/*.py",
    "inspections/*.py",
    "recommendations/**/*.py",
)


def untranslated(template):
    """The words that stand in a template as they are, between its tags, in what is read out and in what a filter fills in."""
    shown = TRANSLATED.sub("", template)
    filled_in = FILLED_IN.findall(" ".join(FILLS_IN.findall(template)))
    pieces = (*MARKS.split(TAGS.sub("\0", shown)), *SPOKEN.findall(shown), *filled_in)
    return [words for words in pieces if re.search("[A-Za-z]{2}", words) and not ATTRIBUTE.fullmatch(words.strip())]


def templates():
    for path in (ROOT / "templates").rglob("*.html"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(ENGLISH):
            yield name.removeprefix("templates/"), path.read_text()


def sentences(node):
    """The strings that a refusal is handed as they are, and not by gettext."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node
    elif isinstance(node, ast.Tuple | ast.List | ast.Dict | ast.IfExp):
        yield from (found for one in ast.iter_child_nodes(node) for found in sentences(one))


def words_of(sentence):
    return "".join(
        one.value for one in ast.walk(sentence) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def said_in_english(path):
    """The sentences of a file that refuse. Where forms stand, a form's own template says one without a place in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in REFUSES:
            handed = node.args[0].values if isinstance(node.args[0], ast.Dict) else [node.args[0]]
            for sentence in (found for one in handed for found in sentences(one)):
                drawn = "/forms/" in path.as_posix() and isinstance(sentence, ast.Constant)
                if re.search("[A-Za-z]{2}", words_of(sentence)) and not drawn:
                    yield words_of(sentence)


def test_every_refusal_can_be_said_in_welsh():
    """`gettext("The %(post)s has it already.") % {"post": post}` where it is raised."""
    paths = {path for pattern in REFUSING for path in ROOT.glob(pattern)}
    assert {path.name: said for path in paths if (said := list(said_in_english(path)))} == {}


def test_no_template_but_those_named_has_words_that_cannot_be_translated():
    assert {name for name, text in templates() if untranslated(text)} == set(NOT_YET.read_text().split())


def in_f_strings(tree):
    """The words that gettext is handed within an f-string."""
    calls = (call for string in ast.walk(tree) if isinstance(string, ast.JoinedStr) for call in ast.walk(string))
    for call in calls:
        hands = isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
        if hands and ast.unparse(call.func) in {"gettext", "ngettext", "pgettext", "_"}:
            yield call.args[0].value


def test_no_words_are_translated_within_an_f_string_where_make_messages_does_not_find_them():
    assert broken(in_f_strings, modules()) == []


def test_the_welsh_words_fit_their_places():
    """Each placeholder is one of the English sentence's, and a count has all its forms: Babel's own checks."""
    welsh = read()
    faults = [(message.id, str(fault)) for message in welsh if message.string for fault in message.check(welsh)]
    assert faults == []


def test_what_pages_show_is_in_welsh():
    """Run `make messages`, then put what is missing into Welsh in safeguarding/locale/cy/LC_MESSAGES/django.po."""
    welsh = {message.id: [message.string] if isinstance(message.id, str) else message.string for message in read()}
    asked = {words for words, _ in found()}

    assert {"Actions", "In progress", "Error:", ("%(number)s day late", "%(number)s days late")} <= asked
    assert {words for words in asked if not all(welsh.get(words, [""]))} == set()
