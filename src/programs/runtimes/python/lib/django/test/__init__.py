"""Tests of a project: a client that asks its views, cases over the database."""
import unittest
from urllib.parse import urlencode
class Client:
    def __init__(self, **defaults): self.cookies, self._defaults = {}, defaults
    def _ask(self, method, path, data=None, content_type=None, follow=False, **headers):
        from django._server import Application
        from django.http import HttpRequest
        import json
        headers = dict(self._defaults, **headers)
        body, pairs = b'', [(key[5:].replace('_', '-').title(), value) for key, value in headers.items() if key.startswith('HTTP_')] + [(key, value) for key, value in (headers.get('headers') or {}).items()]
        if method in ('GET', 'HEAD') and data: path += '?' + urlencode(data)
        elif data is not None:
            body = json.dumps(data).encode() if content_type == 'application/json' and not isinstance(data, (str, bytes)) else data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else urlencode(data).encode()
            pairs.append(('Content-Type', content_type or 'application/x-www-form-urlencoded'))
        if self.cookies: pairs.append(('Cookie', '; '.join('%s=%s' % one for one in self.cookies.items())))
        answer = Application(raises=True).handle(HttpRequest(method, path, pairs + [('Host', 'testserver')], body, '127.0.0.1'))
        for one in answer.cookies:
            name, _, value = one.split(';')[0].partition('=')
            if 'Max-Age=0' in one: self.cookies.pop(name, None)
            else: self.cookies[name] = value
        if follow and answer.status_code in (301, 302, 303): return self._ask('GET', answer['Location'].replace('http://testserver', ''), follow=True)
        return answer
    def get(self, path, data=None, **more): return self._ask('GET', path, data, **more)
    def head(self, path, data=None, **more): return self._ask('HEAD', path, data, **more)
    def post(self, path, data=None, content_type=None, **more): return self._ask('POST', path, data or {}, content_type, **more)
    def put(self, path, data=None, content_type=None, **more): return self._ask('PUT', path, data or {}, content_type, **more)
    def patch(self, path, data=None, content_type=None, **more): return self._ask('PATCH', path, data or {}, content_type, **more)
    def delete(self, path, data=None, content_type=None, **more): return self._ask('DELETE', path, data, content_type, **more)
    def force_login(self, user, backend=None):
        from django.contrib.auth import login
        from django.http import HttpRequest
        request = HttpRequest('GET', '/', [('Cookie', '; '.join('%s=%s' % one for one in self.cookies.items()))], b'', '127.0.0.1')
        login(request, user)
        request.session.save()
        self.cookies['sessionid'] = request.session.session_key
    def login(self, **given):
        from django.contrib.auth import authenticate
        user = authenticate(None, **given)
        if user is not None: self.force_login(user)
        return user is not None
    def logout(self): self.cookies.pop('sessionid', None)
class SimpleTestCase(unittest.TestCase):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.client = Client()
    def assertContains(self, response, text, count=None, status_code=200, html=False):
        self.assertEqual(response.status_code, status_code)
        found = response.content.decode().count(str(text))
        if count is None: self._check(found, "Couldn't find '%s' in the following response\n%r" % (text, response.content), None)
        else: self.assertEqual(found, count)
    def assertNotContains(self, response, text, status_code=200, html=False):
        self.assertEqual(response.status_code, status_code)
        self.assertNotIn(str(text), response.content.decode())
    def assertRedirects(self, response, url, status_code=302, target_status_code=200, **more):
        self.assertEqual(response.status_code, status_code)
        self.assertEqual(response['Location'], url)
    def assertTemplateUsed(self, response=None, template_name=None): raise NotImplementedError("dockyard: Django's assertTemplateUsed is not simulated")
    def assertQuerySetEqual(self, query, values, transform=None, ordered=True): self.assertEqual([transform(one) for one in query] if transform else list(query), list(values))
    assertQuerysetEqual = assertQuerySetEqual
class TransactionTestCase(SimpleTestCase): pass
class TestCase(TransactionTestCase):
    """Each test in a transaction that is rolled back; what setUpTestData makes is there for all of a class's."""
    @classmethod
    def setUpTestData(cls): pass
    @classmethod
    def setUpClass(cls):
        from django.db import connections
        connections['default'].begin()
        cls.setUpTestData()
    @classmethod
    def tearDownClass(cls):
        from django.db import connections
        connections['default'].end(False)
    def _enclosed(self, work):
        from django.db import connections
        connections['default'].begin()
        try: work()
        finally: connections['default'].end(False)
class LiveServerTestCase:
    def __init_subclass__(cls, **more): raise NotImplementedError("dockyard: Django's LiveServerTestCase is not simulated")
class RequestFactory:
    def _made(self, method, path, data=None, content_type=None, **headers):
        from django.http import HttpRequest
        if method == 'GET' and data: path += '?' + urlencode(data)
        body = urlencode(data or {}).encode() if method != 'GET' else b''
        return HttpRequest(method, path, [('Host', 'testserver')] + ([('Content-Type', content_type or 'application/x-www-form-urlencoded')] if method != 'GET' else []), body, '127.0.0.1')
    def get(self, path, data=None, **more): return self._made('GET', path, data, **more)
    def post(self, path, data=None, content_type=None, **more): return self._made('POST', path, data, content_type, **more)
def override_settings(**values): raise NotImplementedError("dockyard: Django's override_settings is not simulated")
def tag(*names): return lambda thing: thing
