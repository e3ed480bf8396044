"""Exceptions in the words of CPython 2.7."""
import builtins, sys, _dockyard, _dk_errors
_FILES = ('FileNotFoundError', 'FileExistsError', 'PermissionError', 'IsADirectoryError', 'NotADirectoryError')
_SOCKETS = ('ConnectionError', 'ConnectionRefusedError', 'ConnectionResetError', 'BrokenPipeError')
def message(text, error):
    if text.endswith(' given)'): return text
    if '() takes ' in text or text.startswith(('function takes ', 'function missing ')): return _call(text, error)
    if text == 'divide by zero': return 'integer division or modulo by zero'
    if text == 'local variable referenced before assignment': return _dk_errors._unbound(error)
    said = _dk_errors.newer(text, error)
    if said.startswith('can only concatenate str '): return "cannot concatenate 'str' and '%s' objects" % said.split('"')[1]
    if said.startswith('not enough values to unpack'):
        got = said.split()[-1].strip(')')
        return 'need more than %s value%s to unpack' % (got, '' if got == '1' else 's')
    if said.startswith("could not convert string to float: '"): return said.replace("'", '')
    if said.startswith('too many values to unpack'): return 'too many values to unpack'
    if said.endswith(' object is not subscriptable'): return said.replace('is not subscriptable', "has no attribute '__getitem__'")
    if said.startswith(('list indices must', 'tuple indices must')): return said.replace('integers or slices', 'integers')
    if said.startswith("name '") and _dk_errors._place(error)[2] not in ('<module>', None): return 'global ' + said
    return said
def _call(text, error):
    """`f() takes exactly 1 argument (0 given)` (Python/ceval.c of 2.7)."""
    name, known = _dk_errors._called(error)
    numbers = [int(word) for word in text.split() if word.isdigit()]
    if known is None and '()' in text.split(' ')[0]:
        name = text.split('()')[0]
        known = _dk_errors._signature(name)
    if '.' in name: name = name.split('.')[-1]
    if len(numbers) < 2 and known is None: return _dk_errors.newer(text, error)
    # `… missing required positional argument #2`: the ones before were given.
    given = numbers[-1] if len(numbers) > 1 else int(text.split('#')[1].split()[0]) - 1 if '#' in text else 0
    least = len([one for one in known if one[2] is None]) if known is not None else numbers[0]
    most = len(known) if known is not None else numbers[0]
    if most == 0: return '%s() takes no arguments (%d given)' % (name, given)
    takes = 'exactly' if least == most else 'at least' if given < least else 'at most'
    count = least if given < least else most
    return '%s() takes %s %d argument%s (%d given)' % (name, takes, count, '' if count == 1 else 's', given)
def kind(name, made, error):
    """The name of its class; files have IOError where they are opened, OSError elsewhere."""
    if name in _FILES or name == 'OSError': return 'IOError' if any(one in _dockyard.text_at(_dk_errors._place(error)) for one in ('open(', 'file(')) else 'OSError'
    if name in _SOCKETS: return 'socket.error'
    if name == 'TimeoutError': return 'socket.timeout'
    if name == 'ModuleNotFoundError': return 'ImportError'
    if name == 'RecursionError': return 'RuntimeError'
    if getattr(builtins, name, None) is made or name == 'UnboundLocalError': return name
    module = getattr(made, '__module__', None)
    for key, one in list(sys.modules.items()):
        if key[:1] != '_' and getattr(one, name, None) is made: return key + '.' + name
    return '__main__.' + name if module == '__main__' else name
