// Errors of the engine's own get V8's words when they are caught: a handler first hands its error to `adopt`.
const HANDLER = /catch\s*\(\s*([A-Za-z_$][\w$]*)\s*\)\s*\{/y;
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do))\s*$/;

/** Where a string, a template, a comment or a regular expression that begins here ends; undefined for anything else. */
function skip(source, at) {
  const c = source[at];
  const after = (mark, from) => {
    const found = source.indexOf(mark, from);
    return found === -1 ? source.length : found + mark.length;
  };
  if (c === '/' && source[at + 1] === '/') return after('\n', at);
  if (c === '/' && source[at + 1] === '*') return after('*/', at + 2);
  if (c === '/' && BEFORE_REGEX.test(source.slice(Math.max(0, at - 40), at))) {
    let inClass = false;
    for (let i = at + 1; i < source.length && source[i] !== '\n'; i++) {
      if (source[i] === '\\') i++;
      else if (source[i] === '[') inClass = true;
      else if (source[i] === ']') inClass = false;
      else if (source[i] === '/' && !inClass) return i + 1;
    }
    return at + 1;
  }
  if (c !== '"' && c !== "'" && c !== '`') return undefined;
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === c) return i + 1;
    else if (c !== '`' && source[i] === '\n') return i;
    else if (c === '`' && source[i] === '$' && source[i + 1] === '{') {
      for (let depth = 1, j = i + 2; ; j++) {
        if (j >= source.length) return source.length;
        const inner = skip(source, j);
        if (inner !== undefined) j = inner - 1;
        else if (source[j] === '{') depth++;
        else if (source[j] === '}' && --depth === 0) {
          i = j;
          break;
        }
      }
    }
  }
  return source.length;
}

/** A script whose handlers begin so. Its lines stay where they are. */
internal.catching = (source) => {
  if (!source.includes('catch')) return source;
  let out = '';
  let from = 0;
  for (let at = 0; at < source.length; ) {
    const end = skip(source, at);
    if (end !== undefined) {
      at = end;
      continue;
    }
    if (source[at] === 'c' && !/[\w$.]/.test(source[at - 1] ?? '')) {
      HANDLER.lastIndex = at;
      const found = HANDLER.exec(source);
      if (found) {
        out += `${source.slice(from, HANDLER.lastIndex)}$dockyardCaught(${found[1]});`;
        from = at = HANDLER.lastIndex;
        continue;
      }
    }
    at++;
  }
  return out + source.slice(from);
};
Object.defineProperty(globalThis, '$dockyardCaught', { value: internal.adopt });

const { then } = Promise.prototype;
Object.defineProperty(Promise.prototype, 'then', {
  configurable: true, writable: true,
  value: { then(fulfilled, rejected) { return then.call(this, fulfilled, typeof rejected === 'function' ? (reason) => rejected(internal.adopt(reason)) : rejected); } }.then,
});
