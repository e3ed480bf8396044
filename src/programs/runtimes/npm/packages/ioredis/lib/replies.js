'use strict';
/** Reads replies of the Redis protocol (RESP 2). */
exports.Replies = class {
  constructor(Failure) { this.Failure = Failure; this.buffer = Buffer.alloc(0); }
  /** The replies that are whole after more bytes. */
  feed(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    const out = [];
    for (let found = this.parse(0); found; found = this.parse(0)) {
      out.push(found.value);
      this.buffer = Buffer.from(this.buffer.subarray(found.end));
    }
    return out;
  }
  parse(at) {
    const end = this.buffer.indexOf('\r\n', at);
    if (end === -1) return undefined;
    const line = this.buffer.toString('utf8', at + 1, end);
    const kind = String.fromCharCode(this.buffer[at]);
    if (kind === '+') return { value: line, end: end + 2 };
    if (kind === '-') return { value: new this.Failure(line), end: end + 2 };
    if (kind === ':') return { value: Number(line), end: end + 2 };
    if (Number(line) < 0) return { value: null, end: end + 2 };
    if (kind === '$') {
      const stop = end + 2 + Number(line);
      return this.buffer.length < stop + 2 ? undefined : { value: this.buffer.toString('utf8', end + 2, stop), end: stop + 2 };
    }
    const value = [];
    let next = end + 2;
    for (let i = 0; i < Number(line); i++) {
      const one = this.parse(next);
      if (!one) return undefined;
      value.push(one.value);
      next = one.end;
    }
    return { value, end: next };
  }
};
