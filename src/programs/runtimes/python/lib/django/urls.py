import re, importlib
from urllib.parse import quote
class NoReverseMatch(Exception): pass
class Resolver404(Exception): pass
_KINDS = {'int': ('[0-9]+', int), 'str': ('[^/]+', str), 'slug': ('[-a-zA-Z0-9_]+', str), 'path': ('.+', str), 'uuid': ('[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', str)}
def _template(regex):
    """The address that a regular expression stands for, its groups written as <name>: what reverse() fills in."""
    text, at, depth, count = '', 0, 0, 0
    while at < len(regex):
        one = regex[at]
        if one == '\\': at += 1
        if depth: depth += (one == '(') - (one == ')')
        elif one == '(':
            named = re.match('\\(\\?P<(\\w+)>', regex[at:])
            if not regex.startswith('(?:', at): text += '<%s>' % (named.group(1) if named else '_%d' % count)
            depth, count = 1, count + 1
        elif one == '\\': text += '' if regex[at] in 'AZbB' else regex[at]
        elif one not in '^$?*+': text += one
        at += 1
    return text
class _Route:
    def __init__(self, route, view, name, regex):
        self.route, self.view, self.name, self.names = route, view, name, []
        self.included = view if isinstance(view, _Included) else None
        if regex: pattern = route.lstrip('^')
        else:
            pattern, at = '', 0
            for found in re.finditer('<(?:(\\w+):)?(\\w+)>', route):
                pattern += re.escape(route[at:found.start()]).replace('\\/', '/') + '(?P<%s>%s)' % (found.group(2), _KINDS[found.group(1) or 'str'][0])
                self.names.append((found.group(2), found.group(1) or 'str', found.group(0)))
                at = found.end()
            pattern += re.escape(route[at:]).replace('\\/', '/')
            if self.included is None: pattern += '$'
        self.template = _template(route) if regex else route
        self._is_regex, self._pattern = regex, re.compile('^(?:' + pattern + ')')
    def match(self, path):
        found = self._pattern.match(path)
        if not found: return None
        values = found.groupdict()
        if self._is_regex and not values: return found.group(0), list(found.groups()), {}
        kinds = {name: _KINDS[kind][1] for name, kind, _ in self.names}
        return found.group(0), [], {k: kinds.get(k, str)(v) for k, v in values.items() if v is not None}
class _Included:
    def __init__(self, patterns, app_name, namespace): self.patterns, self.app_name, self.namespace = patterns, app_name, namespace or app_name
def include(what, namespace=None):
    app_name = None
    if isinstance(what, tuple):
        if len(what) > 2: namespace = namespace or what[2]
        what, app_name = what[0], what[1] if len(what) > 1 else None
    if isinstance(what, str): what = importlib.import_module(what)
    if hasattr(what, 'urlpatterns'):
        app_name = getattr(what, 'app_name', app_name)
        what = what.urlpatterns
    return _Included(what, app_name, namespace)
def _made(route, view, kwargs, name, regex):
    if isinstance(view, (list, tuple)): view = include(tuple(view) if isinstance(view, tuple) else (view,))
    if not isinstance(view, _Included) and not callable(view): raise TypeError('view must be a callable or a list/tuple in the case of include().')
    return _Route(route, view, name, regex)
def path(route, view, kwargs=None, name=None): return _made(route, view, kwargs, name, False)
def re_path(route, view, kwargs=None, name=None): return _made(route, view, kwargs, name, True)
def _root():
    from django.conf import settings
    return importlib.import_module(settings.ROOT_URLCONF).urlpatterns
class ResolverMatch:
    def __init__(self, func, args, kwargs, url_name, namespaces): self.func, self.args, self.kwargs, self.url_name, self.namespaces = func, args, kwargs, url_name, namespaces
def resolve(target, patterns=None, spaces=()):
    rest = target[1:] if patterns is None else target
    for route in _root() if patterns is None else patterns:
        got = route.match(rest)
        if got is None: continue
        text, args, kwargs = got
        if route.included is None: return ResolverMatch(route.view, args, kwargs, route.name, list(spaces))
        try: inner = resolve(rest[len(text):], route.included.patterns, tuple(spaces) + ((route.included.namespace,) if route.included.namespace else ()))
        except Resolver404: continue
        inner.kwargs.update(kwargs)
        return inner
    raise Resolver404(target)
def tried(rest, patterns=None, before=''):
    """The routes that an address was held against, as the page of a 404 lists them."""
    for route in _root() if patterns is None else patterns:
        got = route.match(rest) if route.included is not None else None
        if got is not None: yield from tried(rest[len(got[0]):], route.included.patterns, before + route.route + ' ')
        else: yield before + route.route + (" [name='%s']" % route.name if route.name else '')
def _find(patterns, spaces, name, prefix):
    for route in patterns:
        if route.included is not None:
            space = route.included.namespace
            if space is None or (spaces and spaces[0] == space):
                found = _find(route.included.patterns, spaces[1:] if space is not None else spaces, name, prefix + route.template)
                if found is not None: return found
        elif not spaces and (route.name == name or route.view is name): return prefix + route.template, route
    return None
def reverse(viewname, urlconf=None, args=None, kwargs=None, current_app=None):
    *spaces, name = viewname.split(':') if isinstance(viewname, str) else [viewname]
    found = _find(_root(), spaces, name, '/')
    if found is None: raise NoReverseMatch("Reverse for '%s' not found. '%s' is not a valid view function or pattern name." % (name, name))
    text, route = found
    values = list(args or [])
    for part in re.findall('<(?:\\w+:)?\\w+>', text):
        key = part.strip('<>').split(':')[-1]
        value = (kwargs or {}).get(key) if kwargs else values.pop(0) if values else None
        if value is None: raise NoReverseMatch("Reverse for '%s' with no arguments not found. 1 pattern(s) tried: ['%s']" % (name, text.lstrip('/')))
        text = text.replace(part, quote(str(value)), 1)
    return text
reverse_lazy = reverse
