"""One HTTP call: what urllib and requests stand on."""
import socket
from urllib.parse import urlparse
class Answer:
    pass
def call(method, url, headers, body=None, timeout=None):
    at = urlparse(url)
    port = at.port or (443 if at.scheme == 'https' else 80)
    sock = socket.create_connection((at.hostname, port), timeout)
    try:
        head = '%s %s HTTP/1.1\r\nHost: %s\r\n' % (method, (at.path or '/') + ('?' + at.query if at.query else ''), at.netloc.split('@')[-1])
        if body is not None and not any(name.lower() == 'content-length' for name in headers):
            head += 'Content-Length: %d\r\n' % len(body)
        for name, value in headers.items():
            head += '%s: %s\r\n' % (name, value)
        sock.sendall((head + 'Connection: close\r\n\r\n').encode() + (body or b''))
        file = sock.makefile('rb')
        first = file.readline().decode().rstrip('\r\n')
        if not first:
            raise ConnectionResetError(104, 'Remote end closed connection without response')
        answer = Answer()
        _, code, answer.reason = (first.split(' ', 2) + [''])[:3]
        answer.status = int(code)
        answer.headers = []
        while True:
            line = file.readline().decode().rstrip('\r\n')
            if not line:
                break
            name, _, value = line.partition(':')
            answer.headers.append((name, value.strip()))
        found = {name.lower(): value for name, value in answer.headers}
        if method == 'HEAD' or answer.status in (204, 304):
            answer.body = b''
        elif 'chunked' in found.get('transfer-encoding', ''):
            parts = []
            while True:
                size = int(file.readline().decode().split(';')[0], 16)
                if size == 0:
                    break
                parts.append(file.read(size))
                file.readline()
            answer.body = b''.join(parts)
        else:
            answer.body = file.read(int(found['content-length']) if 'content-length' in found else -1)
        return answer
    finally:
        sock.close()
