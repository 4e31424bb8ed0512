"""Templates compiled once for each language, so that a page looks no word up: Django's own tags would do that at every drawing.

A word cost 16 to 48 microseconds, and a list has hundreds; compiled in, it costs what any text of a template does.
"""

import re
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, TextNode, VariableNode, render_value_in_context
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from safeguarding.lib import dates, words

_NAME = re.compile(r"%\((\w+)\)s")
_FORMS = range(7)  # among these numbers are those of every form that English or Welsh has


def current() -> str:
    """The language of the page that is drawn or compiled: "en-gb" or "cy"."""
    return get_language() or settings.LANGUAGE_CODE


def is_source() -> bool:
    """True where the words of templates and code need no translation."""
    return current() == settings.LANGUAGE_CODE


def gettext(text: str) -> str:
    """Django's; but words that stand in the language of the page are looked for in none of its six catalogues."""
    return text if is_source() else translation.gettext(text)


def translator() -> Callable[[str], str]:
    """A function that says words of ours in the language of the page; looks nothing up in the language that they stand in."""
    return str if is_source() else translation.gettext


def translated(text: str) -> str:
    """One text of ours in the language of the page; for many, ask for a `translator` once."""
    return translator()(text)


def counted_words(noun: str) -> tuple[str, str]:
    """The message of some number of a noun that takes an s: ("%(number)s day", "%(number)s days")."""
    return f"%(number)s {noun}", f"%(number)s {noun}s"


def counted(number: int, noun: str) -> str:
    """lib.words.counted in the language of the page: "1,200 days"."""
    if is_source():
        return words.counted(number, noun)
    return ngettext(*counted_words(noun), number) % {"number": f"{number:,}"}


def plural(noun: str) -> str:
    """Some of a noun that takes an s, in the language of the page: "days"; as after a high number."""
    return f"{noun}s" if is_source() else (ngettext(*counted_words(noun), 20) % {"number": ""}).strip()


def in_words(on: date, precision: str = dates.Precision.DAY) -> str:
    """lib.dates.in_words with the month's name in the language of the page: "6 Awst 2015"."""
    month = dates.MONTHS[on.month - 1]
    return dates.in_words(on, precision).replace(month, translated(month))


def open_in_words(asked_on: date | None, today: date, precision: str = dates.Precision.DAY) -> str:
    """lib.dates.open_in_words in the language of the page."""
    if is_source():
        return dates.open_in_words(asked_on, today, precision)
    days = dates.days_open(asked_on, today, precision)
    if days is not None:
        return gettext("open %(days)s") % {"days": counted(days, "day")}
    return gettext("open since %(on)s") % {"on": in_words(asked_on, precision)} if asked_on else ""


class Loader(cached.Loader):
    """Django's, which keeps a template as it was compiled; here for the language that it was compiled in."""

    def cache_key(self, template_name: str, skip: list[object] | None = None) -> str:
        return f"{current()} {super().cache_key(template_name, skip)}"


class TranslatedNode(VariableNode):
    """A variable whose value is words of ours: a label, and not what somebody typed."""

    def render(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        return render_value_in_context(gettext(value) if isinstance(value, str) else value, context)


class CountedNode(Node):
    """A sentence with a number in it, in the form that the number asks for."""

    def __init__(self, singular: str, plural: str, counter: FilterExpression, forms: dict[str, NodeList]) -> None:
        self.singular, self.plural, self.counter, self.forms = singular, plural, counter, forms
        self.find = _english if is_source() else ngettext

    def render(self, context: Context) -> SafeString:
        return self.forms[self.find(self.singular, self.plural, self.counter.resolve(context))].render(context)


def compile_translate(given: FilterExpression) -> Node:
    """The node of words, or of a variable that holds some."""
    if isinstance(given.var, str):
        return TextNode(translated(given.var))
    return VariableNode(given) if is_source() else TranslatedNode(given)


def compile_block(parser: Parser, block: BlockTranslateNode) -> Node:
    """The nodes of what Django's tag has read, a sentence or one for each form of its number."""
    singular, _ = block.render_token_list(block.singular)
    if not block.counter:
        return _compiled(parser, block, translated(singular))
    plural, _ = block.render_token_list(block.plural)
    sentences = {singular, plural} if is_source() else {ngettext(singular, plural, number) for number in _FORMS}
    forms = {sentence: _compiled(parser, block, sentence) for sentence in sentences}
    return CountedNode(singular, plural, block.counter, forms)


def _english(singular: str, plural: str, number: int) -> str:
    return singular if number == 1 else plural


class _Sentence(Node):
    """Text and variables in the order of their sentence."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return self.nodelist.render(context)


def _compiled(parser: Parser, block: BlockTranslateNode, sentence: str) -> Node:
    """Every second piece of the sentence is the name of a variable."""
    known = block.extra_context | ({block.countervar: block.counter} if block.counter else {})
    nodes = [
        VariableNode(known.get(piece) or parser.compile_filter(piece))
        if is_name
        else TextNode(piece.replace("%%", "%"))
        for number, piece in enumerate(_NAME.split(sentence))
        if (is_name := number % 2) or piece
    ]
    return _Sentence(NodeList(nodes))
