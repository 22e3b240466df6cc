"""Operations for migrations of any app here."""

from django.db import migrations


class WordsOnly(migrations.SeparateDatabaseAndState):
    """Field changes that the database does not know of, such as help texts: only the state of the models changes.

    Django makes all models anew after each changed field, which took two hundred help texts half a minute. Without
    made models to keep up to date it makes them once, when the next operation asks for them.
    """

    def __init__(self, fields):
        super().__init__(state_operations=fields)

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
