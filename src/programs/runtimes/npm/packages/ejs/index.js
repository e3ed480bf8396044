'use strict';
// Embedded JavaScript templates.
const fs = require('fs');
const path = require('path');

const escapeXML = (value) => (value === undefined || value === null ? '' : String(value).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[c]));

/** The JavaScript of a template: text and code in turn, with the line that each stands in. */
function bodyOf(template, options) {
  const text = template.replace(/[ \t]*<%_/gm, '<%_').replace(/_%>[ \t]*(?:\r?\n)?/gm, '_%>');
  const parts = text.split(/(<%%|%%>|<%=|<%-|<%_|<%#|<%|-%>|_%>|%>)/);
  let out = '';
  let mode;
  let line = 1;
  let trims = false;
  const literal = (one) => {
    const shown = trims ? one.replace(/^\r?\n/, '') : one;
    trims = false;
    if (shown !== '') out += `__append(${JSON.stringify(shown)});\n`;
  };
  for (const part of parts) {
    switch (part) {
      case '<%=': case '<%-': case '<%_': case '<%#': case '<%': mode = part; break;
      case '<%%': literal('<%'); break;
      case '%%>': literal('%>'); break;
      case '%>': case '-%>': case '_%>':
        mode = undefined;
        trims = part === '-%>';
        break;
      default: {
        const code = part.replace(/;\s*$/, '');
        if (mode === undefined) literal(part);
        else if (mode === '<%=') out += `__append(escapeFn(${code}\n));\n`;
        else if (mode === '<%-') out += `__append(${code}\n);\n`;
        else if (mode !== '<%#') out += `${part}\n`;
      }
    }
    const lines = part.split('\n').length - 1;
    if (lines > 0) {
      line += lines;
      out += `__line = ${line};\n`;
    }
  }
  if (mode !== undefined) throw Object.assign(new Error(`Could not find matching close tag for "${mode}".`), { name: 'Error' });
  return options._with === false ? out : `with (${options.localsName ?? 'locals'} || {}) {\n${out}}\n`;
}
/** An error with the lines of the template around the one that failed. */
function placed(error, template, file, line) {
  const lines = template.split('\n');
  const first = Math.max(line - 3, 0);
  const shown = lines.slice(first, line + 3).map((one, i) => `${first + i + 1 === line ? ' >> ' : '    '}${first + i + 1}| ${one}`).join('\n');
  error.path = file;
  error.message = `${file ?? 'ejs'}:${line}\n${shown}\n\n${error.message}`;
  return error;
}
function compile(template, options = {}) {
  const given = String(template).replace(/^\uFEFF/, '').replace(/[\r\n]+$/, (end) => (options.rmWhitespace ? '' : end));
  const body = bodyOf(given, options);
  const place = { line: 1 };
  const source = `let __line = 1; let __output = ''; const __append = (value) => { if (value !== undefined && value !== null) __output += value; };\ntry {\n${body}\nreturn __output;\n} catch (error) { __place.line = __line; throw error; }`;
  let fn;
  try {
    fn = new (options.async ? Object.getPrototypeOf(async () => {}).constructor : Function)(options.localsName ?? 'locals', 'escapeFn', 'include', '__place', source);
  } catch (error) {
    if (error instanceof SyntaxError) error.message += `${options.filename ? ` in ${options.filename}` : ''} while compiling ejs\n\nIf the above error is not helpful, you may want to try EJS-Lint:\nhttps://github.com/RyanZim/EJS-Lint`;
    throw error;
  }
  return (data = {}) => {
    const include = (name, more) => {
      const file = fileOf(name, options);
      return compile(fs.readFileSync(file, 'utf8'), { ...options, filename: file })({ ...data, ...more });
    };
    const fail = (error) => { throw placed(error, given, options.filename, place.line); };
    try {
      const value = fn.call(options.context, data, options.escape ?? escapeXML, include, place);
      return options.async ? value.catch(fail) : value;
    } catch (error) {
      return fail(error);
    }
  };
}
function fileOf(name, options) {
  const withEnd = path.extname(name) ? name : `${name}.ejs`;
  const folders = [...(options.filename ? [path.dirname(options.filename)] : []), ...[options.views ?? []].flat(), ...(options.root ? [options.root].flat() : [])];
  const found = folders.map((folder) => (name.startsWith('/') && options.root ? path.join([options.root].flat()[0], withEnd) : path.resolve(folder, withEnd))).find((file) => fs.existsSync(file));
  if (!found) throw new Error(`Could not find the include file "${name}"`);
  return found;
}
/** Renders a file; express calls it with settings among the data. */
function renderFile(file, ...args) {
  const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const [data = {}, options = {}] = args;
  const views = data.settings?.views ?? options.views;
  const work = () => compile(fs.readFileSync(file, 'utf8'), { ...data.settings?.['view options'], ...options, views, filename: file })(data);
  if (!done) return new Promise((resolve, reject) => { try { resolve(work()); } catch (error) { reject(error); } });
  let html;
  try {
    html = work();
  } catch (error) {
    return void done(error);
  }
  return void done(null, html);
}
module.exports = { compile, render: (template, data, options) => compile(template, options)(data), renderFile, __express: renderFile, escapeXML, clearCache() {}, name: 'ejs', VERSION: require('./package.json').version };
