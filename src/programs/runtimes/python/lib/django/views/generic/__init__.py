from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.views import View
from django.shortcuts import redirect, render
class TemplateView(View):
    template_name = None
    extra_context = None
    def get_context_data(self, **values):
        values.update(self.extra_context or {})
        values['view'] = self
        return values
    def get(self, request, *args, **kwargs): return render(request, self.template_name, self.get_context_data(**kwargs))
class RedirectView(View):
    url = pattern_name = None
    permanent = False
    def get(self, request, *args, **kwargs): return redirect(self.url or self.pattern_name, *args, permanent=self.permanent, **kwargs)
class _OfModel(View):
    model = queryset = template_name = context_object_name = None
    def get_queryset(self):
        if self.queryset is not None: return self.queryset.all()
        if self.model is None: raise ImproperlyConfigured('%s is missing a QuerySet. Define %s.model, %s.queryset, or override %s.get_queryset().' % ((type(self).__name__,) * 4))
        return self.model._default_manager.all()
    def _template(self, query):
        meta = (self.model or query.model)._meta
        return self.template_name or '%s/%s%s.html' % (meta.app_label, meta.model_name, self.template_name_suffix)
    def get_context_data(self, **values):
        values['view'] = self
        return values
class ListView(_OfModel):
    template_name_suffix = '_list'
    paginate_by = ordering = None
    def get(self, request, *args, **kwargs):
        self.object_list = self.get_queryset()
        values = self.get_context_data(object_list=self.object_list)
        model = self.model or getattr(self.object_list, 'model', None)
        if self.context_object_name or model is not None: values[self.context_object_name or model._meta.model_name + '_list'] = self.object_list
        return render(request, self._template(self.object_list), values)
class DetailView(_OfModel):
    template_name_suffix = '_detail'
    slug_field, slug_url_kwarg, pk_url_kwarg = 'slug', 'slug', 'pk'
    def get_object(self, queryset=None):
        query = queryset if queryset is not None else self.get_queryset()
        where = {'pk': self.kwargs[self.pk_url_kwarg]} if self.pk_url_kwarg in self.kwargs else {self.slug_field: self.kwargs[self.slug_url_kwarg]}
        try: return query.get(**where)
        except query.model.DoesNotExist: raise Http404('No %s found matching the query' % query.model._meta.verbose_name)
    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        values = self.get_context_data(object=self.object)
        values[self.context_object_name or self.object._meta.model_name] = self.object
        return render(request, self._template(self.object), values)
class _Absent:
    def __init_subclass__(cls, **more): raise NotImplementedError("dockyard: Django's views that edit models are not simulated")
class CreateView(_Absent): pass
class UpdateView(_Absent): pass
class DeleteView(_Absent): pass
class FormView(_Absent): pass
