class CORSMiddleware:
    """Says which other origins may ask."""
    def __init__(self, app, allow_origins=(), allow_methods=('GET',), allow_headers=(), allow_credentials=False, **more): self._origins, self._methods, self._headers, self._credentials = list(allow_origins), list(allow_methods), list(allow_headers), allow_credentials
    async def around(self, request, inner):
        from fastapi.responses import PlainTextResponse
        origin = request.headers.get('origin')
        if origin is None: return await inner(request)
        allowed = '*' in self._origins or origin in self._origins
        asked = request.headers.get('access-control-request-method')
        every = '*' in self._origins and not self._credentials
        if request.method == 'OPTIONS' and asked is not None:
            made = PlainTextResponse('OK' if allowed else 'Disallowed CORS origin', 200 if allowed else 400)
            made.headers['access-control-allow-methods'] = ', '.join(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] if '*' in self._methods else self._methods)
            made.headers['access-control-max-age'] = '600'
        else: made = await inner(request)
        if self._credentials: made.headers['access-control-allow-credentials'] = 'true'
        if allowed: made.headers['access-control-allow-origin'] = '*' if every else origin
        return made
