import json
o = {'name': 'Ann', 'n': 1.5, 'ok': True, 'none': None, 'list': [1, 'a'], 'u': 'é', 'q': 'a"b\n'}
print(json.dumps(o)); print(json.dumps(o, indent=2)); print(json.dumps(o, sort_keys=True, ensure_ascii=False, separators=(',', ':'))); print(json.loads('{"a": [1, 2.0, "x", null, true]}'))
print(json.dumps({1: 2, 'e': [], 'o': {}}, indent=4), json.dumps('x'), json.dumps([1, (2, 3)]))
try: json.loads('{bad')
except json.JSONDecodeError as e: print(e)
try: json.dumps({'s': {1}})
except TypeError as e: print(e)
try: json.loads('')
except ValueError as e: print(e)
