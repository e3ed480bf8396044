"""Text that is safe to stand in a page as it is."""
def _quoted(text): return text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace("'", '&#39;').replace('"', '&#34;')
class Markup(str):
    """A text of marks: what is put into it is escaped."""
    def __html__(self): return self
    def __add__(self, other): return Markup(str(self) + str(escape(other)))
    def __radd__(self, other): return Markup(str(escape(other)) + str(self))
    def __mod__(self, values):
        if isinstance(values, tuple): return Markup(str(self) % tuple(_part(one) for one in values))
        return Markup(str(self) % _part(values))
    def format(self, *values, **named): return Markup(str(self).format(*[_part(one) for one in values], **{key: _part(one) for key, one in named.items()}))
    def join(self, parts): return Markup(str(self).join([str(escape(one)) for one in parts]))
    def unescape(self): return str(self).replace('&lt;', '<').replace('&gt;', '>').replace('&#39;', "'").replace('&#34;', '"').replace('&amp;', '&')
    def striptags(self):
        text, out, inside = str(self), [], False
        for sign in text:
            if sign == '<': inside = True
            elif sign == '>' and inside: inside = False
            elif not inside: out.append(sign)
        return Markup(' '.join(''.join(out).split())).unescape()
    def __repr__(self): return 'Markup(%r)' % str(self)
    @classmethod
    def escape(cls, value): return escape(value)
def _part(value): return value if isinstance(value, (int, float)) and not isinstance(value, bool) else str(escape(value))
def escape(value):
    """The value as Markup, its signs quoted unless it is safe already."""
    if isinstance(value, Markup): return value
    if hasattr(value, '__html__'): return Markup(str(value.__html__()))
    return Markup(_quoted(str(value)))
def escape_silent(value): return Markup('') if value is None else escape(value)
soft_str = lambda value: value if isinstance(value, str) else str(value)
