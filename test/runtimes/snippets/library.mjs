/** The library, a few modules at a time. */
export default {
  random: `import random
random.seed(42)
print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.sample(range(100), 5), random.randrange(10), random.gauss(0, 1), random.choices([1, 2, 3], k=4), random.choices("ab", weights=[9, 1], k=5), random.getrandbits(16), random.randrange(0, 100, 5))
items = list(range(10)); random.shuffle(items); print(items)
r = random.Random(7); print(r.random(), r.randint(0, 5), [r.randint(0, 9) for _ in range(10)])
random.seed("text"); print(random.random()); random.seed(0); print([random.randint(1, 6) for _ in range(10)], random.triangular(0, 1, 0.5), random.expovariate(1.5), random.betavariate(1, 2), random.normalvariate(5, 2))
`,
  collections: `from collections import Counter, defaultdict, OrderedDict, namedtuple, deque, ChainMap
c = Counter("abracadabra"); print(c, c.most_common(2), c["z"], sum(c.values()), c + Counter("aa"), c - Counter("aab"), dict(c), list(c.elements())[:4], Counter(a=1, b=2), Counter([1, 1]), c.total())
d = defaultdict(list); d["x"].append(1); print(d, dict(d), d["new"], defaultdict(int, {"a": 1}), len(d))
P = namedtuple("P", ["x", "y"]); p = P(1, y=2); print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, p == (1, 2), [*p])
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q.pop(), q.popleft(), deque("abc"), len(q)); q.rotate(1); print(q, list(q))
o = OrderedDict(a=1, b=2); o.move_to_end("a"); print(o, o.popitem(last=False), ChainMap({"a": 1}, {"b": 2})["b"])
`,
  itertools: `import itertools as it, operator, functools, heapq, bisect
print(list(it.chain([1], "a")), list(it.combinations("abc", 2)), list(it.permutations([1, 2])), list(it.product("ab", [1, 2])), list(it.islice(it.count(5, 2), 3)), list(it.repeat(1, 2)), list(it.accumulate([1, 2, 3])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), [(k, list(g)) for k, g in it.groupby("aab")], list(it.zip_longest([1, 2], "a", fillvalue="-")), list(it.starmap(pow, [(2, 3)])), list(it.compress("abc", [1, 0, 1])), list(it.pairwise([1, 2, 3])), list(it.chain.from_iterable([[1], [2]])), list(it.filterfalse(lambda x: x, [0, 1])), list(it.combinations_with_replacement("ab", 2)), [list(t) for t in it.tee([1, 2])], list(it.islice(it.cycle("ab"), 5)), list(it.accumulate([1, 2, 3], operator.mul)))
print(operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(3), operator.add(1, 2), sorted([{"a": 2}, {"a": 1}], key=operator.itemgetter("a")), operator.methodcaller("upper")("x"))
h = [5, 1, 4]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), h, bisect.bisect([1, 3, 5], 3), bisect.bisect_left([1, 3, 5], 3)); a = [1, 3]; bisect.insort(a, 2); print(a)
`,
  datetime: `from datetime import datetime, date, timedelta, time, timezone
d = datetime(2024, 2, 29, 13, 5, 7, 123456)
print(d, repr(d), d.isoformat(), d.date(), d.time(), d.strftime("%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %y %Y %% %f %Z|%x %X %c"), d + timedelta(days=1, hours=2), d - datetime(2024, 1, 1), d.replace(year=2023, day=1), d.weekday(), d.isoweekday(), d.isocalendar(), d.timetuple().tm_yday, d.timestamp() > 0)
print(timedelta(days=1.5), timedelta(seconds=3661), timedelta(-1), repr(timedelta(days=1, seconds=5)), timedelta(hours=25).total_seconds(), timedelta(days=2) * 3, timedelta(days=7) / 2, timedelta(days=1) > timedelta(hours=5), date(2024, 3, 1) - date(2024, 2, 1), abs(timedelta(-1)))
print(date(2024, 1, 31), repr(date(2024, 1, 31)), date.fromisoformat("2024-05-06"), datetime.fromisoformat("2024-05-06T07:08:09"), datetime.strptime("06/05/24 07:08", "%d/%m/%y %H:%M"), datetime.strptime("Mon Jan 01 2024", "%a %b %d %Y"), time(5, 6), repr(time(5, 6)), datetime.min, date.max, datetime(2024, 1, 1) < datetime(2025, 1, 1), datetime.combine(date(2024, 1, 1), time(2, 3)))
u = datetime(2024, 1, 1, tzinfo=timezone.utc); print(u, u.isoformat(), repr(timezone.utc), u.astimezone(timezone(timedelta(hours=2))), datetime.fromtimestamp(0, timezone.utc), datetime.fromtimestamp(1.5, tz=timezone.utc), u.utcoffset(), timezone(timedelta(hours=-5, minutes=-30)), u.timestamp(), u.tzinfo)
for bad in ("datetime(2024, 13, 1)", "date(2023, 2, 29)", "datetime(2024, 1, 1, 25)", "datetime.strptime('x', '%Y')", "u - d", "d < u", "d + 5"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
import calendar, time as t
print(calendar.month(2024, 2)); print(calendar.isleap(2024), calendar.monthrange(2024, 2), calendar.day_name[0], calendar.month_abbr[2], t.strftime("%Y-%m-%d", t.gmtime(0)), t.gmtime(0)[:6], t.gmtime(0))
`,
  json: `import json
data = {"name": "Ann", "tags": ["a", 1, 2.5, None, True], "nested": {"k": []}, "é": "ü", 5: "five"}
print(json.dumps(data)); print(json.dumps(data, indent=2, ensure_ascii=False)); print(json.dumps(data["tags"], separators=(",", ":")), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps("q\\"\\n\\t\\u2028"), json.dumps([1.0, 1e20, float("inf"), 10**20]), json.dumps([]), json.dumps({}, indent=2), json.dumps((1, 2)))
back = json.loads('{"a": [1, 2.0, null, true, "\\\\u00e9"], "b": {"c": -1e3}}'); print(back, type(back["a"][1]))
try: json.loads('{"a": }')
except json.JSONDecodeError as e: print(e, e.lineno, e.colno, e.pos, e.msg)
try: json.dumps({"x": {1}})
except TypeError as e: print(e)
class E(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"x": {1}}, cls=E), json.dumps({"x": {1}}, default=str))
with open("d.json", "w") as f: json.dump({"a": 1}, f, indent=4)
print(open("d.json").read(), json.load(open("d.json")), json.loads("5"), json.loads('"x"'), json.loads(b"[1]"), json.loads('{"a": 1}', object_hook=lambda d: list(d)))
`,
  csv: `import csv, io
rows = list(csv.reader(io.StringIO('name,age\\n"Smith, J",30\\n"He said ""hi""",5\\n'))); print(rows)
out = io.StringIO(); w = csv.writer(out); w.writerow(["a", 1, None, 'q"t', "x,y"]); w.writerows([[1, 2], [3, 4]]); print(repr(out.getvalue()))
for r in csv.DictReader(io.StringIO("a;b\\n1;2\\n"), delimiter=";"): print(r)
out = io.StringIO(); d = csv.DictWriter(out, fieldnames=["x", "y"]); d.writeheader(); d.writerow({"x": 1, "y": 2}); print(out.getvalue().splitlines())
with open("t.csv", "w", newline="") as f: csv.writer(f).writerow(["z", 1])
print(open("t.csv").read().strip())
`,
  re: `import re
print(re.match(r"(\\w+) (\\d+)", "abc 123").groups(), re.search(r"\\d+", "ab12c"), re.findall(r"\\b\\w", "hi you"), re.findall(r"(\\w)(\\d)", "a1b2"), re.sub(r"\\s+", "-", "a  b c"), re.sub(r"(\\w+)@(\\w+)", r"\\2 at \\1", "me@home"), re.split(r"[,;]\\s*", "a, b;c"), re.compile(r"x+", re.I), re.fullmatch(r"\\d{3}", "123") is not None, re.match("z", "abc"), re.sub(r"\\d", lambda m: str(int(m.group()) * 2), "a1b2"), re.subn("a", "b", "aa"), re.escape("a.b*c"), [m.span() for m in re.finditer("a", "banana")], re.search(r"(?P<year>\\d{4})", "in 2024").groupdict(), re.search(r"(?P<y>\\d+)", "in 2024")["y"], re.findall(r"(?m)^\\w+", "ab\\ncd"), re.split(r"(,)", "a,b"), re.match(r"a(b)?", "a").groups(), re.sub(r"a", "b", "aaa", count=2), re.search("b", "abc").start(), re.findall(r"[^\\W\\d]+", "ab1cd"), re.search(r"(a)(b)", "ab").group(1, 2), bool(re.search(r"(?i)HELLO", "hello")), re.findall(r"<(.+?)>", "<a><b>"), re.match(r"(?:x|y)z", "yz").group(), re.sub(r"(?<=a)b", "X", "ab cb"))
`,
  'os and paths': `import os, os.path, sys, shutil, glob, tempfile
from pathlib import Path
os.makedirs("d/e", exist_ok=True); Path("d/a.txt").write_text("one\\ntwo\\n"); Path("d/e/b.py").write_text("x")
print(sorted(os.listdir("d")), os.path.exists("d"), os.path.isdir("d"), os.path.isfile("d/a.txt"), os.path.join("a", "b", "/c"), os.path.basename("/x/y.z"), os.path.dirname("/x/y.z"), os.path.splitext("a.tar.gz"), os.path.getsize("d/a.txt"), os.path.abspath("d") == os.getcwd() + "/d", os.sep, os.path.normpath("a/../b//c"), os.path.split("/a/b"), os.path.relpath("/a/b", "/a/c"), os.path.expanduser("~x"), os.environ.get("NOPE"), os.getenv("NOPE", "d"), os.name, os.path.commonpath(["/a/b", "/a/c"]))
for root, dirs, files in sorted(os.walk("d")): print(root, sorted(dirs), sorted(files))
p = Path("d") / "a.txt"; print(p, repr(p), p.name, p.stem, p.suffix, p.parent, p.exists(), p.read_text().splitlines(), p.is_file(), sorted(Path("d").glob("**/*.py")), sorted(str(x) for x in Path("d").iterdir()), p.with_suffix(".md"), Path("/a/b/c").parts, Path("/a/b").relative_to("/a"), Path("a").joinpath("b"), p.stat().st_size, list(Path("/a/b/c").parents), Path("x.tar.gz").suffixes, Path.cwd() == Path(os.getcwd()), p.resolve().is_absolute(), Path("a") == Path("a"), p.as_posix(), sorted(Path("d").rglob("*")))
os.rename("d/a.txt", "d/c.txt"); shutil.copy("d/c.txt", "d/f.txt"); os.remove("d/c.txt"); print(sorted(glob.glob("d/*")), sorted(glob.glob("d/**/*.py", recursive=True)))
with open("d/f.txt") as f: print(f.readline(), [l.rstrip() for l in f], f.closed, f.name, f.mode)
with open("d/f.txt", "a") as f: print(f.write("three\\n"), f.tell())
with open("d/f.txt") as f: f.seek(4); print(f.read(3), f.tell(), f.readlines())
with open("d/g.bin", "wb") as f: f.write(bytes([1, 2, 255]))
print(open("d/g.bin", "rb").read(), f)
with tempfile.TemporaryDirectory() as t: print(os.path.isdir(t), t.startswith("/tmp/tmp"))
print(os.path.exists(t)); shutil.rmtree("d"); print(os.path.exists("d"), Path("nope").exists()); Path("n/m").mkdir(parents=True); Path("n/m/z").touch(); Path("n/m/z").unlink(); Path("n/m").rmdir()
for bad in ("os.mkdir('n')", "Path('q').unlink()", "open('n')", "os.rmdir('/')", "Path('q/r').mkdir()", "Path('n').mkdir()", "open('q/r', 'w')", "os.listdir('q')", "shutil.rmtree('q')"):
    try: eval(bad)
    except OSError as e: print(type(e).__name__, e, e.errno, e.filename)
`,
  'hashes': `import hashlib, hmac, base64, uuid, binascii, zlib, secrets, string
print(hashlib.md5(b"a").hexdigest(), hashlib.sha1(b"a").hexdigest(), hashlib.sha256("é".encode()).hexdigest(), hashlib.sha512(b"").hexdigest()[:16], hashlib.new("sha256", b"x").hexdigest()[:8], hashlib.sha256(b"a").digest()[:4], hmac.new(b"k", b"m", hashlib.sha256).hexdigest(), hmac.compare_digest("a", "a"), base64.b64encode(b"hello?>"), base64.b64decode("aGk="), base64.urlsafe_b64encode(b"\\xff\\xfe"), base64.b32encode(b"hi"), base64.b16encode(b"hi"), uuid.uuid5(uuid.NAMESPACE_DNS, "example.com"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.UUID("12345678123456781234567812345678"), len(str(uuid.uuid4())), uuid.UUID(int=5), binascii.hexlify(b"ab"), bytes.fromhex("6162"), b"ab".hex(), zlib.crc32(b"hello"), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), string.ascii_letters, string.digits, string.punctuation, string.capwords("a bc"), string.Template("$a \${b}").substitute(a=1, b=2))
h = hashlib.sha256(); h.update(b"a"); h.update(b"b"); print(h.hexdigest(), h.name, h.digest_size)
`,
  'text': `import textwrap, pprint, html, urllib.parse as u, unicodedata, difflib, shlex, fnmatch, string
t = "The quick brown fox jumps over the lazy dog and runs away from it all day long."
print(textwrap.fill(t, 30)); print(textwrap.wrap(t, 40), textwrap.shorten(t, 20), textwrap.dedent("  a\\n    b\\n"), textwrap.indent("a\\nb", "> "))
pprint.pprint({"key%d" % i: list(range(8)) for i in range(4)}); pprint.pprint([1, 2]); print(pprint.pformat({"b": 1, "a": 2}))
print(html.escape("<a href='x'>&"), html.unescape("&lt;&amp;&#39;&eacute;"), u.quote("a b/c?é"), u.unquote("a%20b"), u.urlencode({"q": "a b", "n": 1}), u.urlparse("http://u@h:80/p;x?q=1#f"), u.urljoin("http://a/b/c", "../d"), u.parse_qs("a=1&a=2&b="), u.urlsplit("https://x.y/z?q#f").netloc, u.quote_plus("a b&"), u.parse_qsl("a=1"))
print(shlex.split("a 'b c' d\\\\ e"), shlex.quote("a b"), fnmatch.fnmatch("a.py", "*.py"), unicodedata.name("é"), unicodedata.normalize("NFD", "é").encode(), difflib.get_close_matches("appel", ["apple", "ape"]))
`,
  'numbers': `from decimal import Decimal, getcontext, ROUND_HALF_UP
from fractions import Fraction
import statistics as s, cmath
print(Decimal("0.1") + Decimal("0.2"), Decimal(1) / Decimal(3), Decimal("1.10") * 3, Decimal("2.675").quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), repr(Decimal("5")), Decimal("1E+3"), Decimal(0.1), int(Decimal("3.7")), Decimal("1.5") > 1, round(Decimal("1.25"), 1), Decimal("10").sqrt(), abs(Decimal("-1")), Decimal("7") // 2, Decimal("7") % 2, f"{Decimal('1234.5'):,.2f}")
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"), repr(Fraction(3, 6)), Fraction(7, 2) // 1, float(Fraction(1, 4)), Fraction(1, 3) * 3 == 1, Fraction(0.5), Fraction(5, 10).numerator)
print(s.mean([1, 2, 3, 4]), s.median([1, 3, 2]), s.mode([1, 1, 2]), s.stdev([1, 2, 3, 4]), s.pstdev([1, 2, 3]), s.variance([1, 2, 3]), s.median([1, 2, 3, 4]), s.fmean([1, 2]), s.harmonic_mean([1, 2]), s.quantiles([1, 2, 3, 4]), s.multimode("aab"), s.geometric_mean([1, 2, 4]), s.mean([0.1, 0.2, 0.3]))
getcontext().prec = 6; print(Decimal(1) / Decimal(7), cmath.sqrt(-1))
`,
  'contextlib and abc': `from contextlib import contextmanager, suppress, redirect_stdout, ExitStack, closing, nullcontext
from abc import ABC, abstractmethod
import io
@contextmanager
def tag(name):
    print(f"<{name}>")
    try: yield name.upper()
    finally: print(f"</{name}>")
with tag("b") as t: print(t)
with suppress(KeyError, ValueError): {}["x"]
out = io.StringIO()
with redirect_stdout(out): print("hidden")
print(repr(out.getvalue()))
with ExitStack() as stack:
    stack.enter_context(tag("x")); stack.callback(print, "callback")
with nullcontext(5) as n: print(n)
class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...
    @abstractmethod
    def name(self): ...
class Sq(Shape):
    area = 4
    def name(self): return "sq"
print(Sq().name(), Sq().area, issubclass(Sq, Shape))
try: Shape()
except TypeError as e: print(e)
`,
  'typing': `from typing import List, Dict, Optional, Union, Any, Callable, Tuple, TypeVar, Generic, NamedTuple, Protocol, Literal, Iterable, TypedDict
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T) -> None: self.v = v
class Emp(NamedTuple):
    name: str
    id: int = 3
class Movie(TypedDict):
    name: str
def f(a: List[int], b: Optional[str] = None, *c: int, **d: Dict[str, Any]) -> Union[int, None]: return len(a)
print(f([1]), Emp("x"), Box[int](5).v, Movie(name="a"), f.__annotations__["return"], List[int], Optional[str], Dict[str, int], Tuple[int, ...], Callable[[int], str], Union[int, str], Any, list[int], dict[str, int], int | None, Literal["a"], T)
x: int = 5
y: "str"
print(__annotations__, x)
`,
};
