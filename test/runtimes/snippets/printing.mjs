/** What values print. */
export default {
  'classes and functions': `class Point:
    def __init__(self, x): self.x = x
    def move(self): pass
def f(): pass
p = Point(1)
print(Point, type(p), str(type(1)), int, type(None), type(f), type(len), type(p.move), type(Point), type(type))
print(repr(p).split(" at ")[0], repr(f).split(" at ")[0], repr(lambda: 1).split(" at ")[0], len)
print(repr(p.move).split(" at ")[0], Point.move.__qualname__, f.__name__, Point.__name__, p.__class__)
print([int, str], {"a": float}, (Exception, ValueError))
`,
  'containers': `print({}, set(), frozenset(), frozenset({1}), (), (1,), [], [[]], {"a": {"b": [1, (2, None)]}}, {1: "x", None: True, (1, 2): 3.0})
print({"k": 'it\\'s', 'q': "say \\"x\\"", 'both': "it's \\"x\\""}, b"abc\\x00\\xff", bytearray(b"hi"), b'it\\'s', "tab\\t", "\\u00e9\\u20ac\\x07", r"a\\b")
print(1.0, 1e100, 1e-7, 123456789.123456789, 1e16, 1e15, float("nan"), float("-inf"), 1/3, 2j, 1+2j, -0.0, complex(1.5, -2), 10**30, -5 // 2, -5 % 3, 7 // -2, 2**0.5)
print(range(5), range(1, 10, 2), Ellipsis, NotImplemented, None, True)
print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} < {1, 2})
print({"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items(), list({"a": 1}.items()))
`,
  'f-strings': `from datetime import datetime, date
name, n, x, d = "Ann", 42, 3.14159, datetime(2024, 5, 6, 7, 8, 9)
print(f"{name=} {n=} {x=:.2f} {name!r} {name!r:>10} {n:5}|{n:<5}|{n:^5}|{n:05}|{n:+}|{n:,}|{1234567:,}|{1234567.891:,.2f}|{n:x}|{n:#x}|{n:b}|{n:o}|{n:e}")
print(f"{x:.3f} {x:10.2f}| {x:<10.2f}| {0.256:.1%} {1e10:g} {x:.3g} {1e-10} {123456789:_}")
print(f"{name:>10}|{name:<10}|{name:^10}|{name:*^10}|{name:.2}|{'a' if n > 1 else 'b'}|{n * 2}|{{}}|{[1, 2][0]}|{d:%Y-%m-%d %H:%M}|{date(2024, 1, 2)}")
width = 12
print(f"{name:{width}}|{x:{width}.{2}f}|{name!s:>{width}}|{name.upper()}|{len(name)}|{ {'a': 1}['a'] }|{(lambda v: v + 1)(2)}")
print(f"{n!r} {None} {True!s:>6} {[1, 'a']} {n:08.3f} {-n:6d} {n:>+6}" f" joined" " plain")
print(f'''multi
{name}
line''')
`,
  'percent': `print("%s is %d years, %.2f m, %5d|%-5d|%05d|%x|%o|%e|%g|%c|%%|%r|%10s|%-10s|" % ("Ann", 30, 1.756, 42, 42, 42, 255, 8, 12345.678, 0.0001, "z", "q", "right", "left"))
print("%(name)s has %(n)03d" % {"name": "Bob", "n": 7}, "%s" % [1, 2], "%s" % (1,), "%s %s" % ("a", None), "%+d % d" % (5, 5), "%.3s" % "abcdef", "%*d" % (5, 42))
`,
  'format method': `print("{} {1}".replace("1", "") .format(1, 2), "{0} {1} {0}".format("a", "b"), "{name} {age:>5}".format(name="x", age=3), "{:>8} {:<8} {:^8}".format("a", "b", "c"), "{0[0]} {1}".format([1], 5), "{:,}".format(1234567), "{:.1f}%".format(12.34), "{!r}".format("x"), "{:{}}".format("a", 5) + "|", format(3.14159, ".2f"), format(255, "x"), format("a", ">5"))
`,
  'str methods': `s = "  Hello, World  "
print(s.strip().lower().split(", "), s.strip().title(), "a-b-c".split("-", 1), "a,b,,c".split(","), " a  b ".split(), "abc".center(9, "*"), "x".ljust(3) + "|", "7".zfill(3), "abc".find("z"), "abcabc".rfind("c"), "abc".replace("b", "B"), "Hello".swapcase(), "hello world".capitalize(), "a\\nb\\r\\nc".splitlines(), "abc"[::-1], "abc".upper().isupper(), "a1".isalnum(), "12".isdigit(), "ab".isalpha(), "x=1=2".partition("="), "x=1=2".rpartition("="), "a" * 3, "b" in "abc", ",".join(["a", "b"]), "abc".startswith(("x", "a")), "abc".endswith("c"), "abc".encode(), "aXbX".count("X"), "\\t".expandtabs(4) + "|", "Straße".casefold(), "hello".removeprefix("he"), "hello".removesuffix("lo"), "tEST".istitle(), "abc".index("c"), "abc".translate(str.maketrans("ab", "xy")), max("hello"), sorted("hello"), ord("a"), chr(97), "é".encode("utf-8"), len("日本"), "a" < "b", "a\\\\b")
`,
  'print': `import sys
print("a", "b", sep="-", end="!\\n")
print()
print("x", 1, None, [1], sep=", ")
print("to stderr", file=sys.stderr)
print(*[1, 2, 3])
print(*"abc", sep="\\n")
print("no newline", end="")
print("", flush=True)
sys.stdout.write("written\\n")
print(print("inner"))
`,
  'numbers': `print(2**100, 10**20 // 3, 7 % 3, -7 // 2, divmod(17, 5), round(2.5), round(3.5), round(2.675, 2), round(1234, -2), abs(-3.5), int(3.99), int("ff", 16), int("0b101", 0), float("1e3"), bin(10), hex(255), oct(8), pow(3, 4, 5), sum([0.1] * 3), 0.1 + 0.2, 1e3, 5 / 2, 4 / 2, 1_000_000, 0x1f, 0o17, 0b11, 3.0 == 3, True + True, max(3, 7, 5), min([4, 2]), (255).to_bytes(2, "big"), int.from_bytes(b"\\x01\\x00", "big"), (5).bit_length(), 1.5.is_integer(), (0.5).as_integer_ratio(), complex(3, 4).imag, abs(3+4j), 10 ** -2, -2 ** 2, not 5, 5 and 0, None or "x", 3 > 2 > 1, 1 if [] else 2, 100 * 1.1, 1e400, -1e400, 2.0 ** 1023)
import math
print(math.pi, math.e, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.factorial(20), math.gcd(12, 18), math.log(10), math.log10(1000), math.log2(8), math.sin(1), math.cos(0), math.degrees(math.pi), math.radians(180), math.isclose(0.1 + 0.2, 0.3), math.inf, math.nan, math.trunc(-2.7), math.hypot(3, 4), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]), math.copysign(1, -0.0), math.fmod(7, 3), math.modf(1.5), math.tau, math.exp(1), math.pow(2, 3), math.isnan(math.nan), math.dist((0, 0), (3, 4)), math.lcm(4, 6), math.isqrt(17), math.tan(1), math.atan2(1, 1))
`,
  'sequences': `a = [3, 1, 2]
a.sort(); a.append(4); a.insert(0, 9); a.extend([5, 6]); print(a, a.pop(), a.pop(0), a.index(2), a.count(1), a[::-1], a[1:3], a[-2:], a[:], a * 2, a + [0], 2 in a, len(a), sum(a), sorted(a, reverse=True), list(reversed(a)), a.copy(), [x * x for x in a if x % 2], list(enumerate("ab", 1)), list(zip([1, 2], "ab")), list(map(str, a)), list(filter(None, [0, 1])), any([0, 1]), all([]), [[0] * 2 for _ in range(2)], min(a), max(a, key=lambda v: -v))
a[1:2] = ["x", "y"]; del a[0]; a.remove("x"); a.reverse(); print(a); a.clear(); print(a, a == [], not a)
t = 1, 2, 3; x, *y = t; (p, q), r = (1, 2), 3; print(x, y, p, q, r, t + (4,), t.index(2), t[1:], len(t))
d = {"b": 1, "a": 2}; d["c"] = 3; d.update(e=5); print(d, d.get("z"), d.get("z", 0), d.setdefault("f", 6), sorted(d), sorted(d.items(), key=lambda kv: -kv[1]), d.pop("b"), "a" in d, {k: v * 2 for k, v in d.items()}, {**d, "z": 0}, d | {"y": 1}, dict(zip("ab", [1, 2])), dict(a=1), list(d), max(d, key=d.get), {v: k for k, v in d.items()}, dict.fromkeys("ab", 0), len(d), [*d], {*"aa"})
for i, (k, v) in enumerate(sorted(d.items())): print(i, k, v, end="; ")
print()
words = "the cat the dog".split(); counts = {}
for w in words: counts[w] = counts.get(w, 0) + 1
print(counts, sorted(set(words)), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)), [w[0].upper() + w[1:] for w in words], "".join(reversed("abc")))
matrix = [[1, 2], [3, 4]]; print([list(r) for r in zip(*matrix)], [c for r in matrix for c in r], sum(map(sum, matrix)))
if (n := len(words)) > 3: print("walrus", n)
while (n := n - 1): print(n, end=" ")
else: print("else")
gen = (i * i for i in range(4)); print(next(gen), list(gen), sum(i for i in range(10)), repr(gen).split(" at ")[0], repr(iter([])).split(" at ")[0], repr(map(str, [])).split(" at ")[0], repr(zip()).split(" at ")[0], repr(enumerate([])).split(" at ")[0], repr(reversed([])).split(" at ")[0])
`,
  'match': `def what(command):
    match command:
        case ["go", direction]: return f"going {direction}"
        case ["get", *items] if items: return f"getting {items}"
        case {"action": "quit", **rest}: return f"quit {rest}"
        case int(n) if n > 10: return f"big {n}"
        case 0 | 1: return "small"
        case str() as s: return f"text {s}"
        case (x, y): return f"pair {x} {y}"
        case None: return "nothing"
        case _: return "other"
for c in (["go", "north"], ["get", "a", "b"], {"action": "quit", "now": True}, 42, 1, "hi", (3, 4), None, 5.5): print(what(c))
`,
  'dataclass': `from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)
    def total(self, n: int) -> float: return self.price * n
@dataclass(frozen=True, order=True)
class P:
    x: int
    y: int = 0
i = Item("pen", 1.5); i.tags.append("x"); print(i, i == Item("pen", 1.5, ["x"]), i.total(3), asdict(i), astuple(i), replace(i, name="cup"), [f.name for f in fields(i)])
p = P(1); print(p, p < P(2), sorted([P(3), P(1)]), hash(p) == hash(P(1)), {p: 1})
try: p.x = 5
except Exception as e: print(type(e).__name__, e)
try: Item()
except TypeError as e: print(e)
`,
  'enum': `from enum import Enum, IntEnum, auto, Flag, unique
class Color(Enum):
    RED = 1
    GREEN = "g"
    def shout(self): return self.name + "!"
class Level(IntEnum):
    LOW = auto()
    HIGH = auto()
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color("g"), Color["RED"], list(Color), Color.RED is Color.RED, Color.RED.shout(), Color.RED == 1, isinstance(Color.RED, Color), Level.HIGH, Level.HIGH > Level.LOW, Level.HIGH + 1, repr(Level.LOW), f"{Level.LOW}", {Color.RED: 1}, len(Color), Color, "x" if Color.RED else "y")
for bad in ("Color('z')", "Color['Z']", "Color.BLUE"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
try: Color.RED = 5
except AttributeError as e: print(e)
`,
  'dunder': `class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __str__(self): return f"<{self.x}|{self.y}>"
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __iter__(self): yield self.x; yield self.y
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, v): return v in (self.x, self.y)
    def __call__(self, k): return V(self.x * k, self.y * k)
    def __neg__(self): return V(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __enter__(self): return self
    def __exit__(self, *a): print("bye", a[0])
    def __format__(self, spec): return f"V[{spec}]"
    def __lt__(self, o): return abs(self) < abs(o)
v = V(3, 4)
print(v, repr(v), [v], v + v, v == V(3, 4), v != V(0, 0), bool(V(0, 0)), len(v), list(v), v[1], 3 in v, v(2), -v, abs(v), v * 2, 2 * v, f"{v:abc}", sorted([V(5, 5), v]), max(v, V(1, 1)), sum(v), *v)
with v as w: print("in", w is v)
class A:
    x = 1
    def hi(self): return "A"
class B(A):
    def hi(self): return "B" + super().hi()
class C(A):
    def hi(self): return "C" + super().hi()
class D(B, C): pass
print(D().hi(), [k.__name__ for k in D.__mro__], issubclass(D, A), D.x, D.__bases__, A.__dict__.get("x"), hasattr(D(), "hi"), isinstance(D(), (int, A)), D.__doc__, D.__module__)
class T:
    def __getattr__(self, name): return "dyn " + name
    @property
    def p(self): return 5
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
print(T().foo, T().p, T.s(), T.c(), getattr(T(), "zip", 1))
try: T().p = 1
except AttributeError as e: print(e)
`,
  'closures and decorators': `import functools, time
def timed(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        print("calling", fn.__name__, args, kwargs)
        return fn(*args, **kwargs)
    return wrapper
def repeat(n):
    def deco(fn):
        def inner(*a):
            return [fn(*a) for _ in range(n)]
        return inner
    return deco
@timed
def add(a, b=1):
    "Adds."
    return a + b
@repeat(2)
@timed
def one(): return 1
print(add(1, b=2), add.__name__, add.__doc__, one())
def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
        return n
    return up
c = counter(); c(); print(c(), c.__closure__ is not None)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info(), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.partial(add, 5)())
def f(a, *args, k=0, **kw): return a, args, k, kw
print(f(1, 2, 3, k=4, z=5), f(*[1, 2], **{"k": 3}))
def gen():
    x = yield 1
    print("got", x)
    yield from [2, 3]
    return "end"
g = gen(); print(next(g), g.send("hey"), list(g))
def default(x, seen=[]): seen.append(x); return seen
print(default(1), default(2))
print((lambda *a, **k: (a, k))(1, b=2), [f(i) for f in [lambda i, n=n: i + n for n in range(3)] for i in [1]], list(map(lambda p: p[0], sorted({"b": 1, "a": 2}.items()))))
`,
};
