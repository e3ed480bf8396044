from django.template import loader as _loader
get_template, render_to_string = _loader.get_template, _loader.render_to_string
