"""The values of expressions."""
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Undefined
from markupsafe import Markup, escape
def _needs(value):
    if isinstance(value, Undefined): value.fail()
    return value
def _sliced(obj, start, stop, step):
    """`obj[start:stop:step]`: the interpreter has no steps but 1 in slices of texts and lists."""
    if step is None or step == 1: return obj[start:stop]
    size, back = len(obj), step < 0
    place = lambda at, open_end: open_end if at is None else max(at + size, -1 if back else 0) if at < 0 else min(at, size - 1 if back else size)
    picked = [obj[i] for i in range(place(start, size - 1 if back else 0), place(stop, -1 if back else size), step)]
    return ''.join(picked) if isinstance(obj, str) else tuple(picked) if isinstance(obj, tuple) else picked
def _modulo(a, b):
    if isinstance(a, str) and not isinstance(a, Markup): return a % (tuple(b) if isinstance(b, list) else b)
    return a % b
def _plus(a, b):
    if isinstance(a, Markup) or isinstance(b, Markup): return Markup(str(escape(a)) + str(escape(b))) if isinstance(a, str) and isinstance(b, str) else a + b
    return a + b
_BINARY = {'+': _plus, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b, '%': _modulo, '**': lambda a, b: a ** b}
_COMPARE = {'==': lambda a, b: a == b, '!=': lambda a, b: not a == b, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b, '>': lambda a, b: a > b, '>=': lambda a, b: a >= b}
class Evaluator:
    """`value(tree, scope)` of one template's run; `env` has filters, tests and the kind of undefined values."""
    def __init__(self, env): self.env, self.escaping = env, False
    def value(self, tree, scope): return getattr(self, '_' + tree[0])(tree, scope)
    def _const(self, tree, scope): return tree[2]
    def _name(self, tree, scope):
        found, value = scope.find(tree[2])
        return value if found else self.env.undefined(name=tree[2])
    def _tuple(self, tree, scope): return tuple(self.value(one, scope) for one in tree[2])
    def _list(self, tree, scope): return [self.value(one, scope) for one in tree[2]]
    def _dict(self, tree, scope): return {self.value(key, scope): self.value(value, scope) for key, value in tree[2]}
    def _if(self, tree, scope):
        if self.value(tree[2], scope): return self.value(tree[3], scope)
        return self.value(tree[4], scope) if tree[4] is not None else self.env.undefined('the inline if-expression on line %d evaluated to false and no else section was defined.' % tree[1])
    def _or(self, tree, scope): return self.value(tree[2], scope) or self.value(tree[3], scope)
    def _and(self, tree, scope): return self.value(tree[2], scope) and self.value(tree[3], scope)
    def _not(self, tree, scope): return not self.value(tree[2], scope)
    def _compare(self, tree, scope):
        left = self.value(tree[2], scope)
        for sign, other in tree[3]:
            right = self.value(other, scope)
            if sign in ('in', 'not in'): held = self._inside(left, right) == (sign == 'in')
            elif sign in ('==', '!='): held = _COMPARE[sign](left, right)
            else: held = _COMPARE[sign](_needs(left), _needs(right))
            if not held: return False
            left = right
        return True
    def _inside(self, left, right): return False if isinstance(right, Undefined) else left in right
    def _binary(self, tree, scope): return _BINARY[tree[2]](_needs(self.value(tree[3], scope)), _needs(self.value(tree[4], scope)))
    def _unary(self, tree, scope):
        value = _needs(self.value(tree[3], scope))
        return -value if tree[2] == '-' else +value
    def _concat(self, tree, scope):
        parts = [self.value(one, scope) for one in tree[2]]
        if self.escaping or any(isinstance(one, Markup) for one in parts): return Markup(''.join([str(escape(one)) for one in parts]))
        return ''.join([str(one) for one in parts])
    def _attr(self, tree, scope): return self.attribute(self.value(tree[2], scope), tree[3])
    def attribute(self, obj, name):
        """`obj.name`: an attribute, else an item, else undefined."""
        if isinstance(obj, Undefined): obj.fail()
        try: return getattr(obj, name)
        except AttributeError: pass
        try: return obj[name]
        except (TypeError, KeyError, IndexError, AttributeError, NotImplementedError): return self.env.undefined(obj=obj, name=name)
    def _item(self, tree, scope):
        obj = self.value(tree[2], scope)
        if tree[3][0] == 'slice': return _sliced(_needs(obj), *[None if one is None else self.value(one, scope) for one in tree[3][2]])
        return self.item(obj, self.value(tree[3], scope))
    def item(self, obj, key):
        """`obj[key]`: an item, else an attribute, else undefined."""
        if isinstance(obj, Undefined): obj.fail()
        try: return obj[key]
        except (TypeError, KeyError, IndexError, AttributeError, NotImplementedError): pass
        if isinstance(key, str):
            try: return getattr(obj, key)
            except AttributeError: pass
        return self.env.undefined(obj=obj, name=key)
    def given(self, arguments, scope):
        """The values of a call's arguments: a list and a dict."""
        places, named, rest, more = arguments
        values = [self.value(one, scope) for one in places]
        if rest is not None: values += list(self.value(rest, scope))
        keys = {key: self.value(one, scope) for key, one in named}
        if more is not None: keys.update(self.value(more, scope))
        return values, keys
    def _call(self, tree, scope): return self.call(self.value(tree[2], scope), tree, scope)
    def call(self, target, tree, scope, extra=None):
        if isinstance(target, Undefined): target.fail()
        values, keys = self.given(tree[3], scope)
        if extra: keys.update(extra)
        if getattr(target, 'jinja_pass_arg', None) is not None: values.insert(0, scope if target.jinja_pass_arg == 'context' else self.env)
        return target(*values, **keys)
    def _body(self, tree, scope): return scope.body
    def _filter(self, tree, scope):
        value = self.value(tree[2], scope)
        values, keys = self.given(tree[4], scope)
        return self.filter(tree[3], value, values, keys, scope)
    def filter(self, name, value, values, keys, scope=None):
        """The filter's result; `self.env` and the run are given to those that ask for them."""
        act = self.env.filters.get(name)
        if act is None: raise TemplateRuntimeError('No filter named %r.' % name)
        return self._asked(act, scope, value, values, keys)
    def _asked(self, act, scope, value, values, keys):
        kind = getattr(act, 'jinja_pass_arg', None) or self.env.passing.get(id(act))
        if kind == 'run': return act(self, value, *values, **keys)
        if kind == 'context': return act(scope, value, *values, **keys)
        if kind in ('environment', 'eval_context'): return act(self.env, value, *values, **keys)
        return act(value, *values, **keys)
    def _test(self, tree, scope):
        value = self.value(tree[2], scope)
        values, keys = self.given(tree[4], scope)
        return self.test(tree[3], value, values, keys, scope)
    def test(self, name, value, values=(), keys={}, scope=None):
        if name == 'filter': return value in self.env.filters
        if name == 'test': return value in self.env.tests
        act = self.env.tests.get(name)
        if act is None: raise TemplateRuntimeError('No test named %r.' % name)
        return self._asked(act, scope, value, values, keys)
