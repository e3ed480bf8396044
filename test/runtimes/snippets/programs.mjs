/** Small programs with an output of their own. */
export default {
  argparse: `import argparse, sys
p = argparse.ArgumentParser(prog="tool", description="Does things.", epilog="Bye.")
p.add_argument("file", help="the file")
p.add_argument("more", nargs="*", help="more files")
p.add_argument("-v", "--verbose", action="store_true", help="say more")
p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (default: %(default)s)")
p.add_argument("--mode", choices=["fast", "slow"], help="the mode")
p.add_argument("--tag", action="append")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
print(p.parse_args(["a.txt", "-v", "-n", "5", "--mode=fast", "--tag", "x", "--tag", "y"]))
print(vars(p.parse_args(["a", "b", "c"])))
for argv in (["-h"], [], ["a", "-n", "x"], ["a", "--mode", "odd"], ["a", "--nope"], ["--version"], ["a", "-n"]):
    try: p.parse_args(argv)
    except SystemExit as e: print("exit", e.code); sys.stdout.flush()
`,
  subparsers: `import argparse
p = argparse.ArgumentParser(prog="git")
s = p.add_subparsers(dest="cmd", required=True, help="what to do")
a = s.add_parser("add", help="add a file"); a.add_argument("path"); a.set_defaults(go=1)
c = s.add_parser("commit", help="commit"); c.add_argument("-m", required=True)
print(p.parse_args(["add", "x"]))
for argv in (["-h"], [], ["push"], ["commit"]):
    try: p.parse_args(argv)
    except SystemExit as e: print("exit", e.code)
`,
  logging: `import logging, sys
logging.warning("first %s", "w"); logging.info("hidden")
log = logging.getLogger("app.db"); log.setLevel(logging.DEBUG)
h = logging.StreamHandler(sys.stdout); h.setFormatter(logging.Formatter("%(levelname)-8s %(name)s:%(funcName)s %(message)s")); log.addHandler(h); log.propagate = False
def work(): log.debug("d %d", 5); log.error("e"); log.critical("c")
work(); print(log, logging.getLogger(), log.level, log.getEffectiveLevel(), logging.getLevelName(20), log.isEnabledFor(10), h.level)
try: 1 / 0
except ZeroDivisionError: log.exception("oops")
log.info("tuple %s %s", 1, 2); log.warning("%(a)s", {"a": 1}); log.log(25, "between")
root = logging.getLogger(); print(root.handlers, root.level)
`,
  'logging levels': `import logging
logging.basicConfig(level=logging.INFO, format="%(asctime)s|%(levelname)s|%(name)s|%(message)s", datefmt="DATE")
logging.debug("no"); logging.info("yes"); logging.getLogger("x").warning("child"); logging.error("bad %s", {"a": 1})
logging.disable(logging.CRITICAL); logging.error("silent")
`,
  unittest: `import unittest
class TestMath(unittest.TestCase):
    def setUp(self): self.x = 5
    def test_add(self): self.assertEqual(1 + 1, 2)
    def test_fail(self): self.assertEqual(self.x, 6)
    def test_error(self): raise KeyError("boom")
    @unittest.skip("later")
    def test_skip(self): pass
    def test_raises(self):
        with self.assertRaises(ValueError): int("x")
    def test_true(self): self.assertTrue([], "empty")
    def test_in(self): self.assertIn(3, [1, 2])
if __name__ == "__main__": unittest.main()
`,
  'unittest verbose': `import unittest
class T(unittest.TestCase):
    def test_a(self):
        "What it does."
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
    def test_b(self): self.assertIsNone(None)
    @unittest.expectedFailure
    def test_c(self): self.assertEqual(1, 2)
unittest.main(verbosity=2)
`,
  doctest: `def add(a, b):
    """Adds.

    >>> add(1, 2)
    3
    >>> add(1, 1)
    3
    """
    return a + b
import doctest
print(doctest.testmod())
`,
  'exit code': `import sys, atexit
atexit.register(print, "at exit")
def main():
    print("main")
    return 4
if __name__ == "__main__": sys.exit(main())
`,
  configparser: `import configparser, io, sys
c = configparser.ConfigParser(); c.read_string("[DEFAULT]\\nretries = 3\\n[db]\\nhost = localhost\\nport: 5432\\nurl = %(host)s/x\\non = yes\\n")
print(c.sections(), c["db"]["host"], c.getint("db", "port"), c.getboolean("db", "on"), c.get("db", "url"), c.get("db", "nope", fallback="fb"), dict(c["db"]), "db" in c, c.has_option("db", "x"))
c["new"] = {"a": "1"}; c.set("new", "b", "2"); c.write(sys.stdout)
for bad in ("c.get('q', 'x')", "c.get('db', 'x')", "c.add_section('db')"):
    try: eval(bad)
    except Exception as e: print(type(e).__name__, e)
`,
  inspect: `import inspect, types, copy, weakref, operator, platform, getpass, io, struct, array
def f(a, b: int = 2, *args, c, **kw) -> str: "Doc."
print(inspect.signature(f), inspect.getdoc(f), inspect.isfunction(f), list(inspect.signature(f).parameters), f.__defaults__, f.__kwdefaults__, types.SimpleNamespace(a=1, b="x"), copy.deepcopy([[1]]), struct.pack(">IH", 1, 2), struct.unpack("<h", b"\\x01\\x00"), struct.calcsize("i"), array.array("i", [1, 2]), io.BytesIO(b"ab").read(1), platform.system(), platform.python_implementation(), callable(f), inspect.isclass(int), types.FunctionType, isinstance(f, types.FunctionType))
b = io.StringIO("a\\nb"); print(b.readline(), list(b), b.getvalue(), b.tell())
`,
  sys: `import sys
print(sys.argv, sys.version_info[:2], sys.version_info.major, sys.platform, sys.maxsize, sys.byteorder, len(sys.path) > 0, sys.getrecursionlimit(), sys.implementation.name, sys.stdout.encoding, sys.stdin.isatty(), "os" in sys.modules, sys.float_info.max, sys.float_info.epsilon, sys.getsizeof(1), sys.intern("a"), sys.exc_info(), sys.flags.optimize, sys.version_info >= (3, 8), sys.version_info)
sys.stderr.write("err\\n")
print(__name__, __doc__, __file__.split("/")[-1])
print(globals()["__name__"], sorted(k for k in dir() if not k.startswith("__")))
`,
  'this': `import this
`,
  'xml': `import xml.etree.ElementTree as ET
root = ET.fromstring("<a x='1'><b>t</b><b>u</b><c/></a>")
print(root.tag, root.attrib, [b.text for b in root.findall("b")], root.find("c"), ET.tostring(root))
`,
  sqlite3: `import sqlite3
db = sqlite3.connect(":memory:"); db.execute("create table t (a, b)"); db.execute("insert into t values (1, 'x')"); print(db.execute("select * from t").fetchall())
`,
  zip: `import zipfile, gzip, tarfile, zlib
print(zlib.decompress(zlib.compress(b"hello" * 10)), gzip.decompress(gzip.compress(b"x")))
`,
  pickle: `import pickle
print(pickle.loads(pickle.dumps({"a": [1, 2]})))
`,
};
