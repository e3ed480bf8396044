"""Runs a template's tree: what it prints, with inheritance, includes, imports and macros."""
from jinja2.evaluate import Evaluator
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError
from jinja2.runtime import Loop, Macro, Namespace, Undefined
from markupsafe import Markup, escape
class Scope:
    """Names that are bound: its own, then those of what it stands in. `root` is the context of the template."""
    def __init__(self, values, up=None, root=None):
        self.values, self.up, self.root, self.body = values, up, root or self, None
    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.values: return True, scope.values[name]
            scope = scope.up
        return False, None
    def get(self, name, default=None):
        found, value = self.find(name)
        return value if found else default
    def __getitem__(self, name):
        found, value = self.find(name)
        if not found: raise KeyError(name)
        return value
    def __contains__(self, name): return self.find(name)[0]
    def resolve(self, name): return self.get(name)
    def inner(self, values=None): return Scope(values if values is not None else {}, self, self.root)
    def all(self):
        """Every name that can be seen, with its value."""
        out = self.up.all() if self.up is not None else {}
        out.update(self.values)
        return out
class _Blocks:
    """`self` in a template: its blocks as functions."""
    def __init__(self, run, scope): self._run, self._scope = run, scope
    def __getitem__(self, name):
        if name not in self._run.chains: raise KeyError(name)
        return lambda: Markup(self._run.block(name, 0, self._scope))
class Module:
    """What an imported template gives: the names it has bound at its top."""
    def __init__(self, values, text):
        for name, value in values.items(): setattr(self, name, value)
        self._text = text
    def __str__(self): return self._text
