"""Flask's use of Jinja: where templates are, what they know without being told."""
import os
from jinja2 import Environment, FileSystemLoader
from flask import _apps, current_app, g, get_flashed_messages, request, session, url_for, render_template, render_template_string
def _escapes(name): return name is None or name.endswith(('.html', '.htm', '.xml', '.xhtml', '.svg'))
def environment(app):
    """The environment of an application: its folder of templates, then those of its blueprints."""
    folders = [os.path.join(app.root_path, app.template_folder)] + [os.path.join(app.root_path, one.template_folder) for one in app.blueprints.values() if getattr(one, 'template_folder', None)]
    made = Environment(loader=FileSystemLoader(folders), autoescape=_escapes)
    made.app = app
    made.globals.update({'request': request, 'session': session, 'g': g, 'url_for': url_for, 'config': app.config, 'get_flashed_messages': get_flashed_messages})
    return made
