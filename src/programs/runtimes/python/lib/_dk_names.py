"""Names that CPython suggests in the place of one that isn't there."""
import builtins
_MOVE, _CASE = 2, 1
_LONGEST = 40
_MEMBERS = {
    'str': 'capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
    'list': 'append clear copy count extend index insert pop remove reverse sort',
    'dict': 'clear copy fromkeys get items keys pop popitem setdefault update values',
    'set': 'add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset pop remove symmetric_difference symmetric_difference_update union update',
    'tuple': 'count index', 'int': 'as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes', 'float': 'as_integer_ratio conjugate fromhex hex imag is_integer real',
    'bytes': 'capitalize center count decode endswith expandtabs find fromhex hex index isalnum isalpha isascii isdigit islower isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper zfill',
}
_BUILTINS = 'ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EnvironmentError Exception False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip'
_MODULES = 'abc argparse array asyncio base64 bisect calendar cmath collections contextlib copy csv ctypes dataclasses datetime decimal enum errno fractions functools gc glob gzip hashlib heapq hmac html http inspect io itertools json logging math multiprocessing operator os pathlib pickle platform pprint queue random re secrets select shutil signal socket sqlite3 ssl statistics string struct subprocess sys tempfile textwrap threading time timeit traceback types typing unittest urllib uuid warnings weakref xml zipfile zlib'.split()

def _cost(a, b):
    if a == b: return 0
    return _CASE if a.lower() == b.lower() else _MOVE

def distance(a, b, limit):
    """What it takes to make one word of another; a change of case costs half of a change."""
    while a and b and a[0] == b[0]: a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]: a, b = a[:-1], b[:-1]
    if not a or not b: return _MOVE * (len(a) + len(b))
    if len(a) > _LONGEST or len(b) > _LONGEST: return limit + 1
    row = [_MOVE * i for i in range(len(b) + 1)]
    for i, c in enumerate(a):
        before, row[0] = row[0], _MOVE * (i + 1)
        for j, d in enumerate(b):
            here = min(before + _cost(c, d), row[j] + _MOVE, row[j + 1] + _MOVE)
            before, row[j + 1] = row[j + 1], here
    return row[-1]

def nearest(wrong, names):
    best, found = None, None
    for name in names:
        if name == wrong: continue
        limit = (len(name) + len(wrong) + 3) * _MOVE // 6
        if best is not None: limit = min(limit, best - 1)
        cost = distance(wrong, name, limit)
        if cost <= limit and (best is None or cost < best): best, found = cost, name
    return found

def _in_reach(frames):
    import _dockyard, json, _host
    local = json.loads(_host.locals(frames[-1][0], frames[-1][1])) if frames else []
    return local + sorted(name for name in _dockyard.main if name[:4] != '_dk_') + _BUILTINS.split()

def _members(kind, error):
    import _dockyard, json, _host
    if kind in _MEMBERS: return _MEMBERS[kind].split()
    made = _dockyard.main.get(kind)
    if not isinstance(made, type): return []
    names = [name for name in dir(made)]
    return sorted(set(names + json.loads(_host.members(kind))))

def suggestion(error, kind, message, frames):
    """What CPython adds to a message: the name that may have been meant, or the module that wasn't imported."""
    import _dk_trace
    if _dk_trace.MAJOR < 3 or _dk_trace.MINOR < 10: return ''
    words = message.split("'")
    if kind == 'NameError' and len(words) == 3 and message.startswith('name '):
        wrong = words[1]
        found = nearest(wrong, _in_reach(frames))
        said = ". Did you mean: '%s'?" % found if found else ''
        if _dk_trace.MINOR >= 12 and wrong in _MODULES:
            return said[:-1] + " or did you forget to import '%s'?" % wrong if said else ". Did you forget to import '%s'?" % wrong
        return said
    if kind == 'AttributeError' and "' object has no attribute '" in message:
        found = nearest(words[3], _members(words[1], error))
        return ". Did you mean: '%s'?" % found if found else ''
    if kind == 'AttributeError' and message.startswith("module '"):
        import sys
        module = sys.modules.get(words[1])
        found = nearest(words[3], dir(module)) if module else None
        return ". Did you mean: '%s'?" % found if found else ''
    return ''
