from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
def render(request, template_name, context=None, content_type=None, status=None, using=None):
    from django.template import loader
    return HttpResponse(loader.render_to_string(template_name, context, request), content_type, status)
def redirect(to, *args, permanent=False, **kwargs):
    kind = HttpResponsePermanentRedirect if permanent else HttpResponseRedirect
    if hasattr(to, 'get_absolute_url'): return kind(to.get_absolute_url())
    try: return kind(reverse(to, args=args, kwargs=kwargs))
    except NoReverseMatch:
        if isinstance(to, str) and ('/' in to or '.' in to): return kind(to)
        raise
def _asked(what): return what._default_manager.all() if isinstance(what, type) else what.all()
def get_object_or_404(what, *args, **given):
    query = _asked(what)
    try: return query.get(*args, **given)
    except query.model.DoesNotExist: raise Http404('No %s matches the given query.' % query.model.__name__)
def get_list_or_404(what, *args, **given):
    found = list(_asked(what).filter(*args, **given))
    if not found: raise Http404('No %s matches the given query.' % _asked(what).model.__name__)
    return found
resolve_url = lambda to, *a, **k: reverse(to, args=a, kwargs=k)
