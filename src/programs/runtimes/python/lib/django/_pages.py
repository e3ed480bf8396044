"""The pages that Django shows while DEBUG is on: of a fresh project, and of an address that no pattern matches."""
from html import escape
from django.conf import settings
_STYLE = 'body { font-family: sans-serif; margin: 0; } body > * { padding: 10px 20px; border-bottom: 1px solid #ddd; } h1 { font-weight: normal; } h1 small { color: #666; } ol li { font-family: monospace; }'
def _docs():
    import django
    return 'https://docs.djangoproject.com/en/%d.%d/' % (django.VERSION[0], django.VERSION[1])
def welcome():
    """What a project without addresses of its own answers at its root."""
    import django
    if django.VERSION < (2, 0): return '<!DOCTYPE html>\n<html lang="en"><head>\n  <title>Welcome to Django</title>\n  <style>%s</style>\n</head>\n<body>\n<h1>It worked!</h1>\n<h2>Congratulations on your first Django-powered page.</h2>\n</body></html>\n' % _STYLE
    said = 'You are seeing this page because <a href="%sref/settings/#debug">DEBUG=True</a> is in your settings file and you have not configured any URLs.' % _docs()
    return '\n<!doctype html>\n\n<html lang="en-us" dir="ltr">\n  <head>\n    <meta charset="utf-8">\n    <title>The install worked successfully! Congratulations!</title>\n    <style>%s</style>\n  </head>\n  <body>\n    <p><a href="%sreleases/">View release notes for Django %d.%d</a></p>\n    <h1>The install worked successfully! Congratulations!</h1>\n    <p>%s</p>\n  </body>\n</html>\n' % (_STYLE, _docs(), django.VERSION[0], django.VERSION[1], said)
def missing(request, reason, routes):
    """The page of a 404: the patterns that were tried, or what the view raised."""
    rows = '<tr>\n        <th scope="row">Request Method:</th>\n        <td>%s</td>\n      </tr>\n      <tr>\n        <th scope="row">Request URL:</th>\n        <td>%s</td>\n      </tr>\n' % (request.method, escape(request.build_absolute_uri()))
    view = request.resolver_match
    if view is not None: rows += '      <tr>\n        <th scope="row">Raised by:</th>\n        <td>%s.%s</td>\n      </tr>\n' % (getattr(view.func, '__module__', ''), getattr(view.func, '__name__', 'view'))
    if view is None:
        where = request.path[1:]
        found = '<p>\n      Using the URLconf defined in <code>%s</code>,\n      Django tried these URL patterns, in this order:\n      </p>\n      <ol>\n%s      </ol>\n      <p>\n        %s\n        didn’t match any of these.\n      </p>\n' % (settings.ROOT_URLCONF, ''.join('          <li>\n              <code>\n                %s\n              </code>\n          </li>\n' % escape(one) for one in routes), 'The current path, <code>%s</code>,' % escape(where) if where else 'The empty path')
    else: found = '<p>%s</p>\n' % escape(reason)
    said = '<pre class="exception_value">%s</pre>\n    ' % escape(reason) if reason else ''
    return '<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta http-equiv="content-type" content="text/html; charset=utf-8">\n  <title>Page not found at %s</title>\n  <meta name="robots" content="NONE,NOARCHIVE">\n  <style>%s</style>\n</head>\n<body>\n  <header id="summary">\n    <h1>Page not found <small>(404)</small></h1>\n    %s<table class="meta">\n      %s    </table>\n  </header>\n\n  <main id="info">\n      %s  </main>\n\n  <footer id="explanation">\n    <p>\n      You’re seeing this error because you have <code>DEBUG = True</code> in\n      your Django settings file. Change that to <code>False</code>, and Django\n      will display a standard 404 page.\n    </p>\n  </footer>\n</body>\n</html>\n' % (escape(request.path), _STYLE, said, rows, found)
