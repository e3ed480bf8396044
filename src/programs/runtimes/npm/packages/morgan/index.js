'use strict';
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (n) => String(n).padStart(2, '0');
const tokens = {
  url: (req) => req.originalUrl || req.url,
  method: (req) => req.method,
  status: (req, res) => (res.headersSent ? String(res.statusCode) : undefined),
  'response-time': (req) => (Number(process.hrtime.bigint() - req._began) / 1e6).toFixed(3),
  'total-time': (req) => (Number(process.hrtime.bigint() - req._began) / 1e6).toFixed(3),
  date: (req, res, format) => {
    const d = new Date();
    if (format === 'iso') return d.toISOString();
    if (format === 'clf') return `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
    return d.toUTCString();
  },
  'http-version': (req) => req.httpVersion,
  'remote-addr': (req) => req.ip ?? req.socket.remoteAddress,
  'remote-user': () => undefined,
  'user-agent': (req) => req.headers['user-agent'],
  referrer: (req) => req.headers.referer ?? req.headers.referrer,
  req: (req, res, name) => req.headers[name.toLowerCase()],
  res: (req, res, name) => res.getHeader(name),
};
const formats = {
  combined: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent"',
  common: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length]',
  short: ':remote-addr :remote-user :method :url HTTP/:http-version :status :res[content-length] - :response-time ms',
  tiny: ':method :url :status :res[content-length] - :response-time ms',
};
const fill = (format, req, res) => format.replace(/:([\w-]+)(?:\[([^\]]+)\])?/g, (all, name, argument) => (tokens[name] ? (tokens[name](req, res, argument) ?? '-') : '-'));
function morgan(format = 'combined', options = {}) {
  return function logger(req, res, next) {
    req._began = process.hrtime.bigint();
    res.on('finish', () => {
      if (options.skip?.(req, res)) return;
      let line;
      if (typeof format === 'function') line = format(tokens, req, res);
      else if (format === 'dev') {
        const color = res.statusCode >= 500 ? 31 : res.statusCode >= 400 ? 33 : res.statusCode >= 300 ? 36 : res.statusCode >= 200 ? 32 : 0;
        line = fill(`\u001b[0m:method :url \u001b[${color}m:status\u001b[0m :response-time ms - :res[content-length]\u001b[0m`, req, res);
      } else line = fill(formats[format] ?? format, req, res);
      if (line !== undefined) (options.stream ?? process.stdout).write(`${line}\n`);
    });
    next();
  };
}
morgan.token = (name, fn) => {
  tokens[name] = fn;
  return morgan;
};
morgan.format = (name, format) => {
  formats[name] = format;
  return morgan;
};
module.exports = morgan;
