"""Expressions of templates: a parser that makes tuples (kind, line, …) of tokens."""
from jinja2.exceptions import TemplateSyntaxError
_COMPARE = ('==', '!=', '<', '<=', '>', '>=')
_CONSTANTS = {'true': True, 'false': False, 'none': None, 'True': True, 'False': False, 'None': None}
def described(token): return token.value if token.kind in ('name', 'end', 'eof') else token.kind
class Expressions:
    """Reads one list of tokens; `fail` raises with a line."""
    def __init__(self, tokens): self.tokens, self.i = tokens, 0
    @property
    def now(self): return self.tokens[self.i]
    def look(self, n=1): return self.tokens[min(self.i + n, len(self.tokens) - 1)]
    def fail(self, message, line=None): raise TemplateSyntaxError(message, self.now.line if line is None else line)
    def take(self):
        token = self.now
        if token.kind not in ('end', 'eof'): self.i += 1
        return token
    def skip(self, kind):
        if self.now.kind == kind:
            self.take()
            return True
        return False
    def word(self, *names): return self.now.kind == 'name' and self.now.value in names
    def skip_word(self, name):
        if self.word(name):
            self.take()
            return True
        return False
    def expect(self, kind, what=None):
        if self.now.kind == 'eof': self.fail("unexpected end of template, expected '%s'." % (what or kind))
        if self.now.kind != kind: self.fail("expected token %r, got %r" % (what or kind, described(self.now)))
        return self.take()
    def expect_word(self, name):
        if not self.word(name): self.fail("expected token %r, got %r" % (name, described(self.now)))
        return self.take()
    def name(self): return self.expect('name').value
    def tuple(self, with_condition=True, ends=(), explicit=False):
        """One expression, or several with commas between them."""
        line, items, comma = self.now.line, [], False
        one = self.condition if with_condition else self.either
        while True:
            if items and not comma: break
            if self.now.kind in ('end', 'eof', ')') or self.word(*ends): break
            items.append(one())
            comma = self.skip(',')
        if len(items) == 1 and not comma: return items[0]
        if not items and not explicit: self.fail("Expected an expression, got %r" % described(self.now))
        return 'tuple', line, items
    def condition(self):
        line, value = self.now.line, self.either()
        while self.skip_word('if'):
            test = self.either()
            value = 'if', line, test, value, self.condition() if self.skip_word('else') else None
        return value
    def either(self):
        line, left = self.now.line, self.both()
        while self.skip_word('or'): left = 'or', line, left, self.both()
        return left
    def both(self):
        line, left = self.now.line, self.negation()
        while self.skip_word('and'): left = 'and', line, left, self.negation()
        return left
    def negation(self):
        line = self.now.line
        if self.skip_word('not'): return 'not', line, self.negation()
        return self.comparison()
    def comparison(self):
        line, left, more = self.now.line, self.sum(), []
        while True:
            if self.now.kind in _COMPARE:
                sign = self.take().kind
                more.append((sign, self.sum()))
            elif self.skip_word('in'): more.append(('in', self.sum()))
            elif self.word('not') and self.look().kind == 'name' and self.look().value == 'in':
                self.take()
                self.take()
                more.append(('not in', self.sum()))
            else: break
        return ('compare', line, left, more) if more else left
    def _joined(self, signs, part):
        line, left = self.now.line, part()
        while self.now.kind in signs:
            sign = self.take().kind
            left = 'binary', line, sign, left, part()
        return left
    def sum(self): return self._joined(('+', '-'), self.concatenation)
    def concatenation(self):
        line, parts = self.now.line, [self.product()]
        while self.skip('~'): parts.append(self.product())
        return parts[0] if len(parts) == 1 else ('concat', line, parts)
    def product(self): return self._joined(('*', '/', '//', '%'), self.power)
    def power(self): return self._joined(('**',), self.unary)
    def unary(self, filtered=True):
        line = self.now.line
        if self.now.kind in ('-', '+'):
            sign = self.take().kind
            value = 'unary', line, sign, self.unary(False)
        else: value = self.primary()
        value = self.postfix(value)
        return self.filtered(value) if filtered else value
    def primary(self):
        token = self.now
        if token.kind == 'name':
            self.take()
            if token.value in _CONSTANTS: return 'const', token.line, _CONSTANTS[token.value]
            return 'name', token.line, token.value
        if token.kind == 'string':
            text = []
            while self.now.kind == 'string': text.append(self.take().value)
            return 'const', token.line, ''.join(text)
        if token.kind in ('integer', 'float'):
            self.take()
            return 'const', token.line, token.value
        if self.skip('('):
            value = self.tuple(explicit=True)
            self.expect(')')
            return value
        if self.skip('['): return 'list', token.line, self._listed(']')
        if self.skip('{'):
            pairs = []
            while self.now.kind != '}':
                if pairs:
                    self.expect(',')
                    if self.now.kind == '}': break
                key = self.condition()
                self.expect(':')
                pairs.append((key, self.condition()))
            self.expect('}')
            return 'dict', token.line, pairs
        self.fail("unexpected %r" % described(token))
    def _listed(self, close):
        items = []
        while self.now.kind != close:
            if items:
                self.expect(',')
                if self.now.kind == close: break
            items.append(self.condition())
        self.expect(close)
        return items
    def postfix(self, value):
        while True:
            line = self.now.line
            if self.now.kind == '.':
                self.take()
                token = self.take()
                if token.kind == 'name': value = 'attr', line, value, token.value
                elif token.kind == 'integer': value = 'item', line, value, ('const', line, token.value)
                else: self.fail('expected name or number', line)
            elif self.now.kind == '[':
                self.take()
                value = 'item', line, value, self._subscript()
                self.expect(']')
            elif self.now.kind == '(': value = 'call', line, value, self.arguments()
            else: return value
    def _subscript(self):
        line, parts, colons = self.now.line, [None], 0
        while self.now.kind != ']':
            if self.skip(':'):
                colons += 1
                parts.append(None)
            elif parts[-1] is None: parts[-1] = self.condition() if self.now.kind != 'eof' else self.fail("unexpected end of template, expected ']'.")
            else: break
        if colons: return 'slice', line, parts + [None] * (3 - len(parts))
        return parts[0] if parts[0] is not None else self.fail('expected subscript expression')
    def arguments(self):
        """(positional, named, *rest, **named rest) of a call."""
        self.expect('(')
        places, named, rest, more = [], [], None, None
        while self.now.kind != ')':
            if self.skip('**'): more = self.condition()
            elif self.skip('*'): rest = self.condition()
            elif self.now.kind == 'name' and self.look().kind == '=':
                key = self.take().value
                self.take()
                named.append((key, self.condition()))
            else:
                if named: self.fail('invalid syntax for function call expression')
                places.append(self.condition())
            if self.now.kind != ')': self.expect(',')
        self.expect(')')
        return places, named, rest, more
    def filtered(self, value):
        while True:
            if self.now.kind == '|': value = self.filter(value)
            elif self.word('is'): value = self.test(value)
            elif self.now.kind == '(': value = 'call', self.now.line, value, self.arguments()
            else: return value
    def _dotted(self):
        name = self.name()
        while self.skip('.'): name += '.' + self.name()
        return name
    def filter(self, value, first=True):
        while self.now.kind == '|' or not first:
            if first: self.take()
            first = True
            line, name = self.now.line, self._dotted()
            value = 'filter', line, value, name, self.arguments() if self.now.kind == '(' else ([], [], None, None)
        return value
    def test(self, value):
        line = self.take().line
        negated = self.skip_word('not')
        name, given = self._dotted(), ([], [], None, None)
        if self.now.kind == '(': given = self.arguments()
        elif self.now.kind in ('name', 'string', 'integer', 'float', '[', '{') and not self.word('else', 'or', 'and'):
            if self.word('is'): self.fail('You cannot chain multiple tests with is')
            given = [self.postfix(self.primary())], [], None, None
        value = 'test', line, value, name, given
        return ('not', line, value) if negated else value
