'use strict';
// What is claimed about functions: what they throw, what they change.
const { addMethod, claim, flagsOf, refuse, show } = require('./assertion');
const said = (error) => (error instanceof Error ? String(error) : error);
const fits = (message, wanted) => (wanted instanceof RegExp ? wanted.test(message) : String(message).includes(wanted));
function throws(kind, text, note) {
  if (note) flagsOf(this).note = note;
  const { subject, negated } = flagsOf(this);
  if (typeof subject !== 'function') refuse(this, `expected ${show(subject)} to be a function`);
  if (typeof kind === 'string' || kind instanceof RegExp) [kind, text] = [undefined, kind];
  let error;
  let threw = false;
  try {
    subject();
  } catch (problem) {
    [error, threw] = [problem, true];
  }
  const bare = kind === undefined && text === undefined;
  if (bare || (!threw && !negated)) {
    const wanted = typeof kind === 'function' ? kind.name : kind instanceof Error ? show(said(kind)) : 'an error';
    claim(this, threw, [`expected ${show(subject)} to throw ${wanted}`, `expected ${show(subject)} to not throw an error but ${show(said(error))} was thrown`], bare && !threw ? undefined : [said(error), kind]);
    if (bare) {
      flagsOf(this).subject = error;
      return;
    }
  }
  if (!threw) return;
  if (kind !== undefined && !(negated && text !== undefined)) {
    const name = kind instanceof Error ? show(kind) : show(kind.name);
    const ok = kind instanceof Error ? error === kind : error instanceof kind;
    claim(this, ok, [`expected ${show(subject)} to throw ${name} but ${show(said(error))} was thrown`, `expected ${show(subject)} to not throw ${name}${said(error) ? ` but ${show(said(error))} was thrown` : ''}`], [said(error), kind instanceof Error ? kind : kind.name]);
  }
  if (text !== undefined) {
    const message = error?.message ?? error;
    const how = text instanceof RegExp ? 'matching' : 'including';
    const shown = text instanceof RegExp ? String(text) : show(text);
    claim(this, fits(message, text) && !(negated && kind !== undefined && !(error instanceof kind)), [`expected ${show(subject)} to throw error ${how} ${shown} but got ${show(message)}`, `expected ${show(subject)} to throw error not ${how} ${shown}`], [message, text]);
  }
  flagsOf(this).subject = error;
}
for (const name of ['throw', 'throws', 'Throw']) addMethod(name, throws);
for (const [name, test, done] of [['change', (a, b) => a !== b, 'change'], ['increase', (a, b) => b > a, 'increase'], ['decrease', (a, b) => b < a, 'decrease']]) addMethod(name, function (holder, key) {
  const { subject } = flagsOf(this);
  const look = () => (key === undefined ? holder() : holder[key]);
  const before = look();
  subject();
  const what = key === undefined ? show(holder) : `.${key}`;
  claim(this, test(before, look()), [`expected ${what} to ${done}`, `expected ${what} to not ${done}`], [before, look()]);
});
