"""Statements of templates: the pieces of the lexer as a tree of tuples (kind, line, …)."""
from jinja2.exceptions import TemplateAssertionError, TemplateSyntaxError
from jinja2.expressions import Expressions
from jinja2.lexer import Lexer
def _either(names): return ' or '.join(repr(one) for one in names)
class Parser:
    """Reads a source into a list of nodes; `blocks` has the bodies of its blocks by their names."""
    def __init__(self, source, options):
        self._pieces, self._kept, self.blocks = Lexer(source, options).pieces(), None, {}
        self.open_tags, self.open_ends, self.lines = [], [], 1 + source.rstrip('\n').count('\n')
    def parse(self):
        nodes, _ = self._nodes(())
        return nodes
    def _nodes(self, ends):
        """Nodes up to a tag of these names: them and the reader behind that tag's name, the name in `closed`."""
        out = []
        if ends: self.open_ends.append(ends)
        for kind, value, line in self._pieces:
            if kind == 'data':
                out.append(('data', line, value))
                continue
            reader = Expressions(value)
            if kind == 'print':
                tree = reader.tuple()
                reader.expect('end', 'end of print statement')
                out.append(('print', line, tree))
                continue
            if reader.now.kind != 'name': reader.fail('tag name expected')
            name = reader.now.value
            if name in ends:
                self.open_ends.pop()
                self.closed = reader.take().value
                return out, reader
            made = self._statement(name, reader, line)
            if made is not None: out.append(made)
        if self.open_ends: raise TemplateSyntaxError('Unexpected end of template. Jinja was looking for the following tags: %s. The innermost block that needs to be closed is %r.' % (_either(self.open_ends[-1]), self.open_tags[-1]), self.lines)
        return out, None
    def _statement(self, name, reader, line):
        act = getattr(self, '_tag_' + name, None)
        if act is None: self._unknown(name, line)
        reader.take()
        self.open_tags.append(name)
        made = act(reader, line)
        self.open_tags.pop()
        return made
    def _unknown(self, name, line):
        text = 'Encountered unknown tag %r.' % name
        if self.open_ends:
            wanted = self.open_ends[-1]
            if any(name in ends for ends in self.open_ends): text += ' You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for %s.' % _either(wanted)
            else: text += ' Jinja was looking for the following tags: %s.' % _either(wanted)
            text += ' The innermost block that needs to be closed is %r.' % self.open_tags[-1]
        raise TemplateSyntaxError(text, line)
    def _end(self, reader): reader.expect('end', 'end of statement block')
    def _body(self, reader, *ends):
        self._end(reader)
        nodes, behind = self._nodes(ends)
        return nodes, behind
    def _whole(self, reader, end):
        nodes, behind = self._body(reader, end)
        self._end(behind)
        return nodes
    def _target(self, reader, dotted=False):
        """Names that something is bound to: one, or a tuple of them; a namespace's one where that may stand."""
        parts = []
        while True:
            if reader.skip('('):
                parts.append(self._target(reader))
                reader.expect(')')
            else:
                name = reader.name()
                if dotted and reader.skip('.'): return name, reader.name()
                parts.append(name)
            if not reader.skip(','): break
            if reader.word('in') or reader.now.kind in ('=', ')'): return parts
        return parts[0] if len(parts) == 1 else parts
    def _tag_if(self, reader, line):
        arms, other = [(reader.tuple(False), None)], []
        while True:
            nodes, behind = self._body(reader, 'elif', 'else', 'endif')
            arms[-1] = (arms[-1][0], nodes)
            if self.closed != 'elif': break
            reader = behind
            arms.append((reader.tuple(False), None))
        if self.closed == 'else': other = self._whole(behind, 'endif')
        else: self._end(behind)
        return 'cond', line, arms, other
    def _tag_for(self, reader, line):
        target = self._target(reader)
        reader.expect_word('in')
        source = reader.tuple(False, ('recursive', 'if'))
        test = reader.condition() if reader.skip_word('if') else None
        recursive = reader.skip_word('recursive')
        nodes, behind = self._body(reader, 'endfor', 'else')
        other = []
        if self.closed == 'else': other = self._whole(behind, 'endfor')
        else: self._end(behind)
        return 'for', line, target, source, test, recursive, nodes, other
    def _tag_set(self, reader, line):
        target = self._target(reader, True)
        if reader.skip('='):
            value = reader.tuple()
            self._end(reader)
            return 'set', line, target, value
        filters = reader.filter(('body', line)) if reader.now.kind == '|' else None
        return 'capture', line, target, filters, self._whole(reader, 'endset')
    def _tag_with(self, reader, line):
        pairs = []
        while reader.now.kind != 'end':
            if pairs: reader.expect(',')
            target = self._target(reader)
            reader.expect('=')
            pairs.append((target, reader.condition()))
        return 'with', line, pairs, self._whole(reader, 'endwith')
    def _tag_block(self, reader, line):
        name = reader.name()
        if name in self.blocks: raise TemplateAssertionError('block %r defined twice' % name, line)
        scoped = required = False
        while reader.now.kind == 'name':
            word = reader.take().value
            scoped, required = scoped or word == 'scoped', required or word == 'required'
        if reader.now.kind == '-': reader.fail('Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.')
        self.blocks[name] = None
        nodes, behind = self._body(reader, 'endblock')
        if behind.now.kind == 'name' and behind.now.value == name: behind.take()
        self._end(behind)
        self.blocks[name] = nodes
        return 'block', line, name, scoped, required
    def _tag_extends(self, reader, line):
        source = reader.condition()
        self._end(reader)
        return 'extends', line, source
    def _context_words(self, reader, default):
        if reader.word('with', 'without') and reader.look().kind == 'name' and reader.look().value == 'context':
            default = reader.take().value == 'with'
            reader.take()
        return default
    def _tag_include(self, reader, line):
        source, ignore = reader.condition(), False
        if reader.word('ignore') and reader.look().value == 'missing':
            ignore = True
            reader.take()
            reader.take()
        with_context = self._context_words(reader, True)
        self._end(reader)
        return 'include', line, source, ignore, with_context
    def _tag_import(self, reader, line):
        source = reader.condition()
        reader.expect_word('as')
        name = reader.name()
        with_context = self._context_words(reader, False)
        self._end(reader)
        return 'import', line, source, name, with_context
    def _tag_from(self, reader, line):
        source, names = reader.condition(), []
        reader.expect_word('import')
        with_context = False
        while reader.now.kind == 'name':
            if reader.word('with', 'without') and reader.look().value == 'context': break
            name = reader.name()
            names.append((name, reader.name() if reader.skip_word('as') else name))
            if not reader.skip(','): break
        with_context = self._context_words(reader, False)
        self._end(reader)
        return 'from', line, source, names, with_context
    def _signature(self, reader):
        places, defaults = [], []
        reader.expect('(')
        while reader.now.kind != ')':
            if places: reader.expect(',')
            places.append(reader.name())
            if reader.skip('='): defaults.append(reader.condition())
            elif defaults: reader.fail('non-default argument follows default argument')
        reader.expect(')')
        return places, defaults
    def _tag_macro(self, reader, line):
        name = reader.name()
        places, defaults = self._signature(reader)
        return 'macro', line, name, places, defaults, self._whole(reader, 'endmacro')
    def _tag_call(self, reader, line):
        places, defaults = self._signature(reader) if reader.now.kind == '(' else ([], [])
        call = reader.condition()
        if call[0] != 'call': reader.fail('expected call')
        return 'callblock', line, call, places, defaults, self._whole(reader, 'endcall')
    def _tag_filter(self, reader, line):
        filters = reader.filter(('body', line), False)
        return 'filterblock', line, filters, self._whole(reader, 'endfilter')
    def _tag_autoescape(self, reader, line):
        return 'autoescape', line, reader.condition(), self._whole(reader, 'endautoescape')
    def _tag_do(self, reader, line): self._unknown('do', line)
    def _tag_print(self, reader, line):
        tree = reader.tuple()
        self._end(reader)
        return 'print', line, tree
