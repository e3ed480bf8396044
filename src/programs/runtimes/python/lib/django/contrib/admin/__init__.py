from django.urls import path
def _page(request): raise NotImplementedError("dockyard: Django's admin site is not simulated")
class _Site:
    site_header = site_title = index_title = ''
    def register(self, *a, **k): pass
    @property
    def urls(self): return ([path('', _page, name='index')], 'admin')
site = _Site()
class ModelAdmin: pass
class TabularInline: pass
StackedInline = TabularInline
def register(*models, **more): return lambda admin: admin
