"""Install all triggers of an app's models in one step.

``makemigrations`` writes one AddTrigger per trigger, and Django renders the related models anew after each: minutes for
hundreds. Where triggers stand in the options of CreateModel instead, this one operation installs them at the end.
"""

from django.db.migrations.operations.base import Operation


class InstallTriggers(Operation):
    """Install the triggers that the app's CreateModel operations declare in ``options["triggers"]``."""

    reversible = True
    reduces_to_sql = True

    def state_forwards(self, app_label, state):
        """The state has the triggers already."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for trigger in self._triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for trigger in self._triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return "Install the triggers of every model"

    def _triggers(self, app_label, state):
        for (app, _), model in state.models.items():
            if app == app_label:
                yield from model.options.get("triggers", [])
