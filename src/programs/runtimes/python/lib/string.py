import re, sys
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
if sys.version_info[0] < 3: lowercase, uppercase, letters = ascii_lowercase, ascii_uppercase, ascii_letters
digits = '0123456789'
hexdigits = digits + 'abcdefABCDEF'
octdigits = '01234567'
punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
whitespace = ' \t\n\r\x0b\x0c'
printable = digits + ascii_letters + punctuation + whitespace
def capwords(text, sep=None): return (sep or ' ').join(word.capitalize() for word in text.split(sep))
class Template:
    def __init__(self, template): self.template = template
    def _fill(self, values, strict):
        def one(found):
            if found.group(1) is not None: return '$'
            key = found.group(2) or found.group(3)
            if key in values: return str(values[key])
            if strict: raise KeyError(key)
            return found.group(0)
        return re.sub('\\$(?:(\\$)|([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)\\})', one, self.template)
    def substitute(self, mapping=None, **more): return self._fill(dict(list((mapping or {}).items()) + list(more.items())), True)
    def safe_substitute(self, mapping=None, **more): return self._fill(dict(list((mapping or {}).items()) + list(more.items())), False)
class Formatter:
    def format(self, text, *a, **k): return text.format(*a, **k)
