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
class _Modelled(View):
    def get(self, *a, **k): raise NotImplementedError("dockyard: Django's models are not simulated")
ListView = DetailView = CreateView = UpdateView = DeleteView = FormView = _Modelled
