"""Tags and filters beyond Django's own: titles, dates in words, tones, charts, page numbers, a query kept in a form, withheld words."""

import pickle
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import blake2b
from html import unescape

from django import template
from django.core.paginator import Paginator
from django.template import Context, Node
from django.template.base import FilterExpression, Parser, Token
from django.template.loader_tags import do_include
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from safeguarding.accesses import shown
from safeguarding.lib.dates import MONTHS, WEEKDAYS, Precision, london_date
from safeguarding.lib.languages import current, in_words, translated
from safeguarding.lib.pages import charts, drawn, tones
from safeguarding.lib.pages.filter_forms import hidden_inputs
from safeguarding.lib.words import WITHHELD
from safeguarding.models import User

register = template.Library()

register.filter("tone", tones.tone)
register.filter("stacked_bar", charts.stacked_bar)
register.filter("columns", charts.columns)


class DrawOnce(Node):
    """A template that knows only what it is given, not even the request."""

    def __init__(self, template: FilterExpression, given: dict[str, FilterExpression]) -> None:
        self.template, self.given = template, given

    def render(self, context: Context) -> str:
        name = self.template.resolve(context)
        given = {key: value.resolve(context) for key, value in self.given.items()}
        asked = (name, current(), blake2b(pickle.dumps(given)).digest())
        return drawn.once(asked, lambda: context.template.engine.get_template(name).render(Context(given)))


@register.tag
def draw_once(parser: Parser, token: Token) -> DrawOnce:
    """Include a template that is drawn once for the same rows or figures: {% draw_once "row.html" with row=row only %}.

    No page of a Paginator is to be among them, of which every row would be read.
    """
    include = do_include(parser, token)
    return DrawOnce(include.template, include.extra_context)


@register.simple_tag(takes_context=True)
def note_marking(context: Context) -> str:
    """Tell the access log which marking a page bears; draws nothing."""
    if "request" in context:  # not in a mail
        shown(context["request"], context.get("marking", ""))
    return ""


@register.simple_block_tag(takes_context=True)
def page_title(context: Context, content: SafeString) -> SafeString:
    """The title of a page, which its heading says again as {{ page_title }}."""
    context["page_title"] = SafeString(" ".join(content.split()))
    return context["page_title"]


@register.filter
def day(on: date | None, precision: str = Precision.DAY) -> str:
    """A date in words: "11 February 2015", or "May 2016" with the precision "month". Empty for None."""
    return in_words(on, precision or Precision.DAY) if on else ""


@register.filter
def short_day(on: date | None) -> str:
    """A date for a narrow column: "11 Feb 2015". Empty for None."""
    return f"{on.day} {translated(MONTHS[on.month - 1])[:3]} {on.year}" if on else ""


@register.filter
def day_of(at: datetime | None) -> str:
    """The day in London of a moment: "7 August 2015". Empty for None."""
    return in_words(london_date(at)) if at else ""


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in London: "7 August 2015, 14:30". Empty for None."""
    return f"{day_of(at)}, {timezone.localtime(at):%H:%M}" if at else ""


@register.filter
def moment_with_weekday(at: datetime | None) -> str:
    """A moment in London: "Friday 7 August 2015, 14:30". Empty for None."""
    return f"{translated(WEEKDAYS[london_date(at).weekday()])} {moment(at)}" if at else ""


@register.filter
def from_then_on(every_months: int | None) -> str:
    """How what is first done on a day goes on: ", and every 6 months from then". Empty for None."""
    if not every_months:
        return ""
    again = ngettext(", and every month from then", ", and every %(every_months)s months from then", every_months)
    return again % {"every_months": every_months}


@register.filter
def called(person: User | None, at: datetime) -> str:
    """The name that a person had at a moment. Empty for None."""
    return person.called(at) if person else ""


@register.filter
def page_numbers(number: int, last: int) -> Iterator[int | str]:
    """The page numbers to link to from one of so many: first, last, the neighbours, "…" between."""
    return Paginator(range(last), 1).get_elided_page_range(number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def asked_for(context: Context) -> MultiValueDict:
    """The query of the page's address, for what is drawn once for the same."""
    return context.request.GET


@register.simple_tag(takes_context=True)
def kept_query(context: Context, asked: str) -> SafeString:
    """Hidden inputs that keep the rest of the query string in a GET form; `asked` are the names it asks for itself, in words."""
    return hidden_inputs(context.request.GET, asked.split())


@register.simple_tag
def withheld() -> str:
    """The mark of words that are not for the reader; the page around it says why, once."""
    return f"{translated(WITHHELD)}."


@register.simple_block_tag
def withheld_once(content: SafeString) -> SafeString:
    """A part of a page, and above it how often words are withheld in it and why; nothing above it where none are."""
    text, marks = content.lower(), {WITHHELD, translated(WITHHELD)}  # what is recorded has it in English
    if not (number := sum(text.count(mark.lower()) for mark in marks)):
        return content
    message = ngettext(
        "Words are withheld in %(number)s place on this page: they are for others, or not released to you yet.",
        "Words are withheld in %(number)s places on this page: they are for others, or not released to you yet.",
        number,
    )
    return format_html('<p class="govuk-inset-text">{}</p>{}', message % {"number": number}, content)


@register.simple_block_tag
def plain_words(content: SafeString) -> str:
    """The words of a part of a page in one line, without its links and marks."""
    return " ".join(unescape(strip_tags(content)).split()).replace(" .", ".").replace(" ,", ",")
