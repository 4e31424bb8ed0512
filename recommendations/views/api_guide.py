"""The guide to what programs read, made of the same description that programs get."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ..api.site import api


@require_GET
def api_guide(request: HttpRequest) -> HttpResponse:
    """Show each address that programs read, its parameters, and the fields of its answers."""
    described = api.get_openapi_schema()
    schemas = described["components"]["schemas"]
    addresses = [_address(path, methods["get"], schemas) for path, methods in described["paths"].items()]
    context = {"addresses": addresses, "openapi": reverse("api:openapi-json")}
    return render(request, "recommendations/keys/guide.html", context)


def _address(path, get, schemas):
    answer = get["responses"][200]["content"]["application/json"]["schema"]
    fields = _of(answer, schemas)["properties"]
    row = _of(fields["items"]["items"], schemas) if "items" in fields else None
    return {
        "path": path,
        "says": get["description"],
        "parameters": [(one["name"], one["description"]) for one in get["parameters"]],
        "fields": list(row["properties"] if row else fields),
        "about": (row or _of(answer, schemas)).get("description", ""),
    }


def _of(named, schemas):
    return schemas[named["$ref"].rsplit("/", 1)[-1]] if "$ref" in named else named
