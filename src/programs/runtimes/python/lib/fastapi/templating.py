from jinja2 import Environment, FileSystemLoader
from fastapi.responses import HTMLResponse
class Jinja2Templates:
    def __init__(self, directory, **more): self.env = Environment(loader=FileSystemLoader(str(directory)), autoescape=True)
    def TemplateResponse(self, request=None, name=None, context=None, status_code=200, **more):
        if isinstance(request, str): request, name, context = (name or {}).get('request') if isinstance(name, dict) else None, request, name if isinstance(name, dict) else context
        return HTMLResponse(self.env.get_template(name).render(dict(context or {}, request=request)), status_code)
