"""Which action a row of a plan means, among those that answer its recommendation already."""

from collections import Counter

from .answers import NEW


class Matching:
    """The rows of one recommendation against the actions that answer it: by number, else by words, else by what is left.

    rows: (key, PlannedRow) in the order of the document, those with an action of their own. known: the actions, by number.
    answers: what was answered, by key.
    """

    def __init__(self, rows, known, answers):
        self.meant, self.in_doubt = {}, {}
        left, free = [], dict(known)
        for key, row in rows:
            number = _answered(answers.get(key), known)
            if number is None and row.action_number in known:
                number = row.action_number
            if number is None and answers.get(key) != NEW:
                number = _same_words(row, free)
            if number is not None:
                self.meant[key] = known[number]
                free.pop(number, None)
            elif answers.get(key) != NEW:
                left.append((key, row))
        self._share_out(left, free)

    def _share_out(self, left, free):
        """One row and one action left belong together; rows alone open actions; anything else is asked."""
        places = Counter(row.action_place or key for key, row in left)
        if len(places) == 1 == len(free):
            self.meant |= {key: action for key, _ in left for action in free.values()}
        elif free:
            self.in_doubt = {key: list(free.values()) for key, _ in left}


def _answered(answer, known):
    return int(answer) if answer and answer != NEW and int(answer) in known else None


def _same_words(row, free):
    return next((number for number, action in free.items() if action.text == row.task), None)
