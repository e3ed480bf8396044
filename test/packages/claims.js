// What is claimed, and what chai says where it isn't so; the lines beside it are those of chai 4.5.0.
const { expect, assert } = require('chai');
const tries = [
()=>expect([1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]).to.equal(3),
()=>expect({name:'alice in wonderland',age:30,email:'alice@example.com',other:1}).to.equal(3),
()=>expect('a very long string that goes on and on and on and on').to.equal('x'),
()=>expect(undefined).to.be.true, ()=>expect(1).to.be.false, ()=>expect(1).to.be.null, ()=>expect(1).to.be.undefined, ()=>expect(0).to.be.ok, ()=>expect(1).to.not.be.ok,
()=>expect(1).to.be.NaN, ()=>expect(null).to.exist, ()=>expect(1).to.not.exist, ()=>expect([1]).to.be.empty, ()=>expect([]).to.not.be.empty,
()=>expect(1).to.be.a('string'), ()=>expect(1).to.be.an('array'), ()=>expect(1).to.not.be.a('number'), ()=>expect([1,2]).to.include(3), ()=>expect({a:1}).to.include({a:2}), ()=>expect('abc').to.not.include('a'),
()=>expect([{a:1}]).to.deep.include({a:2}),
()=>expect(1).to.be.above(2), ()=>expect(1).to.be.below(0), ()=>expect(1).to.be.at.least(2), ()=>expect(1).to.be.at.most(0), ()=>expect(1).to.be.within(2,3), ()=>expect(1).to.be.closeTo(2,0.5),
()=>expect(1).to.not.be.above(0),
()=>expect({}).to.be.instanceof(Array), ()=>expect({a:1}).to.have.property('b'), ()=>expect({a:1}).to.have.property('a',2), ()=>expect({a:1}).to.not.have.property('a'), ()=>expect({a:{b:1}}).to.have.nested.property('a.c'), ()=>expect({a:1}).to.have.own.property('b'),
()=>expect([1]).to.have.lengthOf(2), ()=>expect([1]).to.have.length(2), ()=>expect('abc').to.have.length.above(5), ()=>expect([1]).to.not.have.lengthOf(1),
()=>expect({a:1}).to.have.keys('a','b'), ()=>expect({a:1}).to.have.all.keys(['b']), ()=>expect({a:1}).to.have.any.keys('b','c'), ()=>expect({a:1,b:2}).to.include.keys('c'), ()=>expect({a:1}).to.not.have.keys('a'), ()=>expect({a:1}).to.not.have.any.keys('a','b'),
()=>expect('abc').to.match(/x/), ()=>expect('abc').to.not.match(/a/), ()=>expect('abc').to.startWith, ()=>expect('abc').to.have.string('x'),
()=>expect([1,2]).to.have.members([1,3]), ()=>expect([1,2]).to.include.members([3]), ()=>expect([1,2]).to.have.ordered.members([2,1]), ()=>expect([{a:1}]).to.have.deep.members([{a:2}]),
()=>expect(1).to.be.oneOf([2,3]), ()=>expect(1).to.satisfy((x)=>x>2),
()=>expect(()=>{}).to.throw(), ()=>expect(()=>{}).to.throw(TypeError), ()=>expect(()=>{throw new Error('a')}).to.throw(TypeError), ()=>expect(()=>{throw new Error('a')}).to.throw('b'), ()=>expect(()=>{throw new Error('a')}).to.throw(/b/), ()=>expect(()=>{throw new Error('a')}).to.not.throw(), ()=>expect(()=>{throw new Error('a')}).to.throw(Error,'b'), ()=>expect(()=>{throw new Error('ab')}).to.not.throw('a'), ()=>expect(()=>{throw new Error('ab')}).to.not.throw(Error), ()=>expect(function foo(){}).to.throw(),
()=>expect(1,'note').to.equal(2), ()=>expect(1).to.equal(2,'note2'), ()=>expect(1).to.not.equal(1), ()=>expect({a:1}).to.not.deep.equal({a:1}), ()=>expect({a:1}).to.not.eql({a:1}), ()=>expect({a:1}).to.eql({a:2}),
()=>expect(1).to.foo, ()=>expect(1).to.be.tru, ()=>expect({}).to.respondTo('x'), ()=>expect.fail(), ()=>expect.fail('why'), ()=>assert.fail(), ()=>assert(false), ()=>assert(0,'msg'), ()=>assert.equal(1,2), ()=>assert.equal(1,2,'m'), ()=>assert.strictEqual(1,'1'), ()=>assert.notEqual(1,1), ()=>assert.deepEqual({a:1},{a:2}), ()=>assert.isTrue(1), ()=>assert.isFalse(1), ()=>assert.isNull(1), ()=>assert.isNotNull(null), ()=>assert.isUndefined(1), ()=>assert.isDefined(undefined), ()=>assert.isArray(1), ()=>assert.isString(1), ()=>assert.isNumber(''), ()=>assert.isObject(1), ()=>assert.isFunction(1), ()=>assert.isBoolean(1), ()=>assert.typeOf(1,'string'), ()=>assert.instanceOf({},Array), ()=>assert.include([1],2), ()=>assert.include('abc','z'), ()=>assert.notInclude([1],1), ()=>assert.lengthOf([1],2), ()=>assert.property({},'a'), ()=>assert.propertyVal({a:1},'a',2), ()=>assert.match('a',/b/), ()=>assert.throws(()=>{}), ()=>assert.throws(()=>{throw new Error('x')},/y/), ()=>assert.isAbove(1,2), ()=>assert.isAtLeast(1,2), ()=>assert.isBelow(2,1), ()=>assert.exists(null), ()=>assert.isOk(0), ()=>assert.isNotOk(1), ()=>assert.ok(0), ()=>assert.isEmpty([1]), ()=>assert.isNotEmpty([]), ()=>assert.sameMembers([1],[2]), ()=>assert.oneOf(1,[2]), ()=>assert.hasAllKeys({a:1},['b']), ()=>assert.closeTo(1,2,0.1), ()=>assert.doesNotThrow(()=>{throw new Error('q')}), ()=>assert.isNaN(1), ()=>assert.notStrictEqual(1,1), ()=>assert.notDeepEqual([1],[1]),
()=>{require('chai').should(); (5).should.equal(6)}, ()=>'abc'.should.be.a('number'), ()=>[1].should.have.lengthOf(2), ()=>expect(new Date(0)).to.equal(1), ()=>expect(null).to.equal(undefined), ()=>expect(Symbol('a')).to.equal(1), ()=>expect(new Error('e')).to.equal(1), ()=>expect([undefined,null,'s']).to.equal(1), ()=>expect({a:{b:{c:{d:1}}}}).to.equal(1), ()=>expect(class A{}).to.equal(1), ()=>expect(()=>{}).to.equal(1), ()=>expect(Object.create(null)).to.equal(1), ()=>expect(new (class Foo{constructor(){this.a=1}})).to.equal(1), ()=>expect(1).to.be.lengthOf(1), ()=>expect(undefined).to.have.property('a'), ()=>expect('a').to.be.above(1), ()=>expect(1).to.be.equal(1).and.be.above(3),()=>expect([]).to.be.false, ()=>expect(5).to.be.greaterThanOrEqual,
];
for (const claim of tries) {
  const said = String(claim).slice(4);
  try {
    claim();
    console.log(said, '\n    holds');
  } catch (error) {
    console.log(said, '\n   ', error.name, '|', error.message);
  }
}
