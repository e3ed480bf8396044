'use strict';
/** The words of a command line by their names. */
module.exports = (args, options = {}) => {
  const list = (value) => [value ?? []].flat();
  const names = {};
  for (const [name, others] of Object.entries(options.alias ?? {})) {
    const all = [name, ...list(others)];
    for (const one of all) names[one] = all.filter((other) => other !== one);
  }
  const same = (name) => [name, ...(names[name] ?? [])];
  const strings = new Set(list(options.string).flatMap(same));
  const allBoolean = options.boolean === true;
  const booleans = new Set(allBoolean ? [] : list(options.boolean).flatMap(same));
  const out = { _: [] };
  const put = (path, value) => {
    const parts = path.split('.');
    const last = parts.pop();
    let holder = out;
    for (const part of parts) {
      if (/^(?:__proto__|constructor|prototype)$/.test(part)) return;
      holder = holder[part] ??= {};
    }
    if (last === '__proto__') return;
    if (holder[last] === undefined || booleans.has(path) || typeof holder[last] === 'boolean') holder[last] = value;
    else holder[last] = [...list(holder[last]), value];
  };
  const isNumber = (text) => typeof text === 'number' || /^0x[0-9a-f]+$/i.test(text) || /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/.test(text);
  const set = (name, value) => {
    const typed = !strings.has(name) && isNumber(value) ? Number(value) : value;
    for (const one of same(name)) put(one, typed);
  };
  for (const name of booleans) put(name, options.default?.[name] ?? false);
  const words = args.includes('--') ? args.slice(0, args.indexOf('--')) : [...args];
  const rest = args.includes('--') ? args.slice(args.indexOf('--') + 1) : [];
  const flag = (name) => set(name, strings.has(name) ? '' : true);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const next = words[i + 1];
    const takes = (name) => next !== undefined && !/^(?:-|--)[^-\d]/.test(next) && !next.startsWith('--') && !booleans.has(name) && !allBoolean;
    let match;
    if ((match = /^--([^=]+)=([\s\S]*)$/.exec(word))) set(match[1], booleans.has(match[1]) ? match[2] !== 'false' : match[2]);
    else if ((match = /^--no-(.+)$/.exec(word))) set(match[1], false);
    else if ((match = /^--(.+)$/.exec(word))) {
      if (takes(match[1])) set(match[1], words[++i]);
      else if (/^(?:true|false)$/.test(next ?? '')) set(match[1], words[++i] === 'true');
      else flag(match[1]);
    } else if (/^-[^-]/.test(word)) {
      const letters = [...word.slice(1, -1)];
      let isDone = false;
      for (let k = 0; k < letters.length && !isDone; k++) {
        const after = word.slice(k + 2);
        if (after.startsWith('=')) { set(letters[k], after.slice(1)); isDone = true; }
        else if (/[A-Za-z]/.test(letters[k]) && /^-?\d+(?:\.\d*)?(?:e-?\d+)?$/.test(after)) { set(letters[k], after); isDone = true; }
        else flag(letters[k]);
      }
      const name = word.at(-1);
      if (!isDone && name !== '-') {
        if (takes(name)) set(name, words[++i]);
        else if (/^(?:true|false)$/.test(next ?? '')) set(name, words[++i] === 'true');
        else flag(name);
      }
    } else {
      out._.push(!strings.has('_') && isNumber(word) ? Number(word) : word);
      if (options.stopEarly) {
        out._.push(...words.slice(i + 1));
        break;
      }
    }
  }
  for (const [name, value] of Object.entries(options.default ?? {})) if (out[name] === undefined) for (const one of same(name)) out[one] = value;
  if (options['--']) out['--'] = rest;
  else out._.push(...rest);
  return out;
};
