'use strict';
const fs = require('fs');
const path = require('path');
function parse(source) {
  const out = {};
  const line = /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;
  for (const match of String(source).replace(/\r\n?/g, '\n').matchAll(line)) {
    let value = (match[2] ?? '').trim();
    const quote = value[0];
    value = value.replace(/^(['"`])([\s\S]*)\1$/, '$2');
    if (quote === '"') value = value.replace(/\\n/g, '\n').replace(/\\r/g, '\r');
    out[match[1]] = value;
  }
  return out;
}
function config(options = {}) {
  try {
    const parsed = {};
    for (const file of [options.path ?? path.resolve(process.cwd(), '.env')].flat()) Object.assign(parsed, parse(fs.readFileSync(file, 'utf8')));
    for (const [name, value] of Object.entries(parsed)) if (options.override || process.env[name] === undefined) process.env[name] = value;
    return { parsed };
  } catch (error) {
    return { parsed: {}, error };
  }
}
module.exports = { parse, config };
