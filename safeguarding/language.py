"""In which language a person reads: as they chose, on whatever machine; else as this browser chose or asks."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.i18n import set_language

from .models import ChosenLanguage, User

CHOSEN = "language"  # in a session: what its person chose, so that no page asks the database for it


def of(person: User) -> str:
    """The code of the language that they chose, as it is offered now: "cy"; the source's where they chose none."""
    chosen = getattr(person, "chosen_language", None)
    return chosen.code if chosen and chosen.code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def bring(request: HttpRequest, user: User, **kwargs: object) -> None:
    """A receiver of user_logged_in: what somebody chose elsewhere is so here too, from this answer on."""
    chosen = ChosenLanguage.objects.filter(person=user).first() if len(settings.LANGUAGES) > 1 else None
    if chosen:
        request.session[CHOSEN] = chosen.code
        _read_in(request, chosen.code)


class InChosenLanguage(LocaleMiddleware):
    """Django's, before which goes what the person who is signed in chose. Files and programs' answers are in English.

    The address of a page ends in a slash, that of a file does not.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Read the page in their language, if it is on offer."""
        if not request.path_info.endswith("/"):
            _read_in(request, settings.LANGUAGE_CODE)
            return
        super().process_request(request)
        _read_in(request, request.session.get(CHOSEN, ""))


@login_not_required
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language that was pressed at the foot of a page: with the browser, and with the person who is signed in."""
    code = request.POST.get("language", "")
    if request.user.is_authenticated and code in dict(settings.LANGUAGES):
        ChosenLanguage.objects.update_or_create(person=request.user, defaults={"code": code})
        request.session[CHOSEN] = code
    return set_language(request)


def _read_in(request, code):
    if code in dict(settings.LANGUAGES):
        translation.activate(code)
        request.LANGUAGE_CODE = code
