/** Loops that change what they go through, keys that can't be any, and calls that take too long. */
export default {
  'dictionary shrinks': `d = {1: 2, 3: 4}
for k in d:
    del d[k]
`,
  'dictionary grows': `d = {1: 2}
for k, v in d.items():
    d[k + 1] = 1
`,
  'set grows': `s = {1, 2}
for x in s:
    s.add(x + 10)
`,
  'unhashable key': `d = {}
d[[1]] = 2
`,
  'loops that go on': `import json, subprocess
def f():
    d = {'a': 1, 'b': 2}
    for k in d: print(k)
    for k, v in d.items(): print(k, v)
    for k in d.keys():
        if k == 'a': continue
        break
    else: print('no')
    try:
        for k in d: d.pop(k)
    except RuntimeError as e: print(e)
    class A:
        pass
    a = A(); a.d = {1: 1}
    for k in a.d: print(k)
    for x in [1], {3}: print(x)
    for k in list(d): del d[k]
    print(d)
    for x in None: pass
try: f()
except TypeError as e: print(e)
try: json.dumps({(1, 2): 3})
except TypeError as e: print(e)
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 2}))
`,
};
