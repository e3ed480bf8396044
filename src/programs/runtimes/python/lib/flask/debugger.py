"""The page that the debugger shows of an exception: what it is and where it came from; its console isn't simulated."""
from markupsafe import escape
def page(error, traceback):
    said = escape(traceback.rstrip('\n').split('\n')[-1])
    return ('<!doctype html>\n<html lang=en>\n  <head>\n    <title>%s\n // Werkzeug Debugger</title>\n  </head>\n  <body style="background-color: #fff">\n    <div class="debugger">\n<h1>%s</h1>\n<div class="detail">\n  <p class="errormsg">%s\n</p>\n</div>\n<h2 class="traceback">Traceback <em>(most recent call last)</em></h2>\n<div class="plain">\n  <pre>%s</pre>\n</div>\n<p>dockyard: the debugger&#39;s console is not simulated</p>\n    </div>\n  </body>\n</html>\n\n<!--\n\n%s\n\n-->\n' % (said, escape(type(error).__name__), said, escape(traceback), traceback.replace('--', '- -'))).encode()
