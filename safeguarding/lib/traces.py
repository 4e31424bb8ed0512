"""Requests told to an OpenTelemetry collector of the force's: of each what the log of requests says, and nothing that anybody typed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from safeguarding.lib.logs import reference

_tracers: list[Any] = []  # one, where a collector is told


def tell() -> None:
    """Report the requests of this process to the collector that OpenTelemetry's own variables name.

    Raises ImproperlyConfigured where its packages are not there.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise ImproperlyConfigured(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set: install the package opentelemetry-exporter-otlp-proto-http, or leave it empty."
        ) from error
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    _tracers.append(provider.get_tracer("safeguarding"))


def has_collector() -> bool:
    """Return whether a collector is told of requests."""
    return bool(_tracers)


def request_ended(fields: Mapping[str, object], *, route: str, ended: int) -> None:
    """Tell of a request. fields: those of its line in the log. route: the pattern of its address. ended: nanoseconds since 1970."""
    from opentelemetry.trace import SpanKind, Status, StatusCode

    attributes = {
        "http.request.method": fields["method"],
        "http.route": route,
        "url.path": fields["address"],
        "http.response.status_code": fields["status"],
        "tracker.request": reference.get(),
        "tracker.statements": fields["statements"],
    }
    for tracer in _tracers:
        name, began = f"{fields['method']} {route}", ended - fields["ms"] * 1_000_000
        span = tracer.start_span(name, kind=SpanKind.SERVER, attributes=attributes, start_time=began)
        if fields["status"] >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ended)
