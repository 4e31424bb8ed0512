"""Django's tags for words that are translated, compiled in (lib/languages.py), and filters. In every template, without being loaded."""

from django import template
from django.template.base import Node, Parser, TextNode, Token
from django.templatetags.i18n import do_block_translate

from safeguarding.lib import languages

register = template.Library()

register.filter("translated", languages.translated)
register.filter("counted", languages.counted)


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Words of ours, or a variable that holds some: {% translate "Actions" %}, {% translate state.label %}."""
    _, text = token.split_contents()
    return languages.compile_translate(parser.compile_filter(text))


@register.tag
def blocktranslate(parser: Parser, token: Token) -> Node:
    """A sentence with variables in it, or with a number: {% blocktranslate trimmed count number=page.count %}."""
    return languages.compile_block(parser, do_block_translate(parser, token))


@register.tag
def page_language(parser: Parser, token: Token) -> Node:
    """The code of the page's language, for its lang attribute."""
    return TextNode(languages.current())
