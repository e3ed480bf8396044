"""Flask's face: routes, requests, answers, its development server."""
import sys, os, json as _json, socket, time, re
from http import _phrases
from urllib.parse import parse_qsl, unquote, urlencode
import _dockyard as _machine
__version__ = _machine.setup['versions'].get('flask', '3.1.2')
class _Multi:
    def __init__(self, pairs=()):
        self._pairs = list(pairs)
    def get(self, key, default=None, type=None):
        if key not in self:
            return default
        if type is None:
            return self[key]
        try:
            return type(self[key])
        except ValueError:
            return default
    def __getitem__(self, key):
        for one, value in self._pairs:
            if one == key:
                return value
        error = _error(400)
        raise error
    def __contains__(self, key): return any(one == key for one, _ in self._pairs)
    def __len__(self): return len(self._pairs)
    def __iter__(self): return iter(self.keys())
    def keys(self): return list(self.to_dict())
    def values(self): return list(self.to_dict().values())
    def items(self): return list(self.to_dict().items())
    def getlist(self, key): return [value for one, value in self._pairs if one == key]
    def to_dict(self, flat=True):
        out = {}
        for key, value in self._pairs:
            if flat: out.setdefault(key, value)
            else: out.setdefault(key, []).append(value)
        return out
    def __repr__(self): return 'ImmutableMultiDict(%r)' % self._pairs
class _Headers:
    def __init__(self, pairs=()): self._list = [tuple(p) for p in pairs]
    def get(self, name, default=None):
        for key, value in self._list:
            if key.lower() == name.lower():
                return value
        return default
    def __getitem__(self, name):
        value = self.get(name)
        if value is None: raise KeyError(name)
        return value
    def __setitem__(self, name, value):
        self._list = [p for p in self._list if p[0].lower() != name.lower()] + [(name, str(value))]
    def __contains__(self, name): return self.get(name) is not None
    def __iter__(self): return iter(self._list)
    def items(self): return list(self._list)
    def add(self, name, value): self._list.append((name, str(value)))
    set = __setitem__
    def setdefault(self, name, value):
        if name not in self: self[name] = value
    def update(self, other):
        for key, value in (other.items() if hasattr(other, 'items') else other): self[key] = value
class HTTPException(Exception):
    code = 500
    description = None
    def __init__(self, description=None, response=None):
        super().__init__(description)
        if description is not None: self.description = description
        self.response = response
    @property
    def name(self): return _phrases.get(self.code, 'Unknown Error')
    def __str__(self): return '%s %s: %s' % (self.code, self.name, self.description)
    def get_response(self, environ=None): return _apps[-1]._page(self)
