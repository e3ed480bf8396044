"""The admin site's door: its login is Django's; the pages behind it say that they aren't simulated."""
from html import escape
from urllib.parse import quote
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import re_path
_FAILED = 'Please enter the correct username and password for a staff account. Note that both fields may be case-sensitive.'
class AdminSite:
    site_header, site_title, index_title = 'Django administration', 'Django site admin', 'Site administration'
    def __init__(self, name='admin'): self.name, self._registry = name, {}
    def register(self, models, admin=None, **more):
        for one in models if isinstance(models, (list, tuple)) else (models,): self._registry[one] = admin
    def unregister(self, model): self._registry.pop(model, None)
    def is_registered(self, model): return model in self._registry
    def has_permission(self, request): return request.user.is_active and request.user.is_staff
    def _page(self, request):
        if not self.has_permission(request): return HttpResponseRedirect('%slogin/?next=%s' % (self._root(request), quote(request.get_full_path())))
        return HttpResponse("dockyard: the pages of Django's admin site are not simulated\n", content_type='text/plain; charset=utf-8', status=501)
    def _root(self, request):
        from django.urls import reverse
        return reverse('%s:index' % self.name)
    def _login(self, request):
        from django.contrib.auth import authenticate, login
        after = request.POST.get('next') or request.GET.get('next') or self._root(request)
        if request.method == 'GET' and self.has_permission(request): return HttpResponseRedirect(self._root(request))
        failed = False
        if request.method == 'POST':
            user = authenticate(request, username=request.POST.get('username', ''), password=request.POST.get('password', ''))
            if user is not None and user.is_staff:
                login(request, user)
                return HttpResponseRedirect(after)
            failed = True
        return HttpResponse(_form(self, request, after, failed))
    def _logout(self, request):
        from django.contrib.auth import logout
        logout(request)
        return HttpResponse('<!DOCTYPE html>\n<html lang="en-us" dir="ltr">\n<head>\n<title>Logged out | %s</title>\n</head>\n<body>\n<h1>Logged out</h1>\n<p>Thanks for spending some quality time with the web site today.</p>\n<p><a href="%s">Log in again</a></p>\n</body>\n</html>\n' % (self.site_title, self._root(request)))
    @property
    def urls(self): return [re_path('^$', self._page, name='index'), re_path('^login/$', self._login, name='login'), re_path('^logout/$', self._logout, name='logout'), re_path('^.+$', self._page)], 'admin', self.name
def _form(site, request, after, failed):
    from django.contrib.auth.hashers import get_random_string
    error = '<p class="errornote">\n%s\n</p>\n' % _FAILED if failed else ''
    return '<!DOCTYPE html>\n\n<html lang="en-us" dir="ltr">\n<head>\n<title>Log in | %s</title>\n</head>\n<body class="login">\n<header id="header">\n<div id="site-name"><a href="%s">%s</a></div>\n</header>\n<div id="content">\n%s<form action="%s" method="post" id="login-form"><input type="hidden" name="csrfmiddlewaretoken" value="%s">\n  <div class="form-row">\n    <label for="id_username" class="required">Username:</label> <input type="text" name="username" autofocus autocapitalize="none" autocomplete="username" maxlength="150" required id="id_username">\n  </div>\n  <div class="form-row">\n    <label for="id_password" class="required">Password:</label> <input type="password" name="password" autocomplete="current-password" required id="id_password">\n    <input type="hidden" name="next" value="%s">\n  </div>\n  <div class="submit-row">\n    <input type="submit" value="Log in">\n  </div>\n</form>\n</div>\n</body>\n</html>\n' % (site.site_title, site._root(request), site.site_header, error, escape(request.get_full_path()), get_random_string(64), escape(after))
site = AdminSite()
class ModelAdmin: pass
class TabularInline: pass
class StackedInline: pass
def register(*models, site=site):
    def wrap(admin):
        site.register(list(models), admin)
        return admin
    return wrap
def display(*args, **more): return (lambda fn: fn) if not args else args[0]
action = display
def autodiscover(): pass
