"""Many new tables by one operation of a migration."""

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Django's CreateModel for each of `models`, the state drawn once for all of them.

    After each CreateModel Django draws every related model again, which for the hundred of this register is most of the time
    that an empty database takes to be made.
    """

    serialization_expand_args = ["models"]

    def __init__(self, models) -> None:
        self.models = models

    def state_forwards(self, app_label, state) -> None:
        """Add them to the state, and forget the models that were drawn of it."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Create their tables; what refers to a later one is tied when all are there."""
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Drop their tables."""
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say which."""
        return f"Create models {', '.join(model.name for model in self.models)}"
