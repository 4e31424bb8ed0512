"""Charts as SVG made on the server: no script, no style attribute, and always beside a table with the same figures."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from safeguarding.lib.languages import translated
from safeguarding.lib.pages.tones import tone

NARROWEST_WITH_NUMBER = 7  # per cent of the bar: on a phone, the room that two figures need
LOWEST_WITH_NUMBER = 9  # per cent of the height of columns
HIGHEST = 88  # per cent of it that the highest column takes; the rest is for the words below


class Slice(NamedTuple):
    """One part of a stacked bar: a state's key and words, how many, and where to see exactly those."""

    key: str
    words: str
    count: int
    url: str = ""

    @property
    def tone(self) -> str:
        """The tone that colours it."""
        return tone(self.key)


def stacked_bar(slices, label="") -> str:
    """One horizontal bar, as safe SVG; `label` is read aloud in its place, followed by the figures. Nothing is where it has none,
    in a row that has the figures too.

    Everything is in per cent of the width, so that it fits any page and its numbers keep their shape.
    Slices of nothing are left out.
    """
    shown = [part for part in slices if part.count]
    total = sum(part.count for part in shown)
    segments, left = [], 0.0
    for part in shown:
        width = 100 * part.count / total
        segments.append(_segment(part, left, width))
        left += width
    drawn = format_html_join("", "{}", ((segment,) for segment in segments))
    if not label:
        return format_html('<svg class="app-bar" aria-hidden="true">{}</svg>', drawn)
    figures = ", ".join(f"{translated(part.words)} {part.count}" for part in shown) or gettext("nothing to show")
    return format_html(
        '<svg class="app-bar" role="img" aria-label="{}: {}">{}</svg>', translated(label), figures, drawn
    )


def _segment(part, left, width):
    number = part.count if width >= NARROWEST_WITH_NUMBER else 0
    shape = format_html('x="{}%" width="{}%" height="100%"', _size(left), _size(width))
    return _block(part, shape, _size(left + width / 2), 50, number)


def columns(stacks, label) -> str:
    """Columns side by side, each of slices, the first at the bottom; all in one scale, as safe SVG.

    stacks: (words below it, slices); label is read aloud. The figures stand in a table beside it. In per cent, as stacked_bar().
    """
    highest = max((sum(part.count for part in slices) for _, slices in stacks), default=0) or 1
    drawn = (
        _column(words, slices, place * 100 / len(stacks), 100 / len(stacks), HIGHEST / highest)
        for place, (words, slices) in enumerate(stacks)
    )
    return format_html(
        '<svg class="app-columns" role="img" aria-label="{}">{}</svg>',
        translated(label),
        format_html_join("", "{}", ((column,) for column in drawn)),
    )


def _column(words, slices, left, width, scale):
    middle, base, segments = _size(left + width / 2), float(HIGHEST), []
    for part in slices:
        if part.count:
            height = part.count * scale
            base -= height
            number = part.count if height >= LOWEST_WITH_NUMBER else 0
            sizes = map(_size, (left + width * 0.1, width * 0.8, base, height))
            shape = format_html('x="{}%" width="{}%" y="{}%" height="{}%"', *sizes)
            segments.append(_block(part, shape, middle, _size(base + height / 2), number))
    return format_html(
        '{}<text class="app-columns__words" x="{}%" y="98%">{}</text>',
        format_html_join("", "{}", ((segment,) for segment in segments)),
        middle,
        words,
    )


def _size(per_cent):
    """Written as short as can be; a hundredth of a per cent is less than a pixel on any screen."""
    return f"{per_cent:z.2f}".rstrip("0").rstrip(".")


def _block(part, shape, x, y, number):
    """A rectangle of that shape; the number, unless it is 0, which has no room in it, stands about (x, y)."""
    return format_html(
        '<g><title>{}: {}</title><rect class="app-fill--{}" {}/>{}</g>',
        translated(part.words),
        part.count,
        part.tone,
        shape,
        format_html('<text x="{}%" y="{}%">{}</text>', x, y, number) if number else "",
    )
