// Intl, and what goes by it: the platform's own answers (see intl.ts).
const { host } = internal;
const plain = (value) => (value instanceof Date ? value.getTime() : typeof value === 'bigint' ? Number(value) : value);
function ask(kind, locales, options, method, args) {
  const answer = JSON.parse(host.intl(JSON.stringify({ kind, locales, options, method, args: args.map(plain) })));
  if (answer.failure) throw new (globalThis[answer.failure.name] ?? Error)(answer.failure.message);
  return answer.value;
}
const METHODS = {
  NumberFormat: ['format', 'formatToParts', 'resolvedOptions', 'formatRange'],
  DateTimeFormat: ['format', 'formatToParts', 'resolvedOptions', 'formatRange'],
  Collator: ['compare', 'resolvedOptions'],
  PluralRules: ['select', 'resolvedOptions'],
  ListFormat: ['format', 'formatToParts', 'resolvedOptions'],
  RelativeTimeFormat: ['format', 'formatToParts', 'resolvedOptions'],
  DisplayNames: ['of', 'resolvedOptions'],
};
const Intl = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: 'Intl', configurable: true } });
for (const [kind, methods] of Object.entries(METHODS)) {
  const Made = { [kind]: function (locales, options) {
    if (new.target === undefined) return new Made(locales, options);
    ask(kind, locales, options, '', []);
    for (const method of methods) {
      const isDate = kind === 'DateTimeFormat' && /^format/.test(method);
      const fn = (...args) => ask(kind, locales, options, method, isDate && args.length === 0 ? [Date.now()] : args);
      if (method === 'format' || method === 'compare') Object.defineProperty(this, method, { value: fn, configurable: true });
      else Object.defineProperty(this, method, { value: fn, configurable: true, writable: true });
    }
    return undefined;
  } }[kind];
  Object.defineProperty(Made.prototype, Symbol.toStringTag, { value: `Intl.${kind}`, configurable: true });
  Made.supportedLocalesOf = (locales) => [locales].flat();
  Object.defineProperty(Intl, kind, { value: Made, configurable: true, writable: true });
}
Object.defineProperty(globalThis, 'Intl', { value: Intl, configurable: true, writable: true });

const method = (holder, name, value) => Object.defineProperty(holder, name, { value, configurable: true, writable: true });
const date = (defaults) => function (locales, options) {
  if (Number.isNaN(this.getTime())) return 'Invalid Date';
  const named = ['weekday', 'year', 'month', 'day', 'hour', 'minute', 'second', 'dateStyle', 'timeStyle', 'fractionalSecondDigits', 'dayPeriod'];
  const wanted = defaults.date && defaults.time ? named : named.filter((one) => (/weekday|year|month|day$|dateStyle/.test(one) ? defaults.date : defaults.time));
  const has = wanted.some((one) => options?.[one] !== undefined);
  const added = has ? {} : { ...(defaults.date ? { year: 'numeric', month: 'numeric', day: 'numeric' } : {}), ...(defaults.time ? { hour: 'numeric', minute: 'numeric', second: 'numeric' } : {}) };
  return ask('DateTimeFormat', locales, { ...options, ...added }, 'format', [this]);
};
method(Date.prototype, 'toLocaleDateString', { toLocaleDateString: date({ date: true }) }.toLocaleDateString);
method(Date.prototype, 'toLocaleTimeString', { toLocaleTimeString: date({ time: true }) }.toLocaleTimeString);
method(Date.prototype, 'toLocaleString', { toLocaleString: date({ date: true, time: true }) }.toLocaleString);
method(Number.prototype, 'toLocaleString', function toLocaleString(locales, options) { return ask('NumberFormat', locales, options, 'format', [Number(this)]); });
method(BigInt.prototype, 'toLocaleString', function toLocaleString(locales, options) { return ask('NumberFormat', locales, options, 'format', [Number(this)]); });
method(String.prototype, 'localeCompare', function localeCompare(other, locales, options) { return ask('Collator', locales, options, 'compare', [String(this), String(other)]); });
