import unittest
from urllib.parse import urlencode
class Client:
    def _ask(self, method, path, data=None, content_type=None, **headers):
        from django._server import Application
        from django.http import HttpRequest
        import json
        body, pairs = b'', [(key[5:].replace('_', '-').title(), value) for key, value in headers.items() if key.startswith('HTTP_')]
        if method == 'GET' and data: path += '?' + urlencode(data)
        elif data is not None:
            body = json.dumps(data).encode() if content_type == 'application/json' and not isinstance(data, (str, bytes)) else data.encode() if isinstance(data, str) else urlencode(data).encode()
            pairs.append(('Content-Type', content_type or 'application/x-www-form-urlencoded'))
        request = HttpRequest(method, path, pairs + [('Host', 'testserver')], body, '127.0.0.1')
        return Application().handle(request)
    def get(self, path, data=None, **more): return self._ask('GET', path, data, **more)
    def post(self, path, data=None, content_type=None, **more): return self._ask('POST', path, data or {}, content_type, **more)
    def put(self, path, data=None, content_type=None, **more): return self._ask('PUT', path, data or {}, content_type, **more)
    def delete(self, path, **more): return self._ask('DELETE', path, **more)
class SimpleTestCase(unittest.TestCase):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.client = Client()
    def assertContains(self, response, text, count=None, status_code=200):
        self.assertEqual(response.status_code, status_code)
        self.assertIn(text, response.content.decode())
    def assertNotContains(self, response, text): self.assertNotIn(text, response.content.decode())
    def assertRedirects(self, response, url, **more):
        self.assertIn(response.status_code, (301, 302))
        self.assertEqual(response['Location'], url)
TestCase = TransactionTestCase = LiveServerTestCase = SimpleTestCase
