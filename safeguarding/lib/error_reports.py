"""Faults told to a Sentry server of the force's, as where in the code and of which kind, and nothing that anybody typed."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from safeguarding.lib.logs import reference

# What is left of an event. A fault's words may be a row of the database, a request holds what was sent, crumbs hold statements.
KEPT = ("event_id", "timestamp", "level", "platform", "release", "server_name", "exception")


def tell(dsn: str) -> None:
    """Report unhandled faults of this process to the server of `dsn`. Raises ImproperlyConfigured where sentry-sdk is not there."""
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN is set: install the package sentry-sdk, or leave it empty.") from error
    sentry_sdk.init(
        dsn=dsn,
        before_send=without_words,
        include_local_variables=False,
        max_request_body_size="never",
        send_default_pii=False,
        traces_sample_rate=None,
    )


def without_words(event: dict[str, Any], hint: object = None) -> dict[str, Any]:
    """The event with its places in the code and the reference that the page gave, and without values."""
    kept = {name: event[name] for name in KEPT if name in event}
    for fault in kept.get("exception", {}).get("values", ()):
        fault["value"] = ""
    return kept | {"tags": {"reference": reference.get()}}
