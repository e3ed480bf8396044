"""Servers that start anew when a file of their program has changed."""
import _dockyard, sys
class Changed(Exception):
    """A file has changed: its path."""
def files():
    """The files of the program's own modules that have been read."""
    out = []
    main = getattr(_dockyard, 'main', {}).get('__file__', '')
    for path in [main] + [getattr(module, '__file__', None) for module in list(sys.modules.values())]:
        if not isinstance(path, str) or not path or path[0] == '<' or path.startswith(('/.dockyard', '/usr/lib/')): continue
        path = path if path[0] == '/' else _dockyard.setup['folder'] + '/' + path
        if '/site-packages/' not in path and path not in out: out.append(path)
    return out
def accept(server, watch, extra=()):
    """The next connection; where it watches, `Changed` ends the wait."""
    if not watch: return server.accept()
    return server.accept_watching(files() + list(extra))
def wait(extra=()):
    """Waits for a change alone: the program can't be loaded as it stands."""
    raise Changed(_dockyard.call('watch', files() + list(extra)))
def again(**env):
    """Ends this run of the program, and starts another one in its process with these variables set."""
    sys.stdout.flush()
    _dockyard.call('again', env)
    raise SystemExit(3)
