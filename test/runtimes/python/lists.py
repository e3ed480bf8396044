a = [5, 3, 8]
a.sort(); a.append(1); a.extend([7, 7]); a.insert(0, 0); a.remove(7); print(a, a.pop(), a.pop(0), a.index(8), a.count(7), a[::-1], a[1:3], a[-1])
print(sorted(a, key=lambda x: -x), list(reversed(a)), [x*y for x in range(3) for y in range(2) if x != y], list(zip('ab', [1, 2])), list(map(str, a)), list(filter(None, [0, 1])), any(a), all(a))
b, *c = a; print(b, c); (x, y), z = (1, 2), 3; print(x, y, z)
m = [[0] * 3 for _ in range(2)]; m[1][2] = 5; print(m, [*range(3), *'ab'], list(range(10, 0, -3)), a + [1], a * 2, a.copy() == a, (1,), (1, 2) + (3,), tuple('ab'))
a[1:2] = [9, 9]; del a[0]; a.clear(); print(a, range(5), list(enumerate('ab')))
print([1, 'a', None, True, 2.5, (1,), {'k': [1]}], str([1, 'a']), type(1), type('a'), type([]), type(None))
