'use strict';
// What is claimed about the parts of a value: its properties, keys and members.
const { Assertion, addChainable, addMethod, claim, flagsOf, refuse, same, show } = require('./assertion');
const noted = (self, note) => {
  if (note) flagsOf(self).note = note;
  return flagsOf(self);
};
const steps = (path) => path.replace(/\[(\w+)\]/g, '.$1').split('.').filter(Boolean);
const inside = (value, path) => steps(path).reduce((at, key) => (at === null || at === undefined ? undefined : at[key]), value);
function property(name, ...rest) {
  const { subject, nested, own, deep, negated } = noted(this, rest[1]);
  if (subject === null || subject === undefined) refuse(this, 'Target cannot be null or undefined.');
  const holder = nested ? steps(name).slice(0, -1).reduce((at, key) => at?.[key], subject) : subject;
  const key = nested ? steps(name).at(-1) : name;
  const has = holder !== null && holder !== undefined && (own ? Object.prototype.hasOwnProperty.call(Object(holder), key) : key in Object(holder));
  const value = nested ? inside(subject, name) : subject[name];
  const what = `${deep ? 'deep ' : ''}${own ? 'own ' : ''}${nested ? 'nested ' : ''}property `;
  if (!negated || rest.length === 0) claim(this, has, [`expected ${show(subject)} to have ${what}${show(name)}`, `expected ${show(subject)} to not have ${what}${show(name)}`]);
  if (rest.length > 0) claim(this, has && (deep ? same(rest[0], value) : rest[0] === value), [`expected ${show(subject)} to have ${what}${show(name)} of ${show(rest[0])}, but got ${show(value)}`, `expected ${show(subject)} to not have ${what}${show(name)} of ${show(rest[0])}`], [value, rest[0]]);
  flagsOf(this).subject = value;
}
addMethod('property', property);
for (const name of ['ownProperty', 'haveOwnProperty']) addMethod(name, function (...values) {
  flagsOf(this).own = true;
  property.apply(this, values);
});
function include(part, note) {
  const flags = noted(this, note);
  const { subject, deep, negated } = flags;
  const equal = (one) => (deep ? same(one, part) : one === part || (Number.isNaN(one) && Number.isNaN(part)));
  let has;
  if (typeof subject === 'string') has = subject.includes(part);
  else if (Array.isArray(subject)) has = subject.some(equal);
  else if (subject instanceof Set || subject instanceof Map) has = [...subject.values()].some(equal);
  else {
    if (part !== Object(part)) refuse(this, `the given combination of arguments (${typeof subject} and ${typeof part}) is invalid for this assertion. You can use an array, a map, an object, a set, a string, or a weakset instead of a ${typeof part}`);
    for (const key of Object.keys(part)) {
      const one = new Assertion(subject, flags.note);
      Object.assign(flagsOf(one), { negated, deep, nested: flags.nested, own: flags.own });
      one.property(key, part[key]);
    }
    return;
  }
  claim(this, has, [`expected ${show(subject)} to ${deep ? 'deep ' : ''}include ${show(part)}`, `expected ${show(subject)} to not ${deep ? 'deep ' : ''}include ${show(part)}`]);
}
for (const name of ['include', 'includes', 'contain', 'contains']) addChainable(name, include, function () { flagsOf(this).contains = true; });

function keys(...given) {
  const { subject, any, contains } = flagsOf(this);
  const wanted = given.length === 1 && Array.isArray(given[0]) ? given[0] : given.length === 1 && given[0] === Object(given[0]) ? Object.keys(given[0]) : given;
  if (wanted.length === 0) refuse(this, 'keys required');
  const have = subject instanceof Map || subject instanceof Set ? [...subject.keys()] : Reflect.ownKeys(subject).filter((key) => Object.prototype.propertyIsEnumerable.call(subject, key));
  const found = wanted.filter((key) => have.some((one) => String(one) === String(key)));
  const ok = any ? found.length > 0 : found.length === wanted.length && (contains || have.length === wanted.length);
  const shown = wanted.map((key) => show(key));
  const list = shown.length > 1 ? `${shown.slice(0, -1).join(', ')}, ${any ? 'or' : 'and'} ${shown.at(-1)}` : shown[0];
  const text = `${contains ? 'contain' : 'have'} ${wanted.length > 1 ? 'keys' : 'key'} ${list}`;
  claim(this, ok, [`expected ${show(subject)} to ${text}`, `expected ${show(subject)} to not ${text}`], [[...have].sort(), [...wanted].sort()]);
}
for (const name of ['keys', 'key']) addMethod(name, keys);

addMethod('members', function (list, note) {
  const { subject, deep, ordered, contains } = noted(this, note);
  const equal = (a, b) => (deep ? same(a, b) : a === b);
  let ok;
  if (ordered) ok = (contains || subject.length === list.length) && list.every((one, i) => equal(one, subject[i]));
  else {
    const left = [...subject];
    ok = (contains || subject.length === list.length) && list.every((one) => {
      const at = left.findIndex((each) => equal(each, one));
      if (at !== -1 && !contains) left.splice(at, 1);
      return at !== -1;
    });
  }
  const what = contains ? `be ${ordered ? 'an ordered superset' : 'a superset'} of` : `have the same ${ordered ? 'ordered ' : ''}members as`;
  claim(this, ok, [`expected ${show(subject)} to ${what} ${show(list)}`, `expected ${show(subject)} to not ${what} ${show(list)}`], [subject, list]);
});
