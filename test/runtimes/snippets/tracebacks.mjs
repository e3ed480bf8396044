/** Programs that end in an exception: what CPython writes of it. */
export default {
  from: `def load(name):
    try:
        return {"a": 1}[name]
    except KeyError as error:
        raise RuntimeError(f"no setting {name!r}") from error

load("b")
`,
  during: `def parse(text):
    try:
        return int(text)
    except ValueError:
        return fallback(text)

def fallback(text):
    return len(text) + text

parse("abc")
`,
  'from none': `try:
    1 / 0
except ZeroDivisionError:
    raise ValueError("bad input") from None
`,
  reraise: `def work():
    raise OSError("disk on fire")

try:
    work()
except OSError as error:
    print("caught", error)
    raise
`,
  recursion: `def down(n):
    return down(n + 1)

down(0)
`,
  division: `def average(values):
    total = sum(values)
    return total / len(values)

print(average([1, 2, 3]))
print(average([]))
`,
  'call in call': `def inner(x):
    return x["key"]["deep"]

def outer(x):
    result = inner(x) + 1
    return result

print("before", outer({"key": {}}))
`,
  name: `total = 10
print(totl)
`,
  'name in function': `def greet(name):
    message = "Hello " + name
    return mesage
greet("x")
`,
  'name of builtin': `primt("hi")
`,
  'name far': `print(completely_unknown)
`,
  'forgotten import': `print(os.getcwd())
`,
  attribute: `class Dog:
    def __init__(self):
        self.name = "Rex"
    def bark(self):
        return "woof"

dog = Dog()
print(dog.nme)
`,
  'attribute of string': `word = "hello"
print(word.uper())
`,
  'attribute of none': `import re
found = re.search("x", "abc")
print(found.group(0))
`,
  'attribute of list': `items = [1, 2]
items.push(3)
`,
  'attribute of module': `import math
print(math.squareroot(4))
`,
  'key': `config = {"host": "db", "port": 5432}
print("connecting to", config["host"], config["prot"])
`,
  'key number': `print({1: "a"}[2])
`,
  'index': `items = ["a", "b"]
for i in range(3):
    print(items[i])
`,
  'module not found': `import json
import requestz
`,
  'import name': `from math import squareroot
`,
  'exit text': `import sys
print("working")
sys.exit("cannot connect to database")
`,
  'exit number': `import sys
try:
    sys.exit(3)
finally:
    print("clean")
`,
  'exit zero': `raise SystemExit
`,
  'assert message': `def area(w, h):
    assert w > 0, "width must be positive"
    return w * h
area(-1, 2)
`,
  'assert bare': `x = 5
assert x == 6
`,
  'own exception': `class AppError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {self.args[0]}"

class NotThere(AppError):
    pass

raise NotThere(404, "no such page")
`,
  'own empty': `class Quiet(Exception):
    pass
def go():
    raise Quiet
go()
`,
  'two arguments': `raise ValueError("bad", 42)
`,
  'in method': `class Account:
    def __init__(self, balance):
        self.balance = balance
    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError("Insufficient funds: have %d, need %d" % (self.balance, amount))
        self.balance -= amount

account = Account(10)
account.withdraw(5)
account.withdraw(50)
`,
  'in lambda': `f = lambda x: x / 0
print(list(map(f, [1, 2])))
`,
  'in comprehension': `values = ["1", "two", "3"]
numbers = [int(v) for v in values]
`,
  'in generator': `def numbers():
    yield 1
    raise RuntimeError("dried up")
for n in numbers():
    print(n)
`,
  'in class body': `class Broken:
    size = 1 + "a"
`,
  'in with': `class Guard:
    def __enter__(self):
        print("enter")
    def __exit__(self, kind, error, trace):
        print("exit", kind.__name__)
with Guard():
    open("missing.txt")
`,
  'many lines': `result = max(
    1,
    int("x"),
    3,
)
`,
  'long call': `print(
    "a",
    undefined_thing,
)
`,
  'chain of three': `try:
    try:
        int("a")
    except ValueError as e:
        raise KeyError("step two") from e
except KeyError as e:
    raise RuntimeError("step three")
`,
  'thread': `import threading
def work():
    raise ValueError("in thread")
t = threading.Thread(target=work)
t.start()
t.join()
print("main goes on")
`,
  'threads named': `import threading
def f(n):
    print(10 / n)
for n in (5, 0):
    t = threading.Thread(target=f, args=(n,), name=f"worker-{n}")
    t.start()
    t.join()
`,
  'finally': `def f():
    try:
        return 1 + None
    finally:
        print("cleanup")
f()
`,
  'format exc': `import traceback
def f():
    return [][0]
try:
    f()
except IndexError:
    print(traceback.format_exc())
    traceback.print_exc()
print("done")
`,
  'logging exception': `import logging
logging.basicConfig(format="%(levelname)s:%(message)s")
try:
    {}["x"]
except KeyError:
    logging.exception("lookup failed")
`,
  'unbound local': `count = 0
def up():
    count += 1
up()
`,
  'missing argument': `def greet(name, greeting):
    print(greeting, name)
greet("Ann")
`,
  'missing two': `def f(a, b, c):
    pass
f()
`,
  'extra argument': `class Point:
    def __init__(self, x):
        self.x = x
Point(1, 2, 3)
`,
  'wrong keyword': `def f(size=1):
    return size
f(sise=2)
`,
  'not callable': `name = "x"
name()
`,
  'concatenate': `age = 30
print("I am " + age + " years old")
`,
  'add int str': `total = 5 + "5"
`,
  'minus': `print("a" - 1)
`,
  'string index': `s = "abc"
s[0] = "x"
`,
  'not subscriptable': `def f(x): return x
print(f[0])
`,
  'none subscript': `data = None
print(data["a"])
`,
  'unpack': `a, b = [1, 2, 3]
`,
  'json': `import json
json.loads("{'a': 1}")
`,
  'value int': `age = int("twelve")
`,
  'file': `with open("/nope/config.json") as f:
    print(f.read())
`,
  'decode': `b"caf\\xe9".decode("utf-8")
`,
  'encode': `"caf\\u00e9".encode("ascii")
`,
  'stop': `it = iter([])
next(it)
`,
  'not implemented': `class Shape:
    def area(self):
        raise NotImplementedError("subclasses must do this")
class Square(Shape):
    pass
print(Square().area())
`,
  'abstract': `from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
Shape()
`,
  'keyboard interrupt': `raise KeyboardInterrupt
`,
  'group': `raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])
`,
  'syntax in eval': `eval("1 +")
`,
  'syntax in exec': `exec("x = = 1")
`,
  'nested function': `def outer():
    def inner():
        raise LookupError("deep")
    inner()
outer()
`,
  'note': `error = ValueError("wrong")
error.add_note("look at line 3")
raise error
`,
  'warning': `import warnings
warnings.warn("old thing", DeprecationWarning)
warnings.warn("take care")
`,
};
