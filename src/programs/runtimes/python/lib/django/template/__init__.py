"""Django's templates: variables with filters, if, for, url, static, blocks, include, with, comment."""
import os, re
from html import escape as _escape
class TemplateDoesNotExist(Exception): pass
class TemplateSyntaxError(Exception): pass
class SafeString(str): pass
_TOKEN = re.compile('(\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\})')
class Context(dict): pass
class _Late:
    """What a template asks of a request only when it comes to that: the user, the messages."""
    def __init__(self, request, name): self._request, self._name = request, name
    def get(self):
        if self._name == 'user': return self._request.user
        from django.contrib.messages import get_messages
        return get_messages(self._request)
class Template:
    def __init__(self, source): self._nodes = _nodes(source)
    def render(self, context=None, request=None):
        scope = {k: context[k] for k in (context or {})}
        if request is not None:
            from django.conf import settings
            scope.setdefault('request', request)
            if 'django.contrib.auth.middleware.AuthenticationMiddleware' in settings.MIDDLEWARE: scope.setdefault('user', _Late(request, 'user'))
            if 'django.contrib.messages' in settings.INSTALLED_APPS: scope.setdefault('messages', _Late(request, 'messages'))
        return _run(self._nodes, scope, {})
class _Loader:
    def get_template(self, name): return Template(_read(name))
    def render_to_string(self, name, context=None, request=None): return self.get_template(name).render(context, request)
loader = _Loader()
def folders():
    from django.conf import settings
    import importlib
    for engine in settings.TEMPLATES:
        for folder in engine.get('DIRS', []): yield str(folder)
        if engine.get('APP_DIRS'):
            for app in settings.INSTALLED_APPS:
                if app.startswith('django.'): continue
                top = app.split('.apps.')[0].replace('.', '/')
                yield str(getattr(settings, 'BASE_DIR', '.')) + '/' + top + '/templates'
def _read(name):
    for folder in folders():
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            with open(path) as file: return file.read()
    raise TemplateDoesNotExist(name)
def _nodes(source):
    out, at = [], 0
    for found in _TOKEN.finditer(source):
        if found.start() > at: out.append(('text', source[at:found.start()]))
        token = found.group()
        if token[1] == '{': out.append(('value', token[2:-2].strip()))
        elif token[1] == '%': out.append(('tag', token[2:-2].strip()))
        at = found.end()
    if at < len(source): out.append(('text', source[at:]))
    return out
def _lookup(name, scope):
    if name[:1] in '"\'' and name: return SafeString(name[1:-1])
    if re.fullmatch('-?\\d+', name): return int(name)
    if re.fullmatch('-?\\d+\\.\\d+', name): return float(name)
    if name in ('True', 'False', 'None'): return {'True': True, 'False': False, 'None': None}[name]
    parts = name.split('.')
    if parts[0] not in scope: return None
    value = scope[parts[0]]
    if isinstance(value, _Late): value = value.get()
    for part in parts[1:]:
        if isinstance(value, dict) and part in value: value = value[part]
        elif part.isdigit() and isinstance(value, (list, tuple, str)): value = value[int(part)] if int(part) < len(value) else None
        elif hasattr(value, part): value = getattr(value, part)
        else: return None
        if callable(value) and not isinstance(value, type): value = value()
    return value
_FILTERS = {
    'upper': lambda v: str(v).upper(), 'lower': lambda v: str(v).lower(), 'title': lambda v: str(v).title(), 'capfirst': lambda v: str(v)[:1].upper() + str(v)[1:], 'length': lambda v: len(v), 'safe': lambda v: SafeString(str(v)),
    'escape': lambda v: SafeString(_escape(str(v))), 'default': lambda v, other='': v if v else other, 'default_if_none': lambda v, other='': other if v is None else v, 'join': lambda v, by='': by.join(str(x) for x in v), 'first': lambda v: list(v)[0] if v else '', 'last': lambda v: list(v)[-1] if v else '',
    'add': lambda v, n: v + n if isinstance(v, (int, float)) and isinstance(n, (int, float)) else str(v) + str(n), 'pluralize': lambda v, forms='s': (lambda one, many: one if (v if isinstance(v, (int, float)) else len(v)) == 1 else many)(*(forms.split(',') if ',' in forms else ['', forms])),
    'truncatewords': lambda v, n: ' '.join(str(v).split()[:n]) + (' …' if len(str(v).split()) > n else ''), 'truncatechars': lambda v, n: str(v) if len(str(v)) <= n else str(v)[:n - 1] + '…', 'linebreaksbr': lambda v: SafeString(_escape(str(v)).replace('\n', '<br>')), 'floatformat': lambda v, n=-1: ('%%.%df' % abs(n)) % float(v) if float(v) != int(float(v)) or n > 0 else str(int(float(v))),
    'date': lambda v, form='': v.strftime(_date(form)) if hasattr(v, 'strftime') else '', 'yesno': lambda v, forms='yes,no,maybe': forms.split(',')[0 if v else 2 if v is None and forms.count(',') > 1 else 1], 'slice': lambda v, text: v[slice_of(text)], 'dictsort': lambda v, key: sorted(v, key=lambda one: one[key]), 'cut': lambda v, part: str(v).replace(part, ''), 'urlencode': lambda v: __import__('urllib.parse').parse.quote(str(v)), 'wordcount': lambda v: len(str(v).split()), 'divisibleby': lambda v, n: v % n == 0, 'slugify': lambda v: re.sub('[-\\s]+', '-', re.sub('[^\\w\\s-]', '', str(v).lower())).strip('-_'),
}
_DATES = {'Y': '%Y', 'm': '%m', 'd': '%d', 'H': '%H', 'i': '%M', 's': '%S', 'F': '%B', 'M': '%b', 'j': '%-d', 'D': '%a', 'l': '%A', 'n': '%-m', 'y': '%y', 'P': '%-I:%M %p', 'g': '%-I', 'A': '%p'}
def _date(form): return ''.join(_DATES.get(c, c) for c in form or 'N j, Y')
def _split(text, mark):
    parts, quote, now = [], '', ''
    for c in text:
        if quote: quote = '' if c == quote else quote
        elif c in '"\'': quote = c
        if c == mark and not quote:
            parts.append(now)
            now = ''
        else: now += c
    return [p for p in parts + [now] if p != ''] if mark == ' ' else parts + [now]
def _value(text, scope):
    head, *filters = _split(text, '|')
    value = _lookup(head.strip(), scope)
    for one in filters:
        name, colon, arg = one.strip().partition(':')
        if name not in _FILTERS: raise TemplateSyntaxError("Invalid filter: '%s'" % name)
        value = _FILTERS[name](value, _lookup(arg, scope)) if colon else _FILTERS[name]('' if value is None and name not in ('default', 'default_if_none', 'yesno') else value)
    return value
def _test(text, scope):
    """A condition: or, and, not, comparisons, in, from the loosest down."""
    words = _split(text, ' ')
    for joint in ('or', 'and'):
        if joint in words:
            at = words.index(joint)
            left, right = ' '.join(words[:at]), ' '.join(words[at + 1:])
            return (_test(left, scope) or _test(right, scope)) if joint == 'or' else (_test(left, scope) and _test(right, scope))
    if words[:1] == ['not'] : return not _test(' '.join(words[1:]), scope)
    for sign in ('==', '!=', '<=', '>=', '<', '>', 'in', 'is'):
        if sign in words:
            at = words.index(sign)
            turned = words[at + 1:at + 2] == ['not']
            if sign == 'in' and at > 0 and words[at - 1] == 'not':
                return _value(words[0], scope) not in _value(' '.join(words[at + 1:]), scope)
            a, b = _value(' '.join(words[:at]), scope), _value(' '.join(words[at + (2 if turned else 1):]), scope)
            if sign == '==': return a == b
            if sign == '!=': return a != b
            if sign == 'in': return a in (b or ())
            if sign == 'is': return (a is b) != turned
            if a is None or b is None: return False
            return a <= b if sign == '<=' else a >= b if sign == '>=' else a < b if sign == '<' else a > b
    return bool(_value(text.strip(), scope))
def _until(nodes, at, ends):
    depth = 0
    while at < len(nodes):
        kind, body = nodes[at]
        if kind == 'tag':
            word = body.split()[0]
            if depth == 0 and word in ends: return at
            if word in ('if', 'for', 'block', 'with', 'comment', 'verbatim', 'spaceless', 'autoescape'): depth += 1
            elif word.startswith('end'): depth -= 1
        at += 1
    raise TemplateSyntaxError('Unclosed tag. Looking for one of: %s.' % ', '.join(ends))
def _run(nodes, scope, blocks):
    out, at = [], 0
    while at < len(nodes):
        kind, body = nodes[at]
        at += 1
        if kind == 'text':
            out.append(body)
            continue
        if kind == 'value':
            if body == 'block.super': continue
            value = _value(body, scope)
            out.append('' if value is None else str(value) if isinstance(value, SafeString) else _escape(str(value)))
            continue
        word, _, rest = body.partition(' ')
        rest = rest.strip()
        if word == 'if':
            done, taken = False, rest
            while True:
                end = _until(nodes, at, ('elif', 'else', 'endif'))
                if not done and (taken is None or _test(taken, scope)):
                    out.append(_run(nodes[at:end], scope, blocks))
                    done = True
                word, _, taken = nodes[end][1].partition(' ')
                at = end + 1
                if word == 'endif': break
                if word == 'else': taken = None
        elif word == 'for':
            end = _until(nodes, at, ('empty', 'endfor'))
            inner, other = nodes[at:end], []
            at = end + 1
            if nodes[end][1] == 'empty':
                end = _until(nodes, at, ('endfor',))
                other, at = nodes[at:end], end + 1
            names, _, source = rest.partition(' in ')
            backward = source.endswith(' reversed')
            items = list(_value(source[:-9] if backward else source, scope) or [])
            if backward: items = items[::-1]
            keys = [n.strip() for n in names.split(',')]
            for i, item in enumerate(items):
                more = {k: v for k, v in scope.items()}
                if len(keys) == 1: more[keys[0]] = item
                else:
                    for key, one in zip(keys, item): more[key] = one
                more['forloop'] = {'counter': i + 1, 'counter0': i, 'revcounter': len(items) - i, 'first': i == 0, 'last': i == len(items) - 1, 'parentloop': scope.get('forloop')}
                out.append(_run(inner, more, blocks))
            if not items: out.append(_run(other, scope, blocks))
        elif word == 'url':
            from django.urls import reverse
            words = _split(rest, ' ')
            target = None
            if len(words) > 2 and words[-2] == 'as': words, target = words[:-2], words[-1]
            args = [_value(w, scope) for w in words[1:] if '=' not in w]
            named = {w.split('=')[0]: _value(w.split('=', 1)[1], scope) for w in words[1:] if '=' in w}
            link = reverse(str(_value(words[0], scope)), args=args, kwargs=named)
            if target: scope[target] = link
            else: out.append(link)
        elif word == 'static':
            from django.conf import settings
            base = settings.STATIC_URL or ''
            out.append((base if base.startswith(('/', 'http')) else '/' + base) + str(_value(rest, scope)))
        elif word == 'now':
            from datetime import datetime
            out.append(datetime.now().strftime(_date(rest.strip('"\''))))
        elif word == 'block':
            end = _until(nodes, at, ('endblock',))
            out.append(_run(blocks.get(rest, nodes[at:end]), scope, blocks))
            at = end + 1
        elif word == 'extends':
            rest_nodes, inside = nodes[at:], 0
            while inside < len(rest_nodes):
                if rest_nodes[inside][0] == 'tag' and rest_nodes[inside][1].startswith('block '):
                    end = _until(rest_nodes, inside + 1, ('endblock',))
                    blocks.setdefault(rest_nodes[inside][1][6:].strip(), rest_nodes[inside + 1:end])
                    inside = end
                inside += 1
            return _run(_nodes(_read(str(_value(rest, scope)))), scope, blocks)
        elif word == 'include':
            out.append(_run(_nodes(_read(str(_value(_split(rest, ' ')[0], scope)))), {k: v for k, v in scope.items()}, {}))
        elif word == 'with':
            end = _until(nodes, at, ('endwith',))
            more = {k: v for k, v in scope.items()}
            for pair in _split(rest, ' '):
                key, _, source = pair.partition('=')
                more[key] = _value(source, scope)
            out.append(_run(nodes[at:end], more, blocks))
            at = end + 1
        elif word == 'comment': at = _until(nodes, at, ('endcomment',)) + 1
        elif word == 'csrf_token': out.append('<input type="hidden" name="csrfmiddlewaretoken" value="%s">' % ('k3' * 32))
        elif word not in ('load', 'autoescape', 'endautoescape', 'spaceless', 'endspaceless'):
            raise TemplateSyntaxError("Invalid block tag: '%s'. Did you forget to register or load this tag?" % word)
    return ''.join(out)
