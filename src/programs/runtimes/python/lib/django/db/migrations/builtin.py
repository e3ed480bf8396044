"""The migrations of the apps that come with Django. The first of each makes its tables as they are in the end."""
import django
_NAMES = {
    'contenttypes': '0001_initial 0002_remove_content_type_name',
    'auth': '0001_initial 0002_alter_permission_name_max_length 0003_alter_user_email_max_length 0004_alter_user_username_opts 0005_alter_user_last_login_null 0006_require_contenttypes_0002 0007_alter_validators_add_error_messages 0008_alter_user_username_max_length 0009_alter_user_last_name_max_length 0010_alter_group_name_max_length 0011_update_proxy_permissions 0012_alter_user_first_name_max_length',
    'admin': '0001_initial 0002_logentry_remove_auto_add 0003_logentry_add_action_flag_choices', 'sessions': '0001_initial', 'sites': '0001_initial 0002_alter_domain_unique',
}
_SINCE = {'auth.0012_alter_user_first_name_max_length': (3, 1), 'auth.0011_update_proxy_permissions': (2, 2), 'auth.0010_alter_group_name_max_length': (2, 2), 'admin.0003_logentry_add_action_flag_choices': (2, 1), 'auth.0009_alter_user_last_name_max_length': (2, 0), 'auth.0008_alter_user_username_max_length': (1, 10), 'auth.0007_alter_validators_add_error_messages': (1, 9), 'admin.0002_logentry_remove_auto_add': (1, 9)}
class _Tables:
    """Makes the tables of an app's models."""
    def __init__(self, label): self.label = label
    def state(self, label, state): pass
    def forward(self, schema, label, before, after):
        from django.apps import apps
        from django.db.migrations.state import state_of
        for model in [one for one in apps.get_models() if one._meta.app_label == label]: schema.create(state_of(model))
    def backward(self, schema, label, before, after):
        from django.apps import apps
        from django.db.migrations.state import state_of
        for model in reversed([one for one in apps.get_models() if one._meta.app_label == label]): schema.drop(state_of(model))
    def describe(self): return 'Create tables'
class _Built:
    replaces, initial, atomic = [], True, True
    def __init__(self, label, name, dependencies, operations): self.app_label, self.name, self.dependencies, self.operations = label, name, dependencies, operations
def migrations(label):
    """An app's migrations, as many as this version has."""
    names = [name for name in _NAMES.get(label, '').split() if django.VERSION[:2] >= _SINCE.get('%s.%s' % (label, name), (0,))]
    out = []
    for i, name in enumerate(names):
        needs = [(label, names[i - 1])] if i else []
        if label == 'auth' and i == 0: needs.append(('contenttypes', '__first__'))
        if label == 'auth' and name.startswith('0006'): needs.append(('contenttypes', '0002_remove_content_type_name'))
        if label == 'admin' and i == 0:
            from django.conf import settings
            needs += [(settings.AUTH_USER_MODEL.split('.')[0], '__first__'), ('contenttypes', '__first__')]
        out.append(_Built(label, name, needs, [_Tables(label)] if i == 0 else []))
    return out
