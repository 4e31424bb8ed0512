"""The admin of recommendations: all of it read only but the status words; a module as in models/, and the records."""

from . import actions, commissioner, inspectorate, intake, looked, recommendations, records, rounds, sessions  # noqa: F401  they register themselves
