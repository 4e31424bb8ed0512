"""How hard a password is to guess: leaked ones, words, names, dates and keyboard runs are tried first. Asks no network."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from zxcvbn import zxcvbn

LOOKED_AT = 72  # characters; zxcvbn takes no more, and nobody guesses that many
ENOUGH = 4  # zxcvbn's score: ten thousand million guesses and more
OURS = ("safeguarding", "tracker", "police", "force", "child", "children")  # what somebody here thinks of first


class HardToGuess:
    """Refuses a password that a program would soon guess, the person's own names among the first it tries."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError where it is soon guessed."""
        names = " ".join(str(getattr(user, name, "")) for name in ("username", "first_name", "last_name", "email"))
        for sign in ".@-_":
            names = names.replace(sign, " ")
        own = [word.lower() for word in f"{names} {settings.FORCE_NAME}".split() if len(word) > 2]
        # Its own words are taken out of what is left to guess: zxcvbn alone counts two names beside each other as much.
        left = password.lower()
        for word in (*own, *OURS):
            left = left.replace(word, "")
        score = min(zxcvbn(text[:LOOKED_AT], user_inputs=[*own, *OURS])["score"] for text in (password, left or "-"))
        if score < ENOUGH:
            raise ValidationError(
                gettext(
                    "This password is easy to guess. Use three or four words that have nothing to do with each other."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        """The sentence for a list of what is asked for."""
        return "Your password can’t be one that is easy to guess, such as a name, a date or a row of keys."
