from pydantic.fields import FieldInfo, Undefined
class Param(FieldInfo):
    where = 'query'
    def __init__(self, default=Undefined, **more):
        self.convert_underscores = more.pop('convert_underscores', True)
        self.include_in_schema = more.pop('include_in_schema', True)
        for key in ('examples', 'example', 'openapi_examples', 'deprecated'): more.pop(key, None)
        super().__init__(default, **more)
class QueryParam(Param): pass
class PathParam(Param): where = 'path'
class HeaderParam(Param): where = 'header'
class CookieParam(Param): where = 'cookie'
class BodyParam(Param):
    where = 'body'
    def __init__(self, default=Undefined, embed=False, media_type='application/json', **more):
        super().__init__(default, **more)
        self.embed, self.media_type = embed, media_type
class FormParam(BodyParam): where = 'form'
class FileParam(BodyParam): where = 'file'
class Depends:
    def __init__(self, dependency=None, use_cache=True, **more): self.dependency, self.use_cache = dependency, use_cache
def _maker(kind): return lambda default=Undefined, **more: kind(default, **more)
Query, Path, Header, Cookie, Body, Form, File = [_maker(kind) for kind in (QueryParam, PathParam, HeaderParam, CookieParam, BodyParam, FormParam, FileParam)]
Security = Depends
