const { sum, load, log } = require('./sum');
jest.mock('./http');
const http = require('./http');
const user = require('./user');

describe('sum', () => {
  test('adds', () => {
    expect(sum(1, 2)).toBe(3);
  });

  test('fails', () => {
    expect(sum(1, 2)).toBe(4);
  });

  test.each([[1, 1, 2], [2, 2, 5]])('adds %i + %i', (a, b, c) => {
    expect(sum(a, b)).toBe(c);
  });

  test('objects', () => {
    expect({ a: 1, b: [1, 2], c: 'x' }).toEqual({ a: 1, b: [1, 3], c: 'x' });
  });
});

test('mocks', async () => {
  http.get.mockResolvedValue({ data: { name: 'Ann' } });
  expect(await user.find(1)).toEqual({ name: 'Ann' });
  expect(http.get).toHaveBeenCalledWith('/users/1');
  expect(http.get).toHaveBeenCalledTimes(2);
});

test('rejects', async () => {
  await expect(load()).rejects.toThrow('no network');
  await load();
});

test('spy', () => {
  const spy = jest.spyOn(console, 'log').mockImplementation(() => {});
  log(5);
  expect(spy).toHaveBeenCalledWith('value', 6);
});

test('timers', () => {
  jest.useFakeTimers();
  const fn = jest.fn();
  setTimeout(fn, 1000);
  jest.advanceTimersByTime(999);
  expect(fn).not.toHaveBeenCalled();
  jest.runAllTimers();
  expect(fn).toHaveBeenCalledTimes(1);
  jest.useRealTimers();
});

test('snapshot', () => {
  expect({ b: 2, a: [1, 'x'], d: new Date(0), f: () => 1, n: null, u: undefined }).toMatchSnapshot();
  expect('text').toMatchSnapshot('named');
});

test('logs', () => {
  console.log('hello', { a: 1 });
  console.error('bad');
});

test.skip('later', () => {});
test.todo('write me');

test('throws', () => {
  expect(() => { throw new TypeError('boom'); }).toThrow('bang');
});

test('strings', () => {
  expect('hello world\nline two').toBe('hello there\nline two');
});

test('never called', () => {
  expect(jest.fn()).toHaveBeenCalled();
});

test('length and contain', () => {
  expect([1, 2, 3]).toContain(4);
});

test('match', () => {
  expect('abc').toMatch(/x/);
});

test('truthy', () => {
  expect(0).toBeTruthy();
});

test('property', () => {
  expect({ a: { b: 1 } }).toHaveProperty('a.c', 2);
});

test('greater', () => {
  expect(1).toBeGreaterThan(2);
});

test('not', () => {
  expect(1).not.toBe(1);
});

test('timeout', async () => {
  await new Promise(() => {});
}, 50);
