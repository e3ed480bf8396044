import sys
_seen = set()
_rules = []
_DEPRECATED = ('DeprecationWarning', 'PendingDeprecationWarning')
def _warn(place, message, category=None, stacklevel=1, source=None):
    """A warning at a place in a file: printed once for each place, or raised, or left out, as the filters say."""
    kind = type(message) if isinstance(message, Warning) else category or UserWarning
    file, line, text = place or ('sys', 1, '')
    action = 'ignore' if kind.__name__ in _DEPRECATED and not _main(place) or kind.__name__ in ('ImportWarning', 'ResourceWarning') else 'default'
    for rule, of in _rules:
        if issubclass(kind, of):
            action = rule
            break
    if action == 'error': raise message if isinstance(message, Warning) else kind(message)
    if action == 'ignore' or (action != 'always' and (file, line, str(message)) in _seen): return
    _seen.add((file, line, str(message)))
    if _caught: _caught[-1].append(WarningMessage(message if isinstance(message, Warning) else kind(message), kind, file, line))
    else: sys.stderr.write('%s:%d: %s: %s\n' % (file, line, kind.__name__, message) + ('  %s\n' % text if text else ''))
def _main(place):
    import _dockyard
    return place is not None and place[0] == _dockyard.main.get('__file__', '<string>')
def warn(message, category=None, stacklevel=1, source=None): _warn(None, message, category)
def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False): _rules.insert(0, (action, category))
def simplefilter(action, category=Warning, lineno=0, append=False): _rules.insert(0, (action, category))
def resetwarnings(): _rules.clear()
_caught = []
class WarningMessage:
    def __init__(self, message, category, filename, lineno): self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
class catch_warnings:
    def __init__(self, *, record=False, **more): self.record = record
    def __enter__(self):
        self.before = list(_rules)
        if not self.record: return None
        _caught.append([])
        return _caught[-1]
    def __exit__(self, *a):
        _rules[:] = self.before
        if self.record: _caught.pop()
