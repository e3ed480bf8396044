// The simulated clock behind Date, and chance from the machine's seed.
const { host, settings } = internal;
const RealDate = Date;
const now = () => Math.floor(host.now());
function SimulatedDate(...args) {
  if (new.target === undefined) return new SimulatedDate().toString();
  if (args.length === 0) args = [now()];
  else if (args.length > 1) args = [RealDate.UTC(...args)];
  else if (typeof args[0] === 'string') args = [SimulatedDate.parse(args[0])];
  return Reflect.construct(RealDate, args, new.target);
}
SimulatedDate.prototype = RealDate.prototype;
SimulatedDate.prototype.constructor = SimulatedDate;
Object.defineProperty(SimulatedDate, 'name', { value: 'Date' });
SimulatedDate.now = now;
SimulatedDate.UTC = RealDate.UTC;
// Without a zone a time is local time, which is UTC here.
SimulatedDate.parse = (text) => {
  const zoned = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$/i.test(text) || /^\d{4}(?:-\d\d(?:-\d\d)?)?$/.test(text);
  const utc = RealDate.parse(zoned ? text : /T\d/.test(text) ? `${text}Z` : `${text} UTC`);
  return Number.isNaN(utc) ? RealDate.parse(text) : utc;
};
const proto = RealDate.prototype;
for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds', 'Day']) {
  proto[`get${part}`] = proto[`getUTC${part}`];
  if (part !== 'Day') proto[`set${part}`] = proto[`setUTC${part}`];
}
proto.getTimezoneOffset = () => 0;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const two = (n) => String(n).padStart(2, '0');
const valid = (fn) => function (...args) { return Number.isNaN(this.getTime()) ? 'Invalid Date' : fn.apply(this, args); };
proto.toDateString = valid(function () { return `${DAYS[this.getDay()].slice(0, 3)} ${MONTHS[this.getMonth()].slice(0, 3)} ${two(this.getDate())} ${String(this.getFullYear()).padStart(4, '0')}`; });
proto.toTimeString = valid(function () { return `${two(this.getHours())}:${two(this.getMinutes())}:${two(this.getSeconds())} GMT+0000 (Coordinated Universal Time)`; });
proto.toString = valid(function () { return `${this.toDateString()} ${this.toTimeString()}`; });
globalThis.Date = SimulatedDate;

let state = settings.seed >>> 0;
// mulberry32
Math.random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
