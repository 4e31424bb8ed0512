"""The layouts of the paper to the Commissioner's office, each under the day since which papers are issued in it.

None is changed once a paper was issued in it: what a paper shows anew is a field of Layout and a new day. So a paper of any day
is made again as it was, and its content held against the digest that was kept when it was issued.
"""

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256

from safeguarding.lib.writers.papers import Paper
from safeguarding.lib.writers.tables import Table


@dataclass(frozen=True)
class Layout:
    """One layout. contact: section 4 has the contact with the inspectorates since the last meeting; rag: and the board's own ratings."""

    contact: bool
    rag: bool


LAYOUTS = {"2026-11-01": Layout(contact=False, rag=False), "2026-11-28": Layout(contact=True, rag=True)}
FIRST, LATEST = min(LAYOUTS), max(LAYOUTS)
# Words of ours that papers issued before 29 November 2026 have with straight apostrophes. Their digests hold none the less.
_CURLED_SINCE = re.compile(
    r"(?<!the )inspectorate’s date (?=[0-9])|the inspectorate’s date(?=, [0-9,]+ of them with the DCC)|"
    r"in the force’s plan, p\. |Another body’s"
)


def content_digest(*editions: Paper | Table) -> str:
    """The SHA-256 of all that these editions say, whatever the files are like in which they say it."""
    content = json.dumps([asdict(edition) for edition in editions], default=str, ensure_ascii=False)
    as_first_printed = _CURLED_SINCE.sub(lambda words: words[0].replace("’", "'"), content)
    return sha256(as_first_printed.encode()).hexdigest()
