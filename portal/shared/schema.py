"""A migration that creates many related tables at once.

Django renders every model related to a new one again after each operation. Ours are all related (history rows name the
user, parts name the project), so 110 tables took 17 s to create, of which 16 s were rendering. When a migration only
creates models, one rendering of the final state is enough: 1 s. The same holds for columns that may be null: a column is
added to its table without asking what else changed. One column that is never NULL may be added to a table, if it is the
first that the migration adds there: SQLite makes the table anew for it, from what it was before.
"""
from django.db import migrations


class CreateTogether(migrations.Migration):
    """Only for migrations whose operations are all CreateModel, or AddField as told above, many-to-many keys too, and
    AlterField of what the database does not know."""

    def apply(self, project_state, schema_editor, collect_sql=False):
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        after = project_state.clone()
        after.__dict__.pop("apps", None)  # so that adding a model renders nothing
        for operation in self.operations:
            operation.state_forwards(self.app_label, after)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, after)
        return after