class Run(Evaluator):
    """One rendering. `places` are the frames of the templates at work: [file, line, what]."""
    def __init__(self, env, places=None):
        super().__init__(env)
        self.places, self.chains, self.parent, self.filename = [] if places is None else places, {}, None, None
    def template(self, template, scope):
        """The text of a template with its parents."""
        self.escaping = self.env.escapes(template.name)
        while True:
            for name, nodes in template.blocks.items(): self.chains.setdefault(name, []).append((nodes, template))
            scope.values['self'] = _Blocks(self, scope)
            self.filename, self.parent = template.filename, None
            self.places.append([template.filename, 1, 'top-level template code'])
            text = self.nodes(template.nodes, scope)
            if self.parent is None: break
            template = self.parent
        for _ in range(len(self.places) - self._depth): self.places.pop()
        return text
    def whole(self, template, scope):
        self._depth = len(self.places)
        return self.template(template, scope)
    def nodes(self, nodes, scope):
        out = []
        for node in nodes:
            kind = node[0]
            if self.parent is not None and kind in ('data', 'print', 'block', 'include'): continue
            if kind == 'data':
                out.append(node[2])
                continue
            self.places[-1][1] = node[1]
            if kind == 'print':
                out.append(self.text(self.value(node[2], scope)))
                continue
            made = getattr(self, '_do_' + kind)(node, scope)
            if made: out.append(made)
        return ''.join(out)
    def text(self, value):
        """How a value is printed."""
        if value is None: return 'None'
        if self.env.finalize: value = self.env.finalize(value)
        return str(escape(value)) if self.escaping else str(value)
    def marked(self, text): return Markup(text) if self.escaping else text
    def bind(self, target, value, scope):
        if isinstance(target, str):
            scope.values[target] = value
        elif isinstance(target, tuple):
            space = scope.get(target[0])
            if not isinstance(space, Namespace): raise TemplateRuntimeError('cannot assign attribute on non-namespace object')
            space._values[target[1]] = value
        else:
            values = list(value)
            if len(values) != len(target): raise ValueError('too many values to unpack (expected %d)' % len(target) if len(values) > len(target) else 'not enough values to unpack (expected %d, got %d)' % (len(target), len(values)))
            for one, part in zip(target, values): self.bind(one, part, scope)
    def _do_cond(self, node, scope):
        for test, body in node[2]:
            self.places[-1][1] = test[1]
            if self.value(test, scope): return self.nodes(body, scope)
        return self.nodes(node[3], scope)
    def _do_for(self, node, scope):
        _, line, target, source, test, recursive, body, other = node
        def render(items, depth):
            if isinstance(items, Undefined): items = iter(items)
            if test is None: kept = list(items)
            else:
                kept = []
                for one in items:
                    inner = scope.inner()
                    self.bind(target, one, inner)
                    if self.value(test, inner): kept.append(one)
            if not kept: return self.nodes(other, scope.inner())
            loop, out = Loop(kept, lambda more, depth: self.marked(render(more, depth)), depth), []
            for i, one in enumerate(kept):
                loop.index0 = i
                inner = scope.inner({'loop': loop})
                self.bind(target, one, inner)
                out.append(self.nodes(body, inner))
            return ''.join(out)
        return render(self.value(source, scope), 0)
    def _do_set(self, node, scope): self.bind(node[2], self.value(node[3], scope), scope)
    def _do_capture(self, node, scope):
        parent, self.parent = self.parent, None
        value = self.marked(self.nodes(node[4], scope.inner()))
        self.parent = parent
        if node[3] is not None: value = self._filtered(node[3], value, scope)
        self.bind(node[2], value, scope)
    def _filtered(self, filters, value, scope):
        inner = scope.inner()
        inner.body = value
        return self.value(filters, inner)
    def _do_filterblock(self, node, scope): return self.text(self._filtered(node[2], self.marked(self.nodes(node[3], scope.inner())), scope))
    def _do_with(self, node, scope):
        inner = scope.inner()
        for target, tree in node[2]: self.bind(target, self.value(tree, scope), inner)
        return self.nodes(node[3], inner)
    def _do_autoescape(self, node, scope):
        before, self.escaping = self.escaping, bool(self.value(node[2], scope))
        text = self.nodes(node[3], scope.inner())
        self.escaping = before
        return text
    def _do_extends(self, node, scope):
        if self.parent is not None: raise TemplateRuntimeError('extended multiple times')
        self.parent = self.env.loaded(self.value(node[2], scope))
    def _do_block(self, node, scope):
        return self.block(node[2], 0, scope if node[3] else scope.root)
    def block(self, name, at, scope):
        """A block's text, as the template at this place of the chain of heirs has it."""
        nodes, template = self.chains[name][at]
        inner = Scope({'super': self._super(name, at, scope)}, scope, scope.root)
        return self._elsewhere(template.filename, 'block %r' % name, lambda: self.nodes(nodes, inner))
    def _super(self, name, at, scope):
        if at + 1 >= len(self.chains[name]): return Undefined('there is no parent block called %r.' % name, name='super')
        return lambda: self.marked(self.block(name, at + 1, scope))
    def _elsewhere(self, filename, what, work):
        parent, self.parent = self.parent, None
        before, self.filename = self.filename, filename
        self.places.append([filename, 1, what])
        text = work()
        self.places.pop()
        self.parent, self.filename = parent, before
        return text
    def _found(self, source):
        if isinstance(source, (list, tuple)): return self.env.select_template(source)
        return self.env.loaded(source)
    def _do_include(self, node, scope):
        try: template = self._found(self.value(node[2], scope))
        except TemplateNotFound:
            if node[3]: return ''
            raise
        return Run(self.env, self.places).whole(template, Scope({}, self.env.context(template, scope.all() if node[4] else {})))
    def _module(self, template, scope, with_context):
        values = Scope({}, self.env.context(template, scope.all() if with_context else {}))
        text = Run(self.env, self.places).whole(template, values)
        return {name: value for name, value in values.values.items() if name != 'self' and not name.startswith('_')}, text
    def _do_import(self, node, scope): scope.values[node[3]] = Module(*self._module(self._found(self.value(node[2], scope)), scope, node[4]))
    def _do_from(self, node, scope):
        template = self._found(self.value(node[2], scope))
        values, _ = self._module(template, scope, node[4])
        for name, shown in node[3]:
            scope.values[shown] = values[name] if name in values else Undefined('the template %r (imported on line %d) does not export the requested name %r' % (template.name, node[1], name), name=name)
    def macro(self, name, places, defaults, body, scope):
        """A macro of this template as a function that can be called from others."""
        filename = self.filename
        run = lambda values: self.marked(self._elsewhere(filename, 'template', lambda: self.nodes(body, scope.inner(values))))
        return Macro(name, places, [self.value(one, scope) for one in defaults], run, _uses(body))
    def _do_macro(self, node, scope): scope.values[node[2]] = self.macro(node[2], node[3], node[4], node[5], scope)
    def _do_callblock(self, node, scope):
        caller = self.macro('caller', node[3], node[4], node[5], scope)
        return self.text(self.call(self.value(node[2][2], scope), node[2], scope, {'caller': caller}))
def _uses(tree):
    """Which of a macro's own names its body speaks of."""
    if isinstance(tree, (list, tuple)):
        if len(tree) == 3 and tree[0] == 'name' and tree[2] in ('caller', 'varargs', 'kwargs'): return {tree[2]}
        out = set()
        for one in tree: out |= _uses(one)
        return out
    return set()
