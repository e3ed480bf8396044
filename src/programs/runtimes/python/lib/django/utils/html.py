from html import escape as _escape
from django.template import SafeString
def escape(text): return SafeString(_escape(str(text)))
def format_html(form, *a, **k): return SafeString(form.format(*[escape(x) for x in a], **{key: escape(x) for key, x in k.items()}))
