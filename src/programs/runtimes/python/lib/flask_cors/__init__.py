class CORS:
    def __init__(self, app=None, origins='*', **more):
        self._origins = origins if isinstance(origins, str) else ', '.join(origins)
        if app is not None: self.init_app(app)
    def init_app(self, app):
        @app.after_request
        def allow(answer):
            answer.headers['Access-Control-Allow-Origin'] = self._origins
            return answer
def cross_origin(*a, **k): return lambda fn: fn
