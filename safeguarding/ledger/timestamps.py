"""Timestamps of seals (RFC 3161) by an authority outside the force: off unless TIMESTAMP_AUTHORITY has its address."""

import base64
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import requests
from cryptography import x509
from django.conf import settings
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from ..models.ledger import Seal, SealTimestamp
from .proof import Broken, read_seal
from .verify import Finding

PATIENCE = 10  # seconds for one answer
AT_ONCE = 10  # seals, the newest of those without a timestamp


class NotStamped(Exception):
    """The authority gave no timestamp that holds; says why."""


def stamp() -> list[SealTimestamp]:
    """Have the last seals without a timestamp stamped, and keep each. Raises NotStamped at the first that is not, and asks no more.

    Call it outside a transaction, once the seal is made: nothing of the ledger waits for the authority.
    """
    if not settings.TIMESTAMP_AUTHORITY:
        return []
    lacking = Seal.objects.exclude(size__in=SealTimestamp.objects.values("size")).order_by("-size")[:AT_ONCE]
    return [_stamp(seal) for seal in sorted(lacking, key=lambda seal: seal.size)]


def of_timestamps() -> Iterator[Finding]:
    """Timestamps that are of no seal here, or do not hold by the certificates of the settings. Two queries."""
    notes = dict(Seal.objects.values_list("size", "note"))
    for size, given_at, answer in SealTimestamp.objects.values_list("size", "given_at", "answer"):
        try:
            response = decode_timestamp_response(base64.b64decode(answer))
            note = notes.get(size)
            if (
                note is None
                or sha256(read_seal(note).text.encode()).digest() != response.tst_info.message_imprint.message
            ):
                raise NotStamped("is of another seal than stands here")
            if roots := _roots():
                _insist(response, read_seal(note).text.encode(), roots)
        except (NotStamped, Broken, ValueError) as error:
            words = f"The timestamp of {given_at:%d/%m/%Y %H:%M} on the seal over {size} leaves does not hold: {error}."
            yield Finding("timestamp", words)


def _stamp(seal):
    text = read_seal(seal.note).text.encode()
    asked = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256).build()
    headers = {"Content-Type": "application/timestamp-query"}
    if not (roots := _roots()):
        raise NotStamped("TIMESTAMP_ROOTS names no certificates to hold it against")
    try:
        answer = requests.post(settings.TIMESTAMP_AUTHORITY, asked.as_bytes(), headers=headers, timeout=PATIENCE)
        answer.raise_for_status()
        response = decode_timestamp_response(answer.content)
    except (requests.RequestException, ValueError) as error:
        raise NotStamped(f"{settings.TIMESTAMP_AUTHORITY}: {error}") from error
    _insist(response, text, roots, nonce=asked.nonce)
    kept = base64.b64encode(answer.content).decode()
    return SealTimestamp.objects.create(size=seal.size, given_at=response.tst_info.gen_time, answer=kept)


def _insist(response: TimeStampResponse, text, roots, nonce=None):
    verifier = VerifierBuilder(roots=roots, nonce=nonce).build()
    try:
        verifier.verify_message(response, text)
    except VerificationError as error:
        raise NotStamped(str(error)) from error


def _roots():
    path = settings.TIMESTAMP_ROOTS
    return x509.load_pem_x509_certificates(Path(path).read_bytes()) if path and Path(path).is_file() else []
