'use strict';
const zlib = require('zlib');
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|javascript|xml|x-www-form-urlencoded|[\w.-]+\+(?:json|xml))|image\/svg)/;

/** Answers that are large enough go out packed, to those who take it. */
module.exports = (options = {}) => (req, res, next) => {
  const threshold = options.threshold === undefined ? 1024 : typeof options.threshold === 'string' ? Number.parseFloat(options.threshold) * (/kb/i.test(options.threshold) ? 1024 : 1) : options.threshold;
  const { write, end } = res;
  const parts = [];
  let isPacked;
  const decide = (size) => {
    if (isPacked !== undefined) return isPacked;
    const takes = /\b(gzip|deflate)\b/.exec(req.headers['accept-encoding'] ?? '')?.[1];
    const fits = options.filter ? options.filter(req, res) : COMPRESSIBLE.test(String(res.getHeader('Content-Type') ?? ''));
    if (fits) res.setHeader('Vary', [...new Set([...[res.getHeader('Vary') ?? []].flat(), 'Accept-Encoding'])].join(', '));
    isPacked = fits && takes && req.method !== 'HEAD' && !res.headersSent && !res.getHeader('Content-Encoding') && size >= threshold ? takes : false;
    if (isPacked) {
      res.setHeader('Content-Encoding', isPacked);
      res.removeHeader('Content-Length');
    }
    return isPacked;
  };
  res.flush = () => undefined;
  res.write = function (chunk, encoding, done) {
    if (!decide(Infinity)) return write.call(this, chunk, encoding, done);
    parts.push(Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined));
    return true;
  };
  res.end = function (chunk, encoding, done) {
    const last = chunk === undefined || chunk === null || typeof chunk === 'function' ? undefined : Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined);
    if (!decide(Number(res.getHeader('Content-Length') ?? last?.length ?? 0))) return end.call(this, chunk, encoding, done);
    // What is packed goes out as it is.
    res.write = write;
    const all = Buffer.concat([...parts, ...(last ? [last] : [])]);
    return end.call(this, isPacked === 'gzip' ? zlib.gzipSync(all, options) : zlib.deflateSync(all, options));
  };
  next();
};
module.exports.filter = (req, res) => COMPRESSIBLE.test(String(res.getHeader('Content-Type') ?? ''));
