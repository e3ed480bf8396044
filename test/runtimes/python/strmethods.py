s = "hello world"
print(s.title(), s.capitalize(), s.upper(), s.swapcase(), s.center(21, '*'), s.ljust(15, '.'), s.rjust(15), '42'.zfill(5), '-42'.zfill(5))
print(s.split(), s.split('o'), s.rsplit('o', 1), s.partition(' '), s.rpartition('o'), s.replace('l', 'L', 1), s.find('wor'), s.index('o'), s.count('l'))
print('abc'.isalpha(), '123'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'Ab'.islower(), 'AB'.isupper(), 'abc'.startswith(('a', 'x')), 'abc'.endswith('bc'))
print(','.join(['a', 'b']), 'a-b-c'.split('-', 1), '  x '.strip(), 'xxhixx'.strip('x'), 'line1\nline2\r\nline3'.splitlines(), 'tab\there'.expandtabs(4))
print('prefix-x'.removeprefix('prefix-'), 'x.txt'.removesuffix('.txt'), 'ß'.casefold(), 'hello'.translate(str.maketrans('el', 'ip')), 'abc'[::-1], 'abc' * 2, 'b' in 'abc')
print('{} {1}'.format if False else '{0} {name} {0!r:>5}'.format('a', name='b'), '%s is %d years, %.1f%% %5s|%-5s| %x' % ('Ann', 30, 99.5, 'r', 'l', 255), 'é'.encode(), b'\xc3\xa9'.decode('utf-8'), ord('a'), chr(8364))