_TEXTS = {400: 'The browser (or proxy) sent a request that this server could not understand.', 401: 'The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn\'t understand how to supply the credentials required.', 403: 'You don\'t have the permission to access the requested resource. It is either read-protected or not readable by the server.', 404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.', 405: 'The method is not allowed for the requested URL.', 415: 'Did not attempt to load JSON data because the request Content-Type was not \'application/json\'.', 500: 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.'}
_CLASSES = {code: type(name, (HTTPException,), {'code': code, 'description': _TEXTS.get(code)}) for code, name in {400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 405: 'MethodNotAllowed', 406: 'NotAcceptable', 408: 'RequestTimeout', 409: 'Conflict', 410: 'Gone', 413: 'RequestEntityTooLarge', 415: 'UnsupportedMediaType', 418: 'ImATeapot', 422: 'UnprocessableEntity', 429: 'TooManyRequests', 500: 'InternalServerError', 501: 'NotImplemented', 502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout'}.items()}
def _error(code, description=None):
    kind = _CLASSES.get(code)
    if kind is None: raise LookupError('no exception for %d' % code)
    return kind(description)
def abort(code, description=None):
    if isinstance(code, Response):
        made = _error(code.status_code)
        made.response = code
        raise made
    raise _error(code, description)
class Response:
    default_mimetype = 'text/html'
    def __init__(self, response=None, status=200, headers=None, mimetype=None, content_type=None):
        if response is None: response = b''
        if not isinstance(response, (str, bytes)): response = b''.join(p.encode() if isinstance(p, str) else p for p in response)
        self.data = response.encode() if isinstance(response, str) else response
        self.status_code = int(str(status).split()[0])
        self.headers = _Headers((headers.items() if hasattr(headers, 'items') else headers) or ())
        kind = content_type or mimetype or self.default_mimetype
        if content_type is None and (kind.startswith('text/')): kind += '; charset=utf-8'
        self.headers.setdefault('Content-Type', kind)
    @property
    def status(self): return '%d %s' % (self.status_code, _phrases.get(self.status_code, 'UNKNOWN').upper())
    @property
    def mimetype(self): return self.headers.get('Content-Type', '').split(';')[0]
    @property
    def json(self): return _json.loads(self.data)
    def get_json(self, **more): return self.json
    def __repr__(self): return '<%s [%s]>' % ('WrapperTestResponse streamed' if hasattr(self, 'request') else 'Response %d bytes' % len(self.data), self.status)
    def get_data(self, as_text=False): return self.data.decode() if as_text else self.data
    @property
    def text(self): return self.data.decode()
    def set_cookie(self, key, value='', max_age=None, path='/', httponly=False, secure=False, samesite=None, **more):
        self.headers.add('Set-Cookie', '%s=%s%s%s; Path=%s' % (key, value, '; Max-Age=%d' % max_age if max_age is not None else '', '; HttpOnly' if httponly else '', path))
    def delete_cookie(self, key, path='/'): self.headers.add('Set-Cookie', '%s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=%s' % (key, path))
class _Request:
    def __init__(self, method, target, headers, body, address):
        self.method, self.headers, self.data, self.remote_addr = method, headers, body, address
        path, _, query = target.partition('?')
        self.path, self.full_path, self.query_string = unquote(path), path + '?' + query, query.encode()
        self.args = _Multi(parse_qsl(query, True))
        self.host = headers.get('Host', 'localhost')
        self.scheme, self.is_secure = 'http', False
        self.base_url, self.url, self.host_url = 'http://%s%s' % (self.host, path), 'http://%s%s' % (self.host, target), 'http://%s/' % self.host
        self.url_root = self.host_url
        self.content_type = headers.get('Content-Type')
        self.mimetype = (self.content_type or '').split(';')[0].strip()
        self.content_length = len(body)
        self.form = _Multi(parse_qsl(body.decode(), True)) if self.mimetype == 'application/x-www-form-urlencoded' else _Multi()
        self.values = _Multi(list(self.args.items()) + list(self.form.items()))
        self.files = _Multi()
        self.cookies = {}
        for pair in (headers.get('Cookie') or '').split(';'):
            key, sign, value = pair.strip().partition('=')
            if sign: self.cookies[key] = value
        self.user_agent = headers.get('User-Agent', '')
        self.endpoint, self.view_args, self.blueprint = None, {}, None
    @property
    def is_json(self): return self.mimetype == 'application/json' or self.mimetype.endswith('+json')
    @property
    def json(self): return self.get_json()
    def get_json(self, force=False, silent=False, cache=True):
        if not (self.is_json or force):
            if silent: return None
            raise _error(415)
        try:
            return _json.loads(self.data.decode())
        except ValueError:
            if silent: return None
            raise _error(400, 'The browser (or proxy) sent a request that this server could not understand.')
    def get_data(self, cache=True, as_text=False): return self.data.decode() if as_text else self.data
class _Proxy:
    """What `request`, `g` and `session` are: the one of the request at hand."""
    def __init__(self, name): self._held = [None, name]
    def __getattr__(self, name):
        held = self._held[0]
        if held is None:
            raise RuntimeError('Working outside of %s context.\n\nThis typically means that you attempted to use functionality that needed\nan active HTTP request. Consult the documentation on testing for\ninformation about how to avoid this problem.' % self._held[1])
        return getattr(held, name)
request = _Proxy('request')
class _Globals:
    def get(self, name, default=None): return getattr(self, name, default)
g = _Globals()
class _Session(dict):
    permanent = False
session = _Session()
_apps = []
class _CurrentApp:
    def __getattr__(self, name): return getattr(_apps[-1], name)
current_app = _CurrentApp()
def jsonify(*args, **more):
    value = more if more else args[0] if len(args) == 1 else list(args)
    compact = not (_apps and _apps[-1].debug)
    text = _json.dumps(value, sort_keys=True, separators=(',', ':') if compact else None, indent=None if compact else 2)
    return Response(text + '\n', mimetype='application/json')
def make_response(*args):
    return _apps[-1].make_response(args[0] if len(args) == 1 else args or '')
def redirect(location, code=302):
    return Response('<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="%s">%s</a>. If not, click the link.\n' % (location, location), code, {'Location': location})
def url_for(endpoint, **values): return _apps[-1].url_for(endpoint, **values)
from markupsafe import Markup, escape
def render_template_string(source, **values): return _rendered(_apps[-1].jinja_env.from_string(source), values)
def render_template(name, **values): return _rendered(_apps[-1].jinja_env.get_or_select_template(name), values)
def _rendered(template, values):
    scope = {}
    for one in _apps[-1]._contexts: scope.update(one())
    scope.update(values)
    return template.render(scope)
def send_from_directory(folder, name, **more): return send_file(os.path.join(folder, name), **more)
def send_file(path, mimetype=None, as_attachment=False, download_name=None, **more):
    from http.server import _types
    if not os.path.isfile(path): raise _error(404)
    with open(path, 'rb') as file: body = file.read()
    made = Response(body, mimetype=mimetype or _types.get(os.path.splitext(path)[1].lower(), 'application/octet-stream'))
    made.headers['Content-Disposition'] = '%s; filename=%s' % ('attachment' if as_attachment else 'inline', download_name or os.path.basename(path))
    return made
_flashed = []
def flash(message, category='message'): _flashed.append((category, message))
def get_flashed_messages(with_categories=False):
    out = list(_flashed) if with_categories else [m for _, m in _flashed]
    _flashed.clear() if hasattr(_flashed, 'clear') else None
    return out
def stream_with_context(value): return value
class _Rule:
    def __init__(self, rule, endpoint, methods, view):
        self.rule, self.endpoint, self.methods, self.view = rule, endpoint, methods, view
        self.parts, source, at = [], '^', 0
        while at < len(rule):
            start = rule.find('<', at)
            if start == -1:
                source += re.escape(rule[at:])
                break
            end = rule.index('>', start)
            source += re.escape(rule[at:start])
            kind, sign, name = rule[start + 1:end].partition(':')
            if not sign: kind, name = 'string', kind
            self.parts.append((name, kind))
            source += {'int': '(\\d+)', 'float': '(\\d+\\.\\d+)', 'path': '(.+)', 'uuid': '([0-9a-fA-F-]{36})'}.get(kind, '([^/]+)')
            at = end + 1
        self.pattern = re.compile(source + '$')
    def match(self, path):
        found = self.pattern.match(path)
        if not found: return None
        return {name: int(v) if kind == 'int' else float(v) if kind == 'float' else v for (name, kind), v in zip(self.parts, found.groups())}
class _Scaffold:
    def route(self, rule, methods=None, endpoint=None, **more):
        def wrap(view):
            self.add_url_rule(rule, endpoint, view, methods=methods)
            return view
        return wrap
    def get(self, rule, **more): return self.route(rule, methods=['GET'], **more)
    def post(self, rule, **more): return self.route(rule, methods=['POST'], **more)
    def put(self, rule, **more): return self.route(rule, methods=['PUT'], **more)
    def delete(self, rule, **more): return self.route(rule, methods=['DELETE'], **more)
    def patch(self, rule, **more): return self.route(rule, methods=['PATCH'], **more)
    def before_request(self, fn): self._before.append(fn); return fn
    def after_request(self, fn): self._after.append(fn); return fn
    def teardown_request(self, fn): return fn
    teardown_appcontext = before_first_request = teardown_request
    def context_processor(self, fn): self._contexts.append(fn); return fn
    app_context_processor = context_processor
    def app_template_filter(self, name=None): return self._for_templates('filters', name)
    def app_template_test(self, name=None): return self._for_templates('tests', name)
    def app_template_global(self, name=None): return self._for_templates('globals', name)
    template_filter, template_test, template_global = app_template_filter, app_template_test, app_template_global
    def _for_templates(self, kind, name):
        def wrap(fn, name=None if callable(name) else name):
            self._template_names.append((kind, name or fn.__name__, fn))
            return fn
        return wrap(name) if callable(name) else wrap
    def errorhandler(self, kind):
        def wrap(fn):
            self._errors.append((kind, fn))
            return fn
        return wrap
class Blueprint(_Scaffold):
    def __init__(self, name, import_name, url_prefix=None, **more):
        self.name, self.url_prefix, self._rules, self._before, self._after, self._errors = name, url_prefix, [], [], [], []
        self._contexts, self._template_names = [], []
    def add_url_rule(self, rule, endpoint=None, view_func=None, methods=None):
        self._rules.append((rule, endpoint or view_func.__name__, view_func, methods))
class _Config(dict):
    def from_object(self, thing):
        for key in dir(thing):
            if key.isupper(): self[key] = getattr(thing, key)
    def from_mapping(self, *a, **more): self.update(more)
    def from_prefixed_env(self, prefix='FLASK'):
        for key, value in os.environ.items():
            if key.startswith(prefix + '_'): self[key[len(prefix) + 1:]] = value
    def from_pyfile(self, *a, **k): pass
class Flask(_Scaffold):
    def __init__(self, import_name, static_folder='static', static_url_path=None, template_folder='templates', **more):
        self.import_name, self.template_folder, self.static_folder = import_name, template_folder, static_folder
        import _dockyard
        self.root_path = _dockyard.setup['folder'] or os.getcwd()
        self.name = os.path.splitext(os.path.basename(sys.argv[0]))[0] if import_name == '__main__' and sys.argv and sys.argv[0] else import_name
        self.config, self.debug, self.testing, self.secret_key = _Config({'DEBUG': False, 'TESTING': False, 'SECRET_KEY': None}), os.environ.get('FLASK_DEBUG', '0') in ('1', 'true', 'True'), False, None
        self._rules, self._before, self._after, self._errors, self.blueprints = [], [], [], [], {}
        from flask.cli import Commands
        self.cli = Commands()
        self.json = self
        self.extensions, self._contexts, self._template_names, self._env = {}, [], [], None
        if static_folder: self.add_url_rule((static_url_path or '/static') + '/<path:filename>', 'static', lambda filename: send_from_directory(os.path.join(self.root_path, static_folder), filename))
        _apps.append(self)
    @property
    def logger(self):
        from flask.logs import create_logger
        return create_logger(self)
    def add_url_rule(self, rule, endpoint=None, view_func=None, methods=None, **more):
        methods = [m.upper() for m in (methods or ['GET'])]
        endpoint = endpoint or view_func.__name__
        for old in self._rules:
            if old.endpoint == endpoint and old.view is not view_func:
                raise AssertionError('View function mapping is overwriting an existing endpoint function: %s' % endpoint)
        self._rules.append(_Rule(rule, endpoint, methods + (['HEAD'] if 'GET' in methods else []) + ['OPTIONS'], view_func))
    def register_blueprint(self, blueprint, url_prefix=None, **more):
        prefix = url_prefix if url_prefix is not None else blueprint.url_prefix or ''
        self.blueprints[blueprint.name] = blueprint
        for rule, endpoint, view, methods in blueprint._rules:
            self.add_url_rule(prefix + rule if rule != '/' or not prefix else prefix + '/', blueprint.name + '.' + endpoint, view, methods)
        self._before += blueprint._before
        self._after += blueprint._after
        self._errors += blueprint._errors
        self._contexts += blueprint._contexts
        self._template_names += blueprint._template_names
    def url_for(self, endpoint, **values):
        values.pop('_external', None)
        for rule in self._rules:
            if rule.endpoint == endpoint:
                out = rule.rule
                for name, kind in rule.parts:
                    out = out.replace('<%s:%s>' % (kind, name), str(values.get(name))).replace('<%s>' % name, str(values.pop(name, '')))
                rest = {k: v for k, v in values.items() if k not in [n for n, _ in rule.parts]}
                return out + ('?' + urlencode(rest) if rest else '')
        raise Exception("Could not build url for endpoint %r. Did you mean 'static' instead?" % endpoint)
    def make_response(self, value):
        status, headers = None, None
        if isinstance(value, tuple):
            if len(value) == 3: value, status, headers = value
            elif isinstance(value[1], (dict, list, _Headers)): value, headers = value
            else: value, status = value
        if value is None:
            raise TypeError('The view function for %r did not return a valid response. The function either returned None or ended without a return statement.' % request.endpoint)
        if isinstance(value, (dict, list)): value = jsonify(value)
        elif isinstance(value, HTTPException): value = self._page(value)
        elif not isinstance(value, Response): value = Response(value)
        if status is not None: value.status_code = int(str(status).split()[0])
        if headers: value.headers.update(headers)
        return value
    def _page(self, error):
        if error.response is not None: return error.response
        return Response('<!doctype html>\n<html lang=en>\n<title>%d %s</title>\n<h1>%s</h1>\n<p>%s</p>\n' % (error.code, error.name, error.name, escape(error.description or '')), error.code, {'Content-Type': 'text/html; charset=utf-8', 'Allow': ', '.join(error.valid_methods)} if getattr(error, 'valid_methods', None) else None)
    def _handle(self, made):
        request._held[0] = made
        try:
            try:
                value = None
                for fn in self._before:
                    value = fn()
                    if value is not None: break
                if value is None: value = self._dispatch(made)
                answer = self.make_response(value)
            except Exception as error:
                answer = self._failed(error)
            for fn in reversed(self._after): answer = fn(answer) or answer
            return answer
        finally:
            request._held[0] = None
    def _dispatch(self, made):
        allowed = []
        for rule in self._rules:
            values = rule.match(made.path)
            if values is None:
                if rule.rule.endswith('/') and rule.match(made.path + '/') is not None:
                    return redirect(made.path + '/', 308)
                continue
            if made.method not in rule.methods:
                allowed += rule.methods
                continue
            if made.method == 'OPTIONS': return Response('', 200, {'Content-Type': 'text/html; charset=utf-8', 'Allow': ', '.join(sorted(set(rule.methods)))})
            made.endpoint, made.view_args = rule.endpoint, values
            return rule.view(**values)
        if allowed:
            error = _error(405)
            error.response, error.valid_methods = None, sorted(set(allowed))
            raise error
        raise _error(404)
    def _failed(self, error):
        code = getattr(error, 'code', None) if isinstance(error, HTTPException) else None
        for kind, fn in self._errors:
            if kind == code or (isinstance(kind, type) and isinstance(error, kind)): 
                answer = self.make_response(fn(error))
                return answer
        if code is not None: return self._page(error)
        import _dockyard
        if self.config.get('PROPAGATE_EXCEPTIONS') or (self.config.get('PROPAGATE_EXCEPTIONS') is None and (self.testing or self.config.get('TESTING') or self.debug)): raise error
        sys.stderr.write('[%s] ERROR in app: Exception on %s [%s]\n%s' % (time.strftime('%Y-%m-%d %H:%M:%S') + ',000', request.path, request.method, _dockyard.traceback(error)))
        for kind, fn in self._errors:
            if kind == 500: return self.make_response(fn(_error(500)))
        return self._page(_error(500))
    @property
    def jinja_env(self):
        """The environment of this application's templates."""
        if self._env is None:
            from flask.templating import environment
            self._env = environment(self)
        for kind, name, fn in self._template_names: getattr(self._env, kind)[name] = fn
        return self._env
    def _wsgi_answer(self, request):
        from _dk_web import Answer, phrase
        made = self._handle(_Request(request.method, request.target, _Headers(request.pairs), request.body, request.address[0]))
        return Answer(made.status_code, phrase(made.status_code).upper(), made.headers.items(), made.data)
    def __call__(self, environ, start_response):
        raise NotImplementedError('dockyard: a Flask application as a WSGI callable is not simulated')
    def test_client(self): return _client(self)
    def app_context(self): return _Context()
    test_request_context = app_context
    def run(self, host=None, port=None, debug=None, load_dotenv=True, use_reloader=None, **more):
        if os.environ.get('FLASK_RUN_FROM_CLI') == 'true': return
        from flask.serving import serve
        if debug is not None: self.debug = bool(debug)
        serve(self, host, port, self.debug, self.debug if use_reloader is None else use_reloader, self.name)
class _Context:
    def __enter__(self): return self
    def __exit__(self, *a): pass
def _client(app):
    from flask.testing import FlaskClient
    return FlaskClient(app)
def _cli(args):
    from flask.cli import main
    return main(args)
