type Version = [number, number, number, string];

function parse(text: string): Version {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text);
  if (!match) throw new Error('invalid semantic version');
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0), match[4] ?? ''];
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  if (a[3] === b[3]) return 0;
  if (a[3] === '' || b[3] === '') return a[3] === '' ? 1 : -1;
  return a[3] < b[3] ? -1 : 1;
}

function holds(version: Version, rule: string): boolean {
  const match = /^(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?([\dxX*]+(?:\.[\dxX*]+){0,2}(?:-[0-9A-Za-z.-]+)?)$/.exec(rule.trim());
  if (!match) throw new Error(`improper constraint: ${rule}`);
  const parts = match[2]!.split('.');
  const wild = parts.findIndex((part) => /^[xX*]$/.test(part));
  const given = wild === -1 ? Math.min(parts.length, 3) : wild;
  const base = parse(parts.slice(0, given).join('.') || '0');
  const op = match[1] ?? (given < 3 ? '~' : '=');
  if (version[3] !== '' && base[3] === '') return false;
  const order = compare(version, base);
  const below = (index: number): boolean => compare(version, base.map((part, i) => (i < index ? part : i === index ? (part as number) + 1 : 0)).slice(0, 3).concat('') as Version) < 0;
  switch (op) {
    case '!=': return order !== 0;
    case '>': return given < 3 ? order > 0 && !below(Math.max(given - 1, 0)) : order > 0;
    case '<': return order < 0;
    case '>=': case '=>': return order >= 0;
    case '<=': case '=<': return given < 3 ? order <= 0 || below(Math.max(given - 1, 0)) : order <= 0;
    case '~': case '~>': return given === 0 || (order >= 0 && below(given === 1 ? 0 : 1));
    case '^': return order >= 0 && below(base[0] > 0 || given < 2 ? 0 : base[1] > 0 || given < 3 ? 1 : 2);
    default: return order === 0;
  }
}

/** Whether a version satisfies a constraint, as Masterminds/semver reads both. */
export function semverMatches(version: string, constraint: string): boolean {
  const parsed = parse(version);
  return constraint.split('||').some((all) => (all.trim().match(/(?:[=!<>~^]+\s*)?[^\s,]+/g) ?? []).every((rule) => holds(parsed, rule)));
}
