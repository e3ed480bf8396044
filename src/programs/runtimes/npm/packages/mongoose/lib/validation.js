'use strict';
// What a schema asks of values, in mongoose's words.
const { ValidatorError } = require('./errors.js');

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
const pair = (rule) => (Array.isArray(rule) && !(rule[0] instanceof RegExp && rule.length > 2) ? rule : [rule]);
const bare = (rule, key = 'value') => (rule !== null && typeof rule === 'object' && !(rule instanceof RegExp) && !(rule instanceof Date) && !Array.isArray(rule) ? [rule[key] ?? rule.values, rule.message] : undefined);
const isEmpty = (rule, value) => value === undefined || value === null || (rule.type === 'String' && value === '');

function* checks(rule, doc, value) {
  const { options } = rule;
  if (options.required) {
    let [needed, message] = bare(options.required) ?? pair(options.required);
    if (typeof needed === 'function') needed = needed.call(doc);
    if (typeof needed === 'string') [needed, message] = [true, needed];
    if (needed && isEmpty(rule, value)) yield ['required', message ?? 'Path `{PATH}` is required.', {}];
  }
  if (value === undefined || value === null) return;
  const bound = (name, test, text, type = name.toLowerCase()) => {
    if (options[name] === undefined) return undefined;
    const [limit, message] = bare(options[name]) ?? pair(options[name]);
    return limit === undefined || limit === null || test(limit) ? undefined : [type, message ?? text, { [name.toUpperCase()]: limit, [name]: limit }];
  };
  if (rule.type === 'String') {
    if (options.enum !== undefined) {
      const [allowed, message] = bare(options.enum, 'values') ?? [options.enum];
      const list = Array.isArray(allowed) ? allowed : Object.values(allowed ?? options.enum);
      if (!list.includes(value)) yield ['enum', message ?? '`{VALUE}` is not a valid enum value for path `{PATH}`.', { enumValues: list }];
    }
    if (options.match && value !== '') {
      const [pattern, message] = pair(options.match);
      if (!pattern.test(value)) yield ['regexp', message ?? 'Path `{PATH}` is invalid ({VALUE}).', { regexp: pattern }];
    }
    const shortest = bound('minlength', (limit) => value.length >= limit, 'Path `{PATH}` (`{VALUE}`, length {LENGTH}) is shorter than the minimum allowed length ({MINLENGTH}).') ?? bound('minLength', (limit) => value.length >= limit, 'Path `{PATH}` (`{VALUE}`, length {LENGTH}) is shorter than the minimum allowed length ({MINLENGTH}).');
    if (shortest) yield shortest;
    const longest = bound('maxlength', (limit) => value.length <= limit, 'Path `{PATH}` (`{VALUE}`, length {LENGTH}) is longer than the maximum allowed length ({MAXLENGTH}).') ?? bound('maxLength', (limit) => value.length <= limit, 'Path `{PATH}` (`{VALUE}`, length {LENGTH}) is longer than the maximum allowed length ({MAXLENGTH}).');
    if (longest) yield longest;
  }
  if (rule.type === 'Number' && options.enum !== undefined && !(Array.isArray(options.enum) ? options.enum : (options.enum.values ?? Object.values(options.enum))).includes(value)) yield ['enum', '`{VALUE}` is not a valid enum value for path `{PATH}`.', {}];
  if (rule.type === 'Number' || rule.type === 'Date') {
    const low = bound('min', (limit) => value >= limit, rule.type === 'Date' ? 'Path `{PATH}` ({VALUE}) is before minimum allowed value ({MIN}).' : 'Path `{PATH}` ({VALUE}) is less than minimum allowed value ({MIN}).');
    if (low) yield low;
    const high = bound('max', (limit) => value <= limit, rule.type === 'Date' ? 'Path `{PATH}` ({VALUE}) is after maximum allowed value ({MAX}).' : 'Path `{PATH}` ({VALUE}) is more than maximum allowed value ({MAX}).');
    if (high) yield high;
  }
  for (const one of options.validate === undefined ? [] : Array.isArray(options.validate) && typeof options.validate[0] !== 'function' ? options.validate : [options.validate]) {
    const [validator, message] = typeof one === 'function' ? [one] : Array.isArray(one) ? one : [one.validator, one.message];
    yield ['user defined', message, {}, validator.call(doc, value)];
  }
}

/** The first thing that is wrong with a value, or a promise of it; undefined where nothing is. */
function fault(rule, doc, value) {
  const waiting = [];
  const make = (type, message, more, reason) => {
    const values = { PATH: rule.path, VALUE: value instanceof Date ? value.toString() : value, LENGTH: value?.length, ...more };
    const text = typeof message === 'function' ? message({ path: rule.path, value, type, ...more }) : filled(message ?? reason?.message ?? 'Validator failed for path `{PATH}` with value `{VALUE}`', values);
    return new ValidatorError({ validator: () => undefined, message: text, type, ...Object.fromEntries(Object.entries(more).filter(([name]) => name !== name.toUpperCase())), path: rule.path, value, ...(typeof value === 'string' ? { length: value.length } : {}), ...(reason ? { reason } : {}) });
  };
  try {
    for (const [type, message, more, verdict = false] of checks(rule, doc, value)) {
      if (verdict instanceof Promise) waiting.push(verdict.then((fine) => (fine === false ? make(type, message, more) : undefined), (error) => make(type, message, more, error)));
      else if (verdict === false) return make(type, message, more);
    }
  } catch (error) {
    return make('user defined', undefined, {}, error);
  }
  return waiting.length === 0 ? undefined : Promise.all(waiting).then((found) => found.find(Boolean));
}
module.exports = { fault };
