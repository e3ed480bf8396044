_SAFE = set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')
def quote(text, safe='/'):
    data = text.encode() if isinstance(text, str) else text
    return ''.join(chr(b) if chr(b) in _SAFE or chr(b) in safe else '%%%02X' % b for b in data)
quote_plus = lambda text, safe='': quote(text, safe + ' ').replace(' ', '+')
def unquote(text):
    out, i, data = b'', 0, text.encode()
    while i < len(data):
        if data[i] == 37 and i + 2 < len(data) + 0:
            try:
                out += bytes([int(data[i + 1:i + 3].decode(), 16)])
                i += 3
                continue
            except ValueError:
                pass
        out += data[i:i + 1]
        i += 1
    return out.decode()
unquote_plus = lambda text: unquote(text.replace('+', ' '))
def urlencode(query, doseq=False):
    pairs = query.items() if hasattr(query, 'items') else query
    out = []
    for key, value in pairs:
        for one in (value if doseq and isinstance(value, (list, tuple)) else [value]):
            out.append(quote_plus(str(key)) + '=' + quote_plus(str(one)))
    return '&'.join(out)
def parse_qsl(text, keep_blank_values=False):
    out = []
    for pair in text.split('&'):
        key, sign, value = pair.partition('=')
        if pair and (value or keep_blank_values):
            out.append((unquote_plus(key), unquote_plus(value)))
    return out
def parse_qs(text, keep_blank_values=False):
    out = {}
    for key, value in parse_qsl(text, keep_blank_values):
        out.setdefault(key, []).append(value)
    return out
class ParseResult(tuple):
    scheme = property(lambda s: s[0])
    netloc = property(lambda s: s[1])
    path = property(lambda s: s[2])
    params = property(lambda s: s[3])
    query = property(lambda s: s[4])
    fragment = property(lambda s: s[5])
    @property
    def hostname(self):
        host = self[1].split('@')[-1].split(':')[0]
        return host.lower() or None
    @property
    def port(self):
        tail = self[1].split('@')[-1].split(':')
        return int(tail[1]) if len(tail) > 1 and tail[1] else None
    @property
    def username(self):
        return self[1].split('@')[0].split(':')[0] if '@' in self[1] else None
    @property
    def password(self):
        return (self[1].split('@')[0].split(':') + [None])[1] if '@' in self[1] else None
    def geturl(self):
        return (self[0] + '://' if self[0] else '') + self[1] + self[2] + ('?' + self[4] if self[4] else '') + ('#' + self[5] if self[5] else '')
def urlparse(url, scheme=''):
    rest, _, fragment = url.partition('#')
    rest, _, query = rest.partition('?')
    netloc = ''
    if '://' in rest:
        scheme, _, rest = rest.partition('://')
        at = rest.find('/')
        netloc, rest = (rest, '') if at == -1 else (rest[:at], rest[at:])
    return ParseResult((scheme.lower(), netloc, rest, '', query, fragment))
urlsplit = urlparse
def urljoin(base, url):
    if '://' in url:
        return url
    b = urlparse(base)
    if url.startswith('/'):
        return b.scheme + '://' + b.netloc + url
    return b.scheme + '://' + b.netloc + b.path[:b.path.rfind('/') + 1] + url
