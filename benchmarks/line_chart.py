"""A chart of times over sizes, both by powers of ten, as an SVG file that stands by itself."""

import math
from collections.abc import Iterable
from html import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 560, 340, 64, 44, 110, 44
COLOURS = ("#1d70b8", "#505a5f", "#d4351c", "#00703c")  # GOV.UK's, told apart by their names at the line's end too

Points = list[tuple[float, float]]


def line_chart(title: str, lines: dict[str, Points], *, x: str, y: str) -> str:
    """The SVG of several named lines; every number above 0. x, y: what the axes say."""
    points = [point for line in lines.values() for point in line]
    across, up = _powers(p[0] for p in points), _powers(p[1] for p in points)

    def place(point):
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * _share(point[0], across),
            HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * _share(point[1], up),
        )

    drawn = [_text(LEFT, 22, title, size=16, weight="bold"), _text(LEFT, HEIGHT - 6, x), _text(4, TOP - 8, y)]
    for power in across:
        left, _ = place((10**power, 10 ** up[0]))
        drawn.append(_rule(left, TOP, left, HEIGHT - BOTTOM))
        drawn.append(_text(left, HEIGHT - BOTTOM + 16, f"{10**power:,}", anchor="middle"))
    for power in up:
        _, height = place((10 ** across[0], 10**power))
        drawn.append(_rule(LEFT, height, WIDTH - RIGHT, height))
        drawn.append(_text(LEFT - 6, height + 4, f"{10.0**power:,g}", anchor="end"))
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        drawn += _line(name, [place(point) for point in line], colour)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def _powers(numbers: Iterable[float]) -> range:
    """The powers of ten from below the least to above the greatest, two at least."""
    logarithms = [math.log10(number) for number in numbers]
    first, last = math.floor(min(logarithms)), math.ceil(max(logarithms))
    return range(first, max(last, first + 1) + 1)


def _share(number, powers):
    return (math.log10(number) - powers[0]) / (powers[-1] - powers[0])


def _line(name, places, colour):
    path = " ".join(f"{left:.1f},{height:.1f}" for left, height in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for left, height in places:
        yield f'<circle cx="{left:.1f}" cy="{height:.1f}" r="3" fill="{colour}"/>'
    left, height = places[-1]
    yield _text(left + 8, height + 4, name, fill=colour)


def _rule(left, top, right, bottom):
    return f'<line x1="{left:.1f}" y1="{top:.1f}" x2="{right:.1f}" y2="{bottom:.1f}" stroke="#d8dde0"/>'


def _text(left, height, words, *, anchor="start", size=12, weight="normal", fill="#0b0c0c"):
    return (
        f'<text x="{left:.1f}" y="{height:.1f}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )
