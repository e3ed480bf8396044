"""Enough of Jinja: values with filters, if, for, set, comments, extends and blocks, include."""
import re
from flask import escape, Markup
_TOKEN = re.compile('(\\{\\{.*?\\}\\}|\\{%.*?%\\}|\\{#.*?#\\})', re.S)
def _nodes(source):
    out, at = [], 0
    for found in _TOKEN.finditer(source):
        if found.start() > at: out.append(('text', source[at:found.start()]))
        token = found.group()
        body = token[2:-2].strip('-').strip()
        if token.startswith('{{'): out.append(('value', body))
        elif token.startswith('{%'): out.append(('tag', body))
        at = found.end()
        if token.startswith('{%') and token.endswith('-%}'):
            while at < len(source) and source[at] in ' \n\t': at += 1
    out.append(('text', source[at:]))
    return out
class _Dot(dict):
    pass
def _wrap(expression):
    # `a.b` of a dictionary is its key.
    return re.sub('([A-Za-z_][\\w]*(?:\\[[^\\]]*\\])?)((?:\\.[A-Za-z_]\\w*(?!\\w*\\())+)', lambda m: "_get(%s, %s)" % (m.group(1), ', '.join(repr(p) for p in m.group(2)[1:].split('.'))), expression)
def _get(value, *names):
    for name in names:
        value = value.get(name) if isinstance(value, dict) and name in value else getattr(value, name, None)
    return value
_FILTERS = {'upper': lambda v: str(v).upper(), 'lower': lambda v: str(v).lower(), 'title': lambda v: ' '.join(w[:1].upper() + w[1:] for w in str(v).split(' ')), 'capitalize': lambda v: str(v)[:1].upper() + str(v)[1:].lower(), 'length': len, 'count': len, 'safe': Markup, 'e': lambda v: Markup(escape(v)), 'escape': lambda v: Markup(escape(v)), 'join': lambda v, by='': by.join(str(x) for x in v), 'default': lambda v, other='': other if v is None or v == '' else v, 'int': int, 'float': float, 'round': lambda v, n=0: round(v, n), 'first': lambda v: list(v)[0], 'last': lambda v: list(v)[-1], 'sort': sorted, 'reverse': lambda v: list(reversed(v)), 'trim': lambda v: str(v).strip(), 'replace': lambda v, a, b: str(v).replace(a, b), 'list': list, 'sum': sum, 'abs': abs, 'string': str}
def _tojson(v):
    import json
    return Markup(json.dumps(v))
_FILTERS['tojson'] = _tojson
class _Scope(dict):
    pass
def _value(expression, scope):
    head, *filters = _pipes(expression)
    names = dict(scope)
    names.update({'_get': _get, 'true': True, 'false': False, 'none': None, 'range': range})
    code = _wrap(head)
    code = re.sub('\\bis defined\\b', ' is not None', re.sub('\\bis not defined\\b', ' is None', code))
    try:
        value = eval(code, names)
    except NameError:
        value = None
    for one in filters:
        name, sign, args = one.partition('(')
        extra = eval('(' + args[:-1] + ',)', names) if sign and args[:-1].strip() else ()
        value = _FILTERS[name.strip()](value, *extra)
    return value
def _pipes(text):
    parts, depth, quote, now = [], 0, None, ''
    for c in text:
        if quote: quote = None if c == quote else quote
        elif c in '"\'': quote = c
        elif c in '([{': depth += 1
        elif c in ')]}': depth -= 1
        if c == '|' and not quote and not depth:
            parts.append(now.strip())
            now = ''
        else: now += c
    return parts + [now.strip()]
def _until(nodes, at, ends):
    depth, start = 0, at
    while at < len(nodes):
        kind, body = nodes[at]
        if kind == 'tag':
            word = body.split()[0]
            if depth == 0 and word in ends: return at
            if word in ('if', 'for', 'block', 'with', 'macro'): depth += 1
            elif word.startswith('end'): depth -= 1
        at += 1
    raise ValueError('unexpected end of template')
def _run(nodes, scope, blocks, folder):
    out, at = [], 0
    while at < len(nodes):
        kind, body = nodes[at]
        at += 1
        if kind == 'text': out.append(body)
        elif kind == 'value':
            value = _value(body, scope)
            out.append('' if value is None else str(value) if isinstance(value, Markup) else escape(value))
        else:
            word, _, rest = body.partition(' ')
            if word == 'if':
                done, taken = False, rest
                while True:
                    end = _until(nodes, at, ('elif', 'else', 'endif'))
                    if not done and (taken is None or _value(taken, scope)):
                        out.append(_run(nodes[at:end], scope, blocks, folder))
                        done = True
                    word, _, taken = nodes[end][1].partition(' ')
                    at = end + 1
                    if word == 'endif': break
                    if word == 'else': taken = None
            elif word == 'for':
                end = _until(nodes, at, ('else', 'endfor'))
                inner = nodes[at:end]
                other = []
                at = end + 1
                if nodes[end][1] == 'else':
                    end = _until(nodes, at, ('endfor',))
                    other = nodes[at:end]
                    at = end + 1
                names, _, source = rest.partition(' in ')
                items = list(_value(source, scope) or [])
                for i, item in enumerate(items):
                    more = dict(scope)
                    keys = [n.strip() for n in names.split(',')]
                    if len(keys) == 1: more[keys[0]] = item
                    else:
                        for key, one in zip(keys, item): more[key] = one
                    more['loop'] = {'index': i + 1, 'index0': i, 'first': i == 0, 'last': i == len(items) - 1, 'length': len(items)}
                    out.append(_run(inner, more, blocks, folder))
                if not items: out.append(_run(other, scope, blocks, folder))
            elif word == 'set':
                name, _, source = rest.partition('=')
                scope[name.strip()] = _value(source.strip(), scope)
            elif word == 'block':
                end = _until(nodes, at, ('endblock',))
                out.append(_run(blocks.get(rest.strip(), nodes[at:end]), scope, blocks, folder))
                at = end + 1
            elif word == 'include':
                with open(folder + '/' + _value(rest, scope)) as file: out.append(_run(_nodes(_trimmed(file.read())), scope, blocks, folder))
            elif word == 'extends':
                at2 = at
                while at2 < len(nodes):
                    if nodes[at2][0] == 'tag' and nodes[at2][1].startswith('block '):
                        end = _until(nodes, at2 + 1, ('endblock',))
                        blocks.setdefault(nodes[at2][1][6:].strip(), nodes[at2 + 1:end])
                        at2 = end
                    at2 += 1
                with open(folder + '/' + _value(rest, scope)) as file: return _run(_nodes(_trimmed(file.read())), scope, blocks, folder)
            else:
                raise ValueError('dockyard: {%% %s %%} is not simulated' % word)
    return ''.join(out)
def _trimmed(source): return source[:-1] if source.endswith('\n') else source
def render(source, scope, folder): return _run(_nodes(_trimmed(source)), scope, {}, folder)
