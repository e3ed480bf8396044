from django.db.migrations.operations import AddConstraint, AddField, AddIndex, AlterField, AlterModelOptions, AlterModelTable, AlterUniqueTogether, AlterModelManagers, CreateModel, DeleteModel, RemoveConstraint, RemoveField, RemoveIndex, RenameField, RenameModel, RunPython, RunSQL, SeparateDatabaseAndState
class Migration:
    """Steps of an app's schema, and the migrations that have to come before."""
    operations, dependencies, run_before, replaces, initial, atomic = [], [], [], [], None, True
    def __init__(self, name, app_label):
        self.name, self.app_label = name, app_label
        self.dependencies = list(self.dependencies)
    def __repr__(self): return '<Migration %s.%s>' % (self.app_label, self.name)
def swappable_dependency(label): return (label.split('.')[0], '__first__')
