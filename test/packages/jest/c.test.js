const calls = [];
beforeAll(() => { calls.push('beforeAll'); });
beforeEach(() => { calls.push('beforeEach'); });
afterEach(() => { calls.push('afterEach'); });
afterAll(() => { console.log(calls.join(' ')); });
describe.each([{ n: 1 }, { n: 2 }])('with $n', ({ n }) => {
  it('counts', () => { expect(n).toBeGreaterThan(0); });
});
describe('outer', () => {
  describe('inner', () => {
    it.skip('skipped', () => {});
    test.todo('todo');
    it('mock functions', () => {
      const fn = jest.fn((x) => x * 2).mockName('double');
      fn(2); fn(3);
      expect(fn.mock.calls).toEqual([[2], [3]]);
      expect(fn.mock.results[1].value).toBe(6);
      expect(fn).toHaveBeenNthCalledWith(2, 3);
      expect(fn).toHaveLastReturnedWith(6);
      expect(fn.mock.lastCall).toEqual([3]);
      fn.mockReturnValueOnce('a').mockReturnValue('b');
      expect([fn(), fn(), fn()]).toEqual(['a', 'b', 'b']);
      expect({ a: 1, b: 'x', c: [1] }).toEqual(expect.objectContaining({ a: expect.any(Number), c: expect.arrayContaining([1]) }));
      expect('abc').toEqual(expect.stringMatching(/b/));
      expect({ a: 1, b: 2 }).toMatchObject({ a: 1 });
      expect(() => { throw new RangeError('far'); }).toThrow(RangeError);
      expect(0.1 + 0.2).toBeCloseTo(0.3);
      expect.assertions(12);
      expect([{ a: 1 }]).toContainEqual({ a: 1 });
    });
    it('inline', () => { expect(new Map([['a', { b: [1, { c: 2 }] }]])).toMatchSnapshot(); });
  });
});
