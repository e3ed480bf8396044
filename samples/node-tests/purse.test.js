const { Purse } = require('./purse');

describe('a purse', () => {
  let purse;
  beforeEach(() => {
    purse = new Purse(50);
  });

  test('adds up', () => {
    expect(purse.add(25).add(25).cents).toBe(100);
  });
  test('writes amounts', () => {
    expect(String(purse)).toEqual('0.50 €');
  });
  test('refuses nothing', () => {
    expect(() => purse.add(0)).toThrow('add something');
  });
});
