'use strict';
// Plain values by a schema: cast, with defaults, in the schema's order.
const { ObjectId } = require('mongodb');
const { cast } = require('./casting.js');
const { isPlain } = require('./schema.js');

const at = (object, path) => path.split('.').reduce((value, name) => (value === undefined || value === null ? undefined : value[name]), object);
function put(object, path, value) {
  const names = path.split('.');
  const last = names.pop();
  let holder = object;
  for (const name of names) holder = holder[name] = isPlain(holder[name]) ? holder[name] : {};
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

/** Text as the options of its path want it. */
function styled(rule, value, doc) {
  const { options } = rule;
  if (typeof options.set === 'function') value = options.set.call(doc, value);
  if (typeof value !== 'string') return value;
  if (options.trim) value = value.trim();
  if (options.lowercase) value = value.toLowerCase();
  if (options.uppercase) value = value.toUpperCase();
  return value;
}
function listMethods(list, rule, context) {
  const hide = (name, value) => Object.defineProperty(list, name, { value, writable: true, configurable: true });
  const same = (a, b) => String(a?._id ?? a) === String(b?._id ?? b);
  hide('push', (...values) => Array.prototype.push.apply(list, values.map((value) => valueOf(rule.item, value, rule.path, context))));
  hide('addToSet', (...values) => { for (const value of values) if (!list.some((one) => same(one, value))) list.push(value); return list; });
  hide('pull', (...values) => { for (let i = list.length - 1; i >= 0; i--) if (values.some((value) => same(list[i], value))) list.splice(i, 1); return list; });
  hide('id', (id) => list.find((one) => same(one, id)) ?? null);
  hide('toObject', () => list.map((one) => one));
  return list;
}
/** A value of a path; what can't be cast is noted in the context's errors. */
function valueOf(rule, value, path, context) {
  if (value === null || value === undefined) return value;
  if (rule.isList) {
    const list = (Array.isArray(value) ? value : [value]).map((one, i) => valueOf(rule.item, one, `${path}.${i}`, context));
    return listMethods(list, { ...rule, path }, context);
  }
  if (rule.schema) return typeof value === 'object' ? build(rule.schema, value.toObject?.() ?? value, { ...context, prefix: `${path}.` }) : value;
  if (rule.options.ref && value.$__) return value;
  try {
    return styled(rule, cast(rule, value, path), context.doc);
  } catch (error) {
    context.errors[path] = error;
    return undefined;
  }
}
function initial(rule, context) {
  const { default: given } = rule.options;
  if (given === null) return null;
  if (typeof given === 'function') return valueOf(rule, given.call(context.doc, context.doc), rule.path, context);
  if (given !== undefined) return valueOf(rule, isPlain(given) || Array.isArray(given) ? structuredClone(given) : given, rule.path, context);
  return rule.isList ? listMethods([], rule, context) : undefined;
}

/** A document's values of what was given for it. */
function build(schema, given, { errors, doc, prefix = '', stored = false }) {
  const out = {};
  const later = [];
  const known = new Set();
  const context = { errors, doc };
  const rules = Object.values(schema.paths);
  // What comes from the database keeps its order.
  if (stored) for (const key of Object.keys(given)) out[key] = given[key];
  for (const rule of rules) {
    const raw = at(given, rule.path);
    known.add(rule.path.split('.')[0]);
    if (raw !== undefined) put(out, rule.path, valueOf(rule, raw, prefix + rule.path, context));
    else if (rule.path === '_id' && rule.options.auto) put(out, '_id', stored ? undefined : new ObjectId());
    else if (typeof rule.options.default === 'function') later.push(rule);
    else {
      const value = initial(rule, context);
      if (value !== undefined) put(out, rule.path, value);
    }
  }
  for (const rule of later) {
    const value = initial(rule, { errors, doc: doc && prefix === '' ? Object.assign(doc, { _doc: out }) : doc });
    if (value !== undefined) put(out, rule.path, value);
  }
  if (!stored && schema.options.strict === false) for (const key of Object.keys(given)) if (!known.has(key)) out[key] = given[key];
  return out;
}
module.exports = { at, put, build, valueOf };
