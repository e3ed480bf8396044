"""Where templates come from: `get_source` gives (source, file, fresh)."""
import os
from jinja2.exceptions import TemplateNotFound
class BaseLoader:
    def get_source(self, environment, template): raise TemplateNotFound(template)
    def list_templates(self): return []
class FileSystemLoader(BaseLoader):
    def __init__(self, searchpath, encoding='utf-8', followlinks=False):
        self.searchpath = [str(one) for one in (searchpath if isinstance(searchpath, (list, tuple)) else [searchpath])]
    def get_source(self, environment, template):
        if '..' not in template.split('/'):
            for folder in self.searchpath:
                path = os.path.abspath(os.path.join(folder, template))
                if os.path.isfile(path):
                    with open(path) as file: return file.read(), path, lambda: True
        if not hasattr(environment, 'app') and len(self.searchpath) == 1: raise TemplateNotFound(template, '%r not found in search path: %r' % (template, self.searchpath[0]))
        if not hasattr(environment, 'app'): raise TemplateNotFound(template, '%r not found in search paths: %s' % (template, ', '.join(repr(one) for one in self.searchpath)))
        raise TemplateNotFound(template)
    def list_templates(self):
        found = set()
        for folder in self.searchpath:
            for at, _, files in os.walk(folder):
                for file in files: found.add((at + '/' + file)[len(folder):].lstrip('/'))
        return sorted(found)
class PackageLoader(FileSystemLoader):
    def __init__(self, package_name, package_path='templates', encoding='utf-8'):
        import importlib
        module = importlib.import_module(package_name)
        super().__init__(os.path.join(os.path.dirname(module.__file__), package_path))
class DictLoader(BaseLoader):
    def __init__(self, mapping): self.mapping = mapping
    def get_source(self, environment, template):
        if template not in self.mapping: raise TemplateNotFound(template)
        return self.mapping[template], None, lambda: True
    def list_templates(self): return sorted(self.mapping)
class FunctionLoader(BaseLoader):
    def __init__(self, load_func): self.load_func = load_func
    def get_source(self, environment, template):
        found = self.load_func(template)
        if found is None: raise TemplateNotFound(template)
        return (found, None, None) if isinstance(found, str) else found
class ChoiceLoader(BaseLoader):
    def __init__(self, loaders): self.loaders = loaders
    def get_source(self, environment, template):
        for one in self.loaders:
            try: return one.get_source(environment, template)
            except TemplateNotFound: pass
        raise TemplateNotFound(template)
class PrefixLoader(BaseLoader):
    def __init__(self, mapping, delimiter='/'): self.mapping, self.delimiter = mapping, delimiter
    def get_source(self, environment, template):
        prefix, sign, rest = template.partition(self.delimiter)
        if not sign or prefix not in self.mapping: raise TemplateNotFound(template)
        return self.mapping[prefix].get_source(environment, rest)
