class MyError(Exception):
    def __init__(self, msg, code): super().__init__(msg); self.code = code
try:
    raise MyError('bad', 5)
except (KeyError, MyError) as e:
    print(e, e.code, repr(e), e.args)
else: print('no')
finally: print('fin')
def f():
    try: return 1
    finally: print('cleanup')
print(f())
for code in ["1/0", "int('x')", "[][1]", "{}['k']", "None.x", "'a'+1", "undefined_name", "len(5)", "'abc'.foo", "int([])", "(1,2)[5]", "1+'a'", "None+1", "{}.x", "open('/nope')", "import_me", "list(5)", "'x'*'y'", "'abc'[10]", "next(iter([]))", "f(1,2,3)", "1<'a'", "object().foo", "chr(-1)", "a, b = 1, 2, 3", "a, b = [1]", "raise ValueError", "raise ValueError('x', 2)", "assert False, 'msg'", "assert 1 == 2", "import nope_module", "bytes('a')", "int('1.5')", "complex", "sorted([1,'a'])", "sum(['a'])", "{}.pop('x')", "[].pop()", "set().pop()", "abs('x')"]:
    try: exec(code)
    except BaseException as e: print(code, '=>', type(e).__name__, '|', e)
def g(a, b=2): pass
for call in (lambda: g(), lambda: g(1, 2, 3), lambda: float('abc')):
    try: call()
    except Exception as e: print(type(e).__name__, e)
