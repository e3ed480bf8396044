"""The admin site's place: its addresses say that it isn't simulated."""
from django.http import HttpResponse
from django.urls import re_path
def _page(request): return HttpResponse("dockyard: Django's admin site is not simulated\n", content_type='text/plain; charset=utf-8', status=501)
class AdminSite:
    site_header = site_title = index_title = ''
    def __init__(self, name='admin'): self.name = name
    def register(self, *a, **k): pass
    @property
    def urls(self): return [re_path('^$', _page, name='index'), re_path('^login/$', _page, name='login'), re_path('^logout/$', _page, name='logout'), re_path('^.+$', _page)], 'admin', self.name
site = AdminSite()
class ModelAdmin: pass
class TabularInline: pass
StackedInline = TabularInline
def register(*models, **more): return lambda admin: admin
def autodiscover(): pass
