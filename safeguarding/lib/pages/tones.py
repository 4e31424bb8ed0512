"""The tone in which a state is shown in tags, charts and timelines; its word is always printed beside it.

The colours of each tone stand in assets/_tones.scss, where a test reads them for contrast.
"""

TONES = {
    "done": "complete supports supports-completion accepted granted granted-instead verified effect effect-shown kept returned assured",
    "settled": "ended in-place tested test under-90",
    "moving": "in-progress on-target not-due under-way update changed",
    "asked": "recommended-complete recommend-complete for-decision response-proposed question noted answer requested transcribed new",
    "stated": "position assessment 90-to-180",
    "linked": "answered-under another-body 180-to-365",
    "warn": "awaiting-allocation awaiting-direction at-risk revised waiting further-action partly deferred not-tested uncertain over-365",
    "gap": "no-action no-owner no-evidence not-shown",
    "late": "late overdue off-target still-open disputed not-assured challenged sends-back reopens refused conflict",
    "quiet": "excused discarded withdrawn withdraws no-date not-stated nothing-asked output edit unchanged",
    "faint": "others superseded not-applicable not-accepted left-out unknown",
}
RAG = {
    "rag-red": "late",
    "rag-amber": "warn",
    "rag-green": "done",
    "rag-blue": "moving",
    "rag-grey": "quiet",
    "rag-none": "asked",
}
TONE_OF = {key: tone for tone, keys in TONES.items() for key in keys.split()} | RAG


def tone(key) -> str:
    """The tone of a state's key; "quiet" for one not named here."""
    return TONE_OF.get(str(key), "quiet")
