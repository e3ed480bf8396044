// path (POSIX)
const check = (value, name) => {
  if (typeof value !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be of type string. Received ${value === undefined || value === null ? value : typeof value === 'object' ? `an instance of ${value.constructor?.name}` : `type ${typeof value} (${value})`}`);
};
function normalizeParts(parts, absolute) {
  const out = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length > 0 && out.at(-1) !== '..') out.pop();
      else if (!absolute) out.push('..');
    } else out.push(part);
  }
  return out;
}
const path = {
  sep: '/',
  delimiter: ':',
  normalize(file) {
    check(file, 'path');
    if (file === '') return '.';
    const absolute = file.startsWith('/');
    let out = normalizeParts(file.split('/'), absolute).join('/');
    if (out === '' && !absolute) out = '.';
    if (out !== '' && file.endsWith('/') && out !== '/') out += '/';
    return (absolute ? '/' : '') + out;
  },
  join(...parts) {
    for (const part of parts) check(part, 'path');
    const joined = parts.filter((part) => part !== '').join('/');
    return joined === '' ? '.' : path.normalize(joined);
  },
  resolve(...parts) {
    let out = '';
    for (let i = parts.length - 1; i >= 0 && !out.startsWith('/'); i--) {
      check(parts[i], `paths[${i}]`);
      if (parts[i] !== '') out = out === '' ? parts[i] : `${parts[i]}/${out}`;
    }
    if (!out.startsWith('/')) out = `${process.cwd()}/${out}`;
    return `/${normalizeParts(out.split('/'), true).join('/')}`;
  },
  isAbsolute(file) { check(file, 'path'); return file.startsWith('/'); },
  dirname(file) {
    check(file, 'path');
    const trimmed = file.replace(/(?<=.)\/+$/, '');
    const cut = trimmed.lastIndexOf('/');
    return cut === -1 ? '.' : cut === 0 ? '/' : trimmed.slice(0, cut).replace(/(?<=.)\/+$/, '');
  },
  basename(file, suffix) {
    check(file, 'path');
    const name = file.replace(/\/+$/, '').split('/').pop();
    return suffix !== undefined && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name;
  },
  extname(file) {
    check(file, 'path');
    const name = path.basename(file);
    const dot = name.lastIndexOf('.');
    return dot <= 0 || /^\.+$/.test(name) ? '' : name.slice(dot);
  },
  relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const a = path.resolve(from).split('/').filter(Boolean);
    const b = path.resolve(to).split('/').filter(Boolean);
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  },
  parse(file) {
    check(file, 'path');
    const root = file.startsWith('/') ? '/' : '';
    const base = path.basename(file);
    const ext = path.extname(base);
    const dir = path.dirname(file);
    return { root, dir: dir === '.' && !file.startsWith('.') ? '' : dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
  },
  format({ root = '', dir, base, name = '', ext = '' }) {
    const file = base ?? `${name}${ext && !ext.startsWith('.') ? '.' : ''}${ext}`;
    return dir ? (dir === root ? `${dir}${file}` : `${dir}/${file}`) : `${root}${file}`;
  },
  toNamespacedPath: (file) => file,
  matchesGlob: () => { throw new Error('dockyard: path.matchesGlob is not simulated'); },
};
path.posix = path;
path.win32 = path;
module.exports = path;
