from django.http import HttpResponseNotAllowed
class View:
    http_method_names = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']
    def __init__(self, **values):
        for key, value in values.items(): setattr(self, key, value)
    @classmethod
    def as_view(cls, **values):
        def view(request, *args, **kwargs):
            made = cls(**values)
            made.request, made.args, made.kwargs = request, args, kwargs
            return made.dispatch(request, *args, **kwargs)
        return view
    def dispatch(self, request, *args, **kwargs):
        handler = getattr(self, request.method.lower(), None) or (getattr(self, 'get', None) if request.method == 'HEAD' else None)
        if handler is None: return HttpResponseNotAllowed([m.upper() for m in self.http_method_names if hasattr(self, m)])
        return handler(request, *args, **kwargs)
