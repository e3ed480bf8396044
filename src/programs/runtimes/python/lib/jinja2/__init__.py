"""Jinja's environments, templates and loaders."""
import _dockyard, os
from jinja2.exceptions import TemplateAssertionError, TemplateError, TemplateNotFound, TemplateRuntimeError, TemplatesNotFound, TemplateSyntaxError, UndefinedError
from jinja2.filters import FILTERS, PASSING
from jinja2.tests import TESTS
from jinja2.loaders import BaseLoader, ChoiceLoader, DictLoader, FileSystemLoader, FunctionLoader, PackageLoader, PrefixLoader
from jinja2.parser import Parser
from jinja2.render import Run, Scope
from jinja2.runtime import ChainableUndefined, Cycler, DebugUndefined, Joiner, Namespace, StrictUndefined, Undefined
from markupsafe import Markup, escape
__version__ = _dockyard.setup['versions'].get('jinja2', '3.1.6')
def _passing(kind):
    def wrap(fn):
        fn.jinja_pass_arg = kind
        return fn
    return wrap
pass_context, pass_environment, pass_eval_context = _passing('context'), _passing('environment'), _passing('eval_context')
def select_autoescape(enabled_extensions=('html', 'htm', 'xml'), disabled_extensions=(), default_for_string=True, default=False):
    def chosen(name):
        if name is None: return default_for_string
        ending = name.rsplit('.', 1)[-1].lower()
        return True if ending in enabled_extensions else False if ending in disabled_extensions else default
    return chosen
def _lipsum(n=5, html=True, min=20, max=100): raise TemplateRuntimeError('dockyard: lipsum is not simulated')
class Environment:
    def __init__(self, block_start_string='{%', block_end_string='%}', variable_start_string='{{', variable_end_string='}}', comment_start_string='{#', comment_end_string='#}', trim_blocks=False, lstrip_blocks=False, keep_trailing_newline=False, extensions=(), undefined=Undefined, finalize=None, autoescape=False, loader=None, **more):
        self.block_start_string, self.block_end_string, self.variable_start_string, self.variable_end_string = block_start_string, block_end_string, variable_start_string, variable_end_string
        self.comment_start_string, self.comment_end_string, self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline = comment_start_string, comment_end_string, trim_blocks, lstrip_blocks, keep_trailing_newline
        self.undefined, self.finalize, self.autoescape, self.loader = undefined, finalize, autoescape, loader
        self.filters, self.tests, self.passing, self._cache = dict(FILTERS), dict(TESTS), PASSING, {}
        self.globals = {'range': range, 'dict': dict, 'namespace': Namespace, 'cycler': Cycler, 'joiner': Joiner, 'lipsum': _lipsum}
        for one in extensions:
            if one not in ('jinja2.ext.autoescape', 'jinja2.ext.with_'): raise TemplateRuntimeError('dockyard: the extension %s is not simulated' % one)
    def escapes(self, name): return bool(self.autoescape(name) if callable(self.autoescape) else self.autoescape)
    def from_string(self, source, globals=None, template_class=None): return Template._made(self, source, None, None, globals)
    def get_template(self, name, parent=None, globals=None):
        if isinstance(name, Template): return name
        if self.loader is None: raise TypeError('no loader for this environment specified')
        source, filename, fresh = self.loader.get_source(self, name)
        kept = self._cache.get(name)
        if kept is not None and kept[0] == source: return kept[1]
        made = Template._made(self, source, name, filename, globals)
        self._cache[name] = (source, made)
        return made
    def loaded(self, name):
        if isinstance(name, Undefined): name.fail()
        return self.get_template(name)
    def select_template(self, names, parent=None, globals=None):
        for name in names:
            try: return self.get_template(name)
            except TemplateNotFound: pass
        raise TemplatesNotFound(list(names))
    def get_or_select_template(self, name, parent=None, globals=None): return self.select_template(name) if isinstance(name, (list, tuple)) else self.get_template(name)
    def list_templates(self, **more): return self.loader.list_templates()
    def context(self, template, values):
        """The outermost names of a template: those of the environment, its own, and what it's rendered with."""
        return Scope(values, Scope(template.globals, Scope(self.globals)))
class Template:
    """A parsed template; `Template(source)` is one without a file."""
    def __init__(self, source, **options):
        env = Environment(**options)
        self._fill(env, source, None, None, None)
    @classmethod
    def _made(cls, env, source, name, filename, globals):
        made = cls('')
        made._fill(env, source, name, filename, globals)
        return made
    def _fill(self, env, source, name, filename, globals):
        self.environment, self.name, self.filename, self.globals = env, name, filename or '<template>', globals or {}
        try:
            parser = Parser(source, env)
            self.nodes = parser.parse()
            self.blocks = parser.blocks
            _check(self.nodes, env)
            for nodes in self.blocks.values(): _check(nodes, env)
        except TemplateSyntaxError as error:
            error.name, error.filename, error.source = name, filename, source
            note(error, [[filename or '<unknown>', error.lineno, 'template']], source)
            raise
    def render(self, *given, **values):
        context = dict(*given) if given else {}
        context.update(values)
        run = Run(self.environment)
        try: return run.whole(self, Scope({}, self.environment.context(self, context)))
        except Exception as error:
            note(error, run.places)
            raise
    def stream(self, *given, **values): return iter([self.render(*given, **values)])
    generate = stream
    @property
    def module(self): raise TemplateRuntimeError('dockyard: Template.module is not simulated')
    def __repr__(self): return '<Template %s>' % (repr(self.name) if self.name else 'memory:7f')
def _check(tree, env):
    """Filters and tests that there aren't, before the template runs."""
    if not isinstance(tree, (list, tuple)): return
    if len(tree) == 5 and tree[0] in ('filter', 'test') and isinstance(tree[3], str):
        known = env.filters if tree[0] == 'filter' else env.tests
        if tree[3] not in known and tree[3] not in ('filter', 'test'): raise TemplateAssertionError('No %s named %r.' % (tree[0], tree[3]), tree[1])
    for one in tree: _check(one, env)
def note(error, places, source=None):
    """Remembers where in templates an exception came from: its traceback shows it."""
    if any(one[0] is error for one in _dockyard.templates): return
    rows = []
    for path, line, what in places:
        text = source
        if text is None and path[:1] == '/' and os.path.isfile(path):
            with open(path) as file: text = file.read()
        rows.append('  File "%s", line %d, in %s' % (path, line, what))
        text = text.split('\n')[line - 1].strip() if text and 0 < line <= len(text.split('\n')) else ''
        if text: rows.append('    ' + text)
    _dockyard.templates.append((error, rows))
    if len(_dockyard.templates) > 8: _dockyard.templates.pop(0)
