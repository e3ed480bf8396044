"""What strings and bytes do beyond ASCII: case, kinds of letters, encodings (the interpreter knows UTF-8 alone)."""
import _host
_encode, _decode, _upper, _lower, _repr = str.encode, bytes.decode, str.upper, str.lower, repr
_isalpha, _isupper, _islower = str.isalpha, str.isupper, str.islower
def is_ascii(text): return len(_encode(text)) == len(text)
def quoted(text):
    """repr of a string."""
    if is_ascii(text): return _repr(text)
    # A NUL would end what is handed to the host.
    return _host.quoted(text) if '\0' not in text else _host.quoted(text.replace('\0', '\ue000')).replace('\\ue000', '\\x00')
class UnicodeEncodeError(UnicodeError):
    def __init__(self, encoding, object, start, end, reason):
        super().__init__(encoding, object, start, end, reason)
        self.encoding, self.object, self.start, self.end, self.reason = encoding, object, start, end, reason
    def __str__(self):
        if self.end > self.start + 1: return "'%s' codec can't encode characters in position %d-%d: %s" % (self.encoding, self.start, self.end - 1, self.reason)
        code = ord(self.object[self.start])
        return "'%s' codec can't encode character '%s' in position %d: %s" % (self.encoding, ('\\x%02x' if code < 256 else '\\u%04x' if code < 65536 else '\\U%08x') % code, self.start, self.reason)
class UnicodeDecodeError(UnicodeError):
    def __init__(self, encoding, object, start, end, reason):
        super().__init__(encoding, object, start, end, reason)
        self.encoding, self.object, self.start, self.end, self.reason = encoding, object, start, end, reason
    def __str__(self):
        if self.end > self.start + 1: return "'%s' codec can't decode bytes in position %d-%d: %s" % (self.encoding, self.start, self.end - 1, self.reason)
        return "'%s' codec can't decode byte 0x%02x in position %d: %s" % (self.encoding, self.object[self.start], self.start, self.reason)
_NAMES = {'utf8': 'utf-8', 'u8': 'utf-8', 'utf-8': 'utf-8', 'utf-8-sig': 'utf-8-sig', 'ascii': 'ascii', 'us-ascii': 'ascii', 'latin-1': 'latin-1', 'latin1': 'latin-1', 'iso-8859-1': 'latin-1', 'iso8859-1': 'latin-1', 'l1': 'latin-1', 'utf-16': 'utf-16', 'utf16': 'utf-16', 'utf-16-le': 'utf-16-le', 'utf-16-be': 'utf-16-be', 'utf-32': 'utf-32'}
_OTHERS = 'big5 cp037 cp437 cp850 cp1250 cp1251 cp1252 cp1253 euc-jp euc-kr gb2312 gbk gb18030 hex idna iso-8859-2 iso-8859-15 koi8-r mac-roman punycode raw-unicode-escape rot13 shift-jis unicode-escape utf-7 utf-32-le utf-32-be windows-1252 base64 zlib'.split()
def codec(name):
    """The encoding that a name stands for."""
    if not isinstance(name, str): raise TypeError("encode() argument 'encoding' must be str, not %s" % type(name).__name__)
    plain = name.lower().replace('_', '-').replace(' ', '-')
    if plain in _NAMES: return _NAMES[plain]
    if plain in _OTHERS: raise LookupError('dockyard: the encoding %s is not simulated' % name)
    raise LookupError('unknown encoding: ' + name)
def _words(text, size, order):
    out = bytearray()
    for c in text:
        code = ord(c)
        if size == 4 or code < 65536: out.extend(code.to_bytes(size, order))
        else:
            code -= 65536
            out.extend((0xd800 + (code >> 10)).to_bytes(2, order) + (0xdc00 + (code & 1023)).to_bytes(2, order))
    return bytes(out)
def encode(self, encoding='utf-8', errors='strict'):
    name = 'utf-8' if encoding == 'utf-8' else codec(encoding)
    if name == 'utf-8': return _encode(self)
    if name == 'utf-8-sig': return b'\xef\xbb\xbf' + _encode(self)
    if name[:6] == 'utf-16': return (b'\xff\xfe' if name == 'utf-16' else b'') + _words(self, 2, 'big' if name[-2:] == 'be' else 'little')
    if name == 'utf-32': return b'\xff\xfe\x00\x00' + _words(self, 4, 'little')
    limit = 128 if name == 'ascii' else 256
    if is_ascii(self): return _encode(self)
    out, at = bytearray(), 0
    while at < len(self):
        code = ord(self[at])
        if code < limit: out.append(code)
        elif errors == 'ignore': pass
        elif errors == 'replace': out.extend(b'?')
        elif errors == 'xmlcharrefreplace': out.extend(_encode('&#%d;' % code))
        elif errors in ('backslashreplace', 'namereplace'): out.extend(_encode(('\\x%02x' if code < 256 else '\\u%04x' if code < 65536 else '\\U%08x') % code))
        else:
            end = at + 1
            while end < len(self) and ord(self[end]) >= limit: end += 1
            raise UnicodeEncodeError(name, self, at, end, 'ordinal not in range(%d)' % limit)
        at += 1
    return bytes(out)
