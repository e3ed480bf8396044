'use strict';
const util = require('util');
const wanted = (process.env.DEBUG ?? '').split(/[\s,]+/).filter(Boolean);
const matches = (name) => wanted.some((one) => !one.startsWith('-') && new RegExp(`^${one.replace(/\*/g, '.*?')}$`).test(name)) && !wanted.some((one) => one.startsWith('-') && new RegExp(`^${one.slice(1).replace(/\*/g, '.*?')}$`).test(name));
function debug(name) {
  let last = Date.now();
  const log = (...args) => {
    if (!log.enabled) return;
    const now = Date.now();
    process.stderr.write(process.stderr.isTTY ? `  ${name} ${util.format(...args)} +${now - last}ms\n` : `${new Date().toISOString()} ${name} ${util.format(...args)}\n`);
    last = now;
  };
  log.enabled = matches(name);
  log.namespace = name;
  log.extend = (more) => debug(`${name}:${more}`);
  return log;
}
module.exports = Object.assign(debug, { debug, default: debug, enabled: matches, enable: (names) => wanted.push(...names.split(',')), disable: () => wanted.splice(0).join(',') });
