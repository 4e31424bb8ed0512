"""What a document says of an action or a recommendation, transcribed from it."""

import hashlib

from django.core.files.base import ContentFile

from recommendations.models import PlanDocument, TranscribedStatement
from tests.recorded import write


def transcribed(recommendation, words, means, *, by, at, **fields):
    """The statement; each set of words stands in a document of its own."""
    sha256 = hashlib.sha256(words.encode()).hexdigest()
    document = PlanDocument(name="progress.docx", sha256=sha256, file=ContentFile(b"...", "p"), rows=1)
    write(document, by=by, at=at)
    said = {"recommendation": recommendation, "words": words, "means": means, "document": document}
    return write(TranscribedStatement(**{"source": "progress.docx, row 2"} | said | fields), by=by, at=at)
