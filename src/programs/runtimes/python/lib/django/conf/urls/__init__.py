from django.urls import include, re_path
handler404 = handler500 = None
def _named(dotted):
    """A view given by its dotted name, which is looked up when it's asked for."""
    def view(request, *args, **kwargs):
        import importlib
        module, _, name = dotted.rpartition('.')
        return getattr(importlib.import_module(module), name)(request, *args, **kwargs)
    view.__name__ = dotted.rpartition('.')[2]
    return view
def url(regex, view, kwargs=None, name=None): return re_path(regex, _named(view) if isinstance(view, str) else view, kwargs, name)
def patterns(prefix, *urls): return list(urls)
