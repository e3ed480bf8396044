import { pickVersion, REGISTRY } from './registry';

/** `npm outdated`: a row for each direct dependency that isn't the newest one; '' where all are. */
export function outdatedTable(ranges: Readonly<Record<string, string>>, have: ReadonlyMap<string, string>, project: string): string {
  const rows = Object.entries(ranges).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, range]) => {
    const info = REGISTRY.get(name);
    if (!info) return [];
    const current = have.get(name);
    const wanted = pickVersion(info, range) ?? info.versions[0]!;
    const latest = info.versions[0]!;
    if (current === wanted && current === latest) return [];
    return [[name, current ?? 'MISSING', wanted, latest, current === undefined ? '-' : `node_modules/${name}`, project]];
  });
  if (rows.length === 0) return '';
  const table = [['Package', 'Current', 'Wanted', 'Latest', 'Location', 'Depended by'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  // Versions stand to the right.
  return table.map((row) => row.map((cell, column) => (column >= 1 && column <= 3 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd()).map((line) => `${line}\n`).join('');
}

/** The next version as `npm version` counts; undefined for a word that is no version. */
export function nextVersion(version: string, word: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('-')[0]!.split('.').map(Number);
  const isPre = version.includes('-');
  switch (word) {
    case 'major': return isPre && minor === 0 && patch === 0 ? `${major}.0.0` : `${major + 1}.0.0`;
    case 'minor': return isPre && patch === 0 ? `${major}.${minor}.0` : `${major}.${minor + 1}.0`;
    case 'patch': return isPre ? `${major}.${minor}.${patch}` : `${major}.${minor}.${patch + 1}`;
    default: return /^v?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/.exec(word)?.[1];
  }
}
