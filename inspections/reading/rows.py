"""Lines that begin a paragraph by what stands around them: in a row of numbers or of sentences, or behind the name of a field."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inspections.reading.lines import Line

FEWEST, FEWEST_COUNTED = 3, 2
_BARE = re.compile(r"(?P<name>)(?P<number>[a-z]|[0-9]{1,2}) (?=[A-Z])")  # "b The Ministry should"
_NAMED = re.compile(r"(?P<name>[A-Z][a-z]+) (?P<number>[0-9]{1,2})[.:]? (?=[A-Z])")  # "Lesson 2 Two lists were kept."
_SENTENCE = re.compile(r"[A-Z“].*[.!?][”’)]?")


def begun_in_rows(lines: Sequence[Line]) -> set[int]:
    """The places of such lines; each still follows a full stop or a short line."""
    return {
        *_counted(lines, _BARE, FEWEST_COUNTED),
        *_counted(lines, _NAMED, FEWEST_COUNTED),
        *_sentences(lines),
        *_fields(lines),
    }


def _counted(lines: Sequence[Line], form: re.Pattern[str], fewest: int) -> Iterator[int]:
    """The places of lines that count on from one to the next: 20, 21, 22, or a, b, c."""
    runs: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for place, line in enumerate(lines):
        if found := form.match(line.text):
            is_number = found["number"].isdigit()
            number = int(found["number"]) if is_number else ord(found["number"]) - ord("a") + 1
            run = runs.setdefault((found["name"], is_number), [])
            if run and number != run[-1][1] + 1:
                yield from (at for at, _ in run if len(run) >= fewest)
                run.clear()
            if run or is_number or number == 1:
                run.append((place, number))
    yield from (at for run in runs.values() for at, _ in run if len(run) >= fewest)


def _sentences(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines in a row that are each a sentence: prose ends one at a line's end by chance, but not three times."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if line.row is None and not line.bullet and _SENTENCE.fullmatch(line.text):
            run.append(place)
            continue
        yield from run if len(run) >= FEWEST else ()
        run = []
    yield from run if len(run) >= FEWEST else ()


def _fields(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines that stand more than once and end in a colon, and of the lines below them."""
    times = Counter(line.text for line in lines if line.text.endswith(":"))
    for place, (line, below) in enumerate(pairwise(lines)):
        if times[line.text] > 1:
            yield from (place, place + 1) if below.text[:1].isupper() else (place,)
