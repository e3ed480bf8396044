import re
print(re.findall(r'\d+', 'a1b22'), re.sub(r'(\w+)@(\w+)', r'\2 at \1', 'ann@home'), re.match(r'(?P<y>\d{4})-(?P<m>\d\d)', '2024-05-06').groupdict(), re.split(r'[,;]\s*', 'a, b;c'), bool(re.search('x', 'abc')), re.compile(r'^b', re.M).findall('a\nb'), re.match('a', 'abc').span(), re.fullmatch(r'\w+', 'abc').group(0), [m.start() for m in re.finditer('a', 'banana')])
print(re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.search(r'(a)(b)?', 'ac').groups(), re.escape('a.b'))
