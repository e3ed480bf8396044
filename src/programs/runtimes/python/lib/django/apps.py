"""The registry of the project's apps and models."""
import importlib
class AppConfig:
    default_auto_field = None
    name = ''
    verbose_name = None
    def ready(self): pass
class _Apps:
    def __init__(self): self.models, self.configs, self.ready = {}, {}, False
    def register(self, model): self.models[(model._meta.app_label, model._meta.model_name)] = model
    def populate(self):
        """Imports the installed apps and their models, once."""
        from django.conf import settings
        if self.ready: return
        self.ready = True
        for entry in settings.INSTALLED_APPS: self._configure(entry)
        for config in self.configs.values():
            if config.name.startswith('django.'): _import_models(config.name)
            elif importlib.import_module('os').path.isfile(config.path + '/models.py') or importlib.import_module('os').path.isdir(config.path + '/models'): importlib.import_module(config.name + '.models')
        for config in self.configs.values(): config.ready()
    def _configure(self, entry):
        try: module = importlib.import_module(entry)
        except ImportError as error:
            if '.apps.' not in entry and '.' not in entry: raise
            try: made = getattr(importlib.import_module(entry.rpartition('.')[0]), entry.rpartition('.')[2])()
            except (ImportError, AttributeError): raise error
        else:
            made = None
            import os
            folder = os.path.dirname(getattr(module, '__file__', '') or '')
            if not entry.startswith('django.') and os.path.isfile(folder + '/apps.py'):
                found = [one for one in importlib.import_module(entry + '.apps').__dict__.values() if isinstance(one, type) and issubclass(one, AppConfig) and one is not AppConfig]
                if len(found) == 1: made = found[0]()
            if made is None:
                made = AppConfig()
                made.name = entry
        made.label = getattr(made, 'label', None) or made.name.split('.')[-1]
        made.verbose_name = made.verbose_name or made.label.replace('_', ' ').title()
        module = importlib.import_module(made.name)
        made.module, made.path = module, (getattr(module, '__file__', '') or '').rpartition('/')[0]
        self.configs[made.label] = made
    def get_app_configs(self): return list(self.configs.values())
    def get_app_config(self, label):
        if label not in self.configs: raise LookupError("No installed app with label '%s'." % label)
        return self.configs[label]
    def is_installed(self, name): return any(one.name == name for one in self.configs.values())
    def get_model(self, label, name=None):
        if name is None: label, name = label.split('.')
        found = self.models.get((label, name.lower()))
        if found is None: raise LookupError("App '%s' doesn't have a '%s' model." % (label, name) if label in self.configs else "No installed app with label '%s'." % label)
        return found
    def get_models(self): return [one for one in self.models.values() if one._meta.app_label in self.configs]
    def label_of(self, module):
        """The app that a module belongs to; None where none is installed."""
        best = None
        for label, config in self.configs.items():
            if (module == config.name or module.startswith(config.name + '.')) and (best is None or len(config.name) > len(self.configs[best].name)): best = label
        return best
apps = _Apps()
def _import_models(name):
    try: importlib.import_module(name + '.models')
    except ImportError: pass
def missing_related(field):
    from django.core.exceptions import ObjectDoesNotExist
    return type('RelatedObjectDoesNotExist', (field.remote.DoesNotExist,), {'__module__': '%s.%s.%s' % (field.model.__module__, field.model.__name__, field.name)})
