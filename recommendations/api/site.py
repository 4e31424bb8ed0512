"""All of it together: the addresses, what is said where nobody may read, and what saves an answer that is known already."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from . import figures, lists, records
from .tables import answers, or_as_table

api = NinjaAPI(
    title="Safeguarding tracker",
    version="1",
    description="Read-only. Each answer holds what the person of the key may see, as the pages have it.",
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from elsewhere; ours is views/api_guide.py
)
for part in (lists, records, figures):
    api.add_router("", part.router)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Called by Ninja for whoever has no key that opens this."""
    detail = "Send a key that works and opens this, as “Authorization: Bearer …”. People make theirs on Your account."
    return api.create_response(request, {"detail": detail}, status=401)


app_name = "api"
urlpatterns, *_ = api.urls
answered = answers(part.router for part in (lists, records, figures))
for pattern in urlpatterns:
    if pattern.name in answered:
        pattern.callback = or_as_table(pattern.callback, pattern.name, answered[pattern.name])
    if pattern.name != "openapi-json":
        pattern.callback = login_not_required(conditional_page(pattern.callback))