def _sequence(data, at):
    """How many bytes a character takes; where they are none, how many don't fit and why."""
    first = data[at]
    if first < 0x80: return 1, ''
    wanted = 2 if 0xc2 <= first < 0xe0 else 3 if 0xe0 <= first < 0xf0 else 4 if 0xf0 <= first < 0xf5 else 0
    if not wanted: return 1, 'invalid start byte'
    for i in range(1, wanted):
        if at + i >= len(data): return len(data) - at, 'unexpected end of data'
        low, high = 0x80, 0xbf
        if i == 1: low, high = {0xe0: (0xa0, 0xbf), 0xed: (0x80, 0x9f), 0xf0: (0x90, 0xbf), 0xf4: (0x80, 0x8f)}.get(first, (0x80, 0xbf))
        if not low <= data[at + i] <= high: return i, 'invalid continuation byte'
    return wanted, ''
def decode(self, encoding='utf-8', errors='strict'):
    name = 'utf-8' if encoding == 'utf-8' else codec(encoding)
    data = bytes(self)
    if name == 'utf-8-sig':
        if data[:3] == b'\xef\xbb\xbf': data = data[3:]
        name = 'utf-8'
    if name == 'utf-8':
        try: return _decode(data)
        except UnicodeError: pass
    if name[:5] in ('utf-1', 'utf-3'): return _wide(data, name)
    if name == 'latin-1': return ''.join([chr(one) for one in data])
    out, at = [], 0
    while at < len(data):
        size, wrong = _sequence(data, at) if name == 'utf-8' else (1, '' if data[at] < 128 else 'ordinal not in range(128)')
        if not wrong: out.append(_decode(data[at:at + size]))
        elif errors == 'replace': out.append('\ufffd')
        elif errors == 'backslashreplace': out.append(''.join(['\\x%02x' % one for one in data[at:at + size]]))
        elif errors != 'ignore': raise UnicodeDecodeError(name, data, at, at + size, wrong)
        at += size
    return ''.join(out)
def _wide(data, name):
    order, size = 'big' if name[-2:] == 'be' else 'little', 4 if name == 'utf-32' else 2
    if name == 'utf-16' and data[:2] == b'\xfe\xff': order = 'big'
    at = size if name in ('utf-16', 'utf-32') and data[:2] in (b'\xff\xfe', b'\xfe\xff') else 0
    out = []
    while at < len(data):
        if at + size > len(data): raise UnicodeDecodeError(name, data, at, len(data), 'truncated data')
        code = int.from_bytes(data[at:at + size], order)
        at += size
        if size == 2 and 0xd800 <= code < 0xdc00:
            code = 65536 + ((code - 0xd800) << 10) + int.from_bytes(data[at:at + 2], order) - 0xdc00
            at += 2
        out.append(chr(code))
    return ''.join(out)
class Text:
    """Methods of str."""
    def encode(self, encoding='utf-8', errors='strict'): return encode(self, encoding, errors)
    def upper(self): return _upper(self) if is_ascii(self) else _host.upper(self)
    def lower(self): return _lower(self) if is_ascii(self) else _host.lower(self)
    def isalpha(self): return _isalpha(self) if is_ascii(self) else _host.isText('alpha', self)
    def isupper(self): return _isupper(self) if is_ascii(self) else _host.isText('upper', self)
    def islower(self): return _islower(self) if is_ascii(self) else _host.isText('lower', self)
    def isnumeric(self): return self.isdigit() if is_ascii(self) else _host.isText('numeric', self)
    def isprintable(self): return all([32 <= ord(c) != 127 for c in self]) if is_ascii(self) else all([c == ' ' or _host.isText('printable', c) for c in self])
class Bytes:
    """Methods of bytes and bytearray."""
    def decode(self, encoding='utf-8', errors='strict'): return decode(self, encoding, errors)
