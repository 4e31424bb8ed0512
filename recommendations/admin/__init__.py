"""The admin of recommendations: all of it read only but the status words; a module as in models/, and the records."""

from . import (  # noqa: F401  they register themselves
    actions,
    commissioner,
    inspectorate,
    intake,
    packs,
    recommendations,
    records,
    redactions,
    rounds,
    seals,
    sessions,
)
