"""What the models were after a migration: names, fields, options."""
class ModelState:
    def __init__(self, app_label, name, fields, options=None):
        self.app_label, self.name, self.fields, self.options = app_label, name, dict(fields), dict(options or {})
    @property
    def table(self): return self.options.get('db_table') or '%s_%s' % (self.app_label, self.name.lower())
    def copy(self): return ModelState(self.app_label, self.name, self.fields, self.options)
    def key(self):
        for name, field in self.fields.items():
            if field.primary_key: return name, field
class ProjectState:
    def __init__(self): self.models = {}
    def copy(self):
        made = ProjectState()
        made.models = {key: one.copy() for key, one in self.models.items()}
        return made
    def model(self, app_label, name): return self.models[(app_label, name.lower())]
    def get(self, label):
        """A model by its label: of the migrations, or of an app that comes with Django."""
        from django.apps import apps
        app, name = label.split('.')
        if (app, name.lower()) in self.models: return self.models[(app, name.lower())]
        return state_of(apps.get_model(app, name))
def state_of(model):
    """A model as it stands in the project."""
    meta = model._meta
    options = {key: value for key, value in meta.given.items() if key not in ('app_label', 'abstract', 'default_manager_name') and not (key in ('ordering', 'indexes', 'constraints') and not value)}
    if 'unique_together' in options: options['unique_together'] = {one for one in meta.unique_together}
    fields = sorted(meta.fields + meta.many_to_many, key=lambda one: one.order) if not any(one.primary_key and one.auto_created for one in meta.fields) else meta.fields[:1] + sorted(meta.fields[1:] + meta.many_to_many, key=lambda one: one.order)
    return ModelState(meta.app_label, meta.object_name, [(one.name, one) for one in fields if not one.many] + [(one.name, one) for one in fields if one.many], options)
def label_in(to, app_label):
    """`app.model` of what a field leads to, as it is written in an app."""
    from django.conf import settings
    from django.db.models.related import Swappable
    if isinstance(to, Swappable): return settings.AUTH_USER_MODEL.lower()
    if not isinstance(to, str): return to._meta.label_lower
    return to.lower() if '.' in to else '%s.%s' % (app_label, to.lower())
