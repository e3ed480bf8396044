const { expect, assert } = require('chai');
describe('math', function () {
  it('adds', () => { expect(1 + 1).to.equal(2); });
  it('fails', () => { expect(1 + 1).to.equal(3); });
  it('deep', () => { expect({ a: 1, b: [1, 2] }).to.deep.equal({ a: 1, b: [1, 3] }); });
  describe('inner', () => {
    it.skip('later', () => {});
    it('slow', function (done) { this.timeout(50); setTimeout(done, 200); });
    it('assert', () => assert.strictEqual('abc', 'abd'));
    it('throws', () => { throw new TypeError('boom'); });
    it('str', () => { expect('foo').to.include('z'); });
    it('pending');
  });
});
describe('hooks', () => {
  before(() => { throw new Error('no db'); });
  it('x', () => {});
});
