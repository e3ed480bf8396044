"""A template's text as pieces: data, prints and statements; these as tokens."""
from jinja2.exceptions import TemplateSyntaxError
_CLOSERS = {'{': '}', '(': ')', '[': ']'}
_OPERATORS = ('**', '//', '==', '!=', '<=', '>=', '+', '-', '*', '/', '%', '~', '<', '>', '=', '.', ':', '|', ',', ';', '(', ')', '[', ']', '{', '}')
_ESCAPES = {'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', "'": "'", '"': '"', '0': '\0', 'b': '\b', 'f': '\f', '\n': ''}
class Token:
    """`kind` is name, integer, float, string, an operator itself, or end; `value` what it stands for."""
    def __init__(self, kind, value, line): self.kind, self.value, self.line = kind, value, line
def _name_sign(sign): return sign == '_' or sign.isalpha() or ord(sign) > 127
class Lexer:
    """Reads a source from front to back; `pieces` yields ('data', text, line), ('print', tokens, line), ('tag', tokens, line)."""
    def __init__(self, source, options):
        source = source.replace('\r\n', '\n').replace('\r', '\n')
        if source.endswith('\n') and not options.keep_trailing_newline: source = source[:-1]
        self.source, self.options, self.at, self.line = source, options, 0, 1
        self._strip_next = self._trim_next = False
    def _next_mark(self):
        best, kind = -1, None
        for mark in (self.options.variable_start_string, self.options.block_start_string, self.options.comment_start_string):
            found = self.source.find(mark, self.at)
            if found != -1 and (best == -1 or found < best): best, kind = found, mark
        return best, kind
    def pieces(self):
        options = self.options
        while self.at < len(self.source):
            begin, mark = self._next_mark()
            data = self.source[self.at:] if begin == -1 else self.source[self.at:begin]
            start_line = self.line
            self.line += data.count('\n')
            if self._strip_next: data = data.lstrip()
            elif self._trim_next and data[:1] == '\n': data = data[1:]
            self._strip_next = self._trim_next = False
            if begin == -1:
                self.at = len(self.source)
                if data: yield 'data', data, start_line
                return
            self.at = begin + len(mark)
            sign = self.source[self.at:self.at + 1]
            if sign == '-' : data = data.rstrip()
            elif sign != '+' and options.lstrip_blocks and mark != options.variable_start_string:
                row = data[data.rfind('\n') + 1:]
                if not row.strip() and ('\n' in data or begin == len(data)): data = data[:len(data) - len(row)]
            if sign in ('-', '+') and sign: self.at += 1
            if data: yield 'data', data, start_line
            if mark == options.comment_start_string: self._comment()
            elif mark == options.variable_start_string:
                line = self.line
                yield 'print', self._tokens(options.variable_end_string), line
            else:
                line = self.line
                raw = self._raw()
                if raw is None: yield 'tag', self._tokens(options.block_end_string), line
                elif raw: yield 'data', raw, line
    def _comment(self):
        end = self.source.find(self.options.comment_end_string, self.at)
        if end == -1: raise TemplateSyntaxError('Missing end of comment tag', self.line)
        text = self.source[self.at:end]
        self.line += text.count('\n')
        self.at = end + len(self.options.comment_end_string)
        self._after(text[-1:])
    def _after(self, sign):
        """What follows a closing mark loses its blanks after -, its line's end where blocks are trimmed."""
        if sign == '-': self._strip_next = True
        elif sign != '+' and self.options.trim_blocks: self._trim_next = True
    def _word_tag(self, at, word):
        """The place behind `word %}` and the sign before %}, where that stands there."""
        while self.source[at:at + 1].isspace(): at += 1
        if self.source[at:at + len(word)] != word: return None
        at += len(word)
        while self.source[at:at + 1].isspace(): at += 1
        sign = self.source[at:at + 1]
        if sign in ('-', '+') and sign: at += 1
        else: sign = ''
        end = self.options.block_end_string
        return (at + len(end), sign) if self.source[at:at + len(end)] == end else None
    def _raw(self):
        opened = self._word_tag(self.at, 'raw')
        if opened is None: return None
        at = begin = opened[0]
        while True:
            close = self.source.find(self.options.block_start_string, at)
            if close == -1: raise TemplateSyntaxError('Missing end of raw directive', self.line)
            inner = close + len(self.options.block_start_string)
            sign = self.source[inner:inner + 1]
            ended = self._word_tag(inner + (1 if sign in ('-', '+') else 0), 'endraw')
            if ended is not None: break
            at = inner
        text = self.source[begin:close]
        self.line += self.source[self.at:ended[0]].count('\n')
        self.at = ended[0]
        if opened[1] == '-': text = text.lstrip()
        if sign == '-': text = text.rstrip()
        self._after(ended[1])
        return text
    def _tokens(self, end):
        tokens, open_ones, source = [], [], self.source
        while True:
            while source[self.at:self.at + 1].isspace():
                if source[self.at] == '\n': self.line += 1
                self.at += 1
            at = self.at
            if at >= len(source):
                tokens.append(Token('eof', 'end of template', self.line))
                return tokens
            sign = source[at]
            if not open_ones:
                trim = sign if sign in '-+' and source[at + 1:at + 1 + len(end)] == end else ''
                if trim or source[at:at + len(end)] == end:
                    self.at = at + len(trim) + len(end)
                    if end == self.options.block_end_string or trim == '-': self._after(trim)
                    tokens.append(Token('end', 'end of print statement' if end == self.options.variable_end_string else 'end of statement block', self.line))
                    return tokens
            tokens.append(self._token(sign, open_ones))
    def _token(self, sign, open_ones):
        source, at, line = self.source, self.at, self.line
        if sign.isdigit(): return self._number()
        if _name_sign(sign):
            while at < len(source) and (_name_sign(source[at]) or source[at].isdigit()): at += 1
            self.at, word = at, source[self.at:at]
            return Token('name', word, line)
        if sign in '"\'': return self._string(sign)
        for one in _OPERATORS:
            if source.startswith(one, at):
                self.at = at + len(one)
                if one in _CLOSERS: open_ones.append(_CLOSERS[one])
                elif one in (')', ']', '}'):
                    if not open_ones: raise TemplateSyntaxError("unexpected '%s'" % one, line)
                    wanted = open_ones.pop()
                    if wanted != one: raise TemplateSyntaxError("unexpected '%s', expected '%s'" % (one, wanted), line)
                return Token(one, one, line)
        raise TemplateSyntaxError('unexpected char %r at %d' % (sign, at), line)
    def _number(self):
        source, at = self.source, self.at
        digits = lambda at: at < len(source) and (source[at].isdigit() or source[at] == '_')
        while digits(at): at += 1
        kind = 'integer'
        if source[at:at + 1] == '.' and source[at + 1:at + 2].isdigit():
            kind, at = 'float', at + 1
            while digits(at): at += 1
        if source[at:at + 1] in ('e', 'E') and source[at + 1:at + 2].lstrip('+-').isdigit() or source[at:at + 1] in ('e', 'E') and source[at + 1:at + 2] in ('+', '-') and source[at + 2:at + 3].isdigit():
            kind, at = 'float', at + 2
            while digits(at): at += 1
        text, self.at = source[self.at:at].replace('_', ''), at
        return Token(kind, int(text) if kind == 'integer' else float(text), self.line)
    def _string(self, quote):
        source, at, out, line = self.source, self.at + 1, [], self.line
        while True:
            if at >= len(source): raise TemplateSyntaxError('unexpected char %r at %d' % (quote, self.at), line)
            sign = source[at]
            if sign == quote: break
            if sign == '\n': self.line += 1
            if sign == '\\' and at + 1 < len(source):
                at += 1
                out.append(_ESCAPES.get(source[at], '\\' + source[at]))
            else: out.append(sign)
            at += 1
        self.at = at + 1
        return Token('string', ''.join(out), line)
