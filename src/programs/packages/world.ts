/** A package that can be installed: what its archive weighs, what it needs, and the executables in it. */
export interface Package {
  name: string;
  version: string;
  /** Archive and installed size, bytes. */
  sizeBytes: number;
  installedBytes: number;
  depends: readonly string[];
  recommends: readonly string[];
  /** Path → program. */
  executables: ReadonlyMap<string, string>;
  /** Links: path → target. */
  links: ReadonlyMap<string, string>;
  description: string;
  section: string;
}

/**
 * One line: `name version kB installedKB depends[;recommends] | programs | description`. Programs lie in /usr/bin
 * unless they have a folder; `path=program` names another program, `path->target` is a link.
 */
function parse(line: string): Package {
  const [head = '', programs = '', description = ''] = line.split('|').map((part) => part.trim());
  const [name = '', version = '', size = '0', installed = '0', needs = ''] = head.split(/\s+/);
  const [depends = '', recommends = ''] = needs.split(';');
  const executables = new Map<string, string>();
  const links = new Map<string, string>();
  const full = (path: string) => (path.startsWith('/') ? path : `/usr/bin/${path}`);
  for (const entry of programs.split(' ').filter(Boolean)) {
    if (entry.includes('->')) {
      const [path = '', target = ''] = entry.split('->');
      links.set(full(path), target);
      continue;
    }
    const [path = '', program] = entry.split('=');
    executables.set(full(path), program ?? path.slice(path.lastIndexOf('/') + 1));
  }
  const list = (text: string) => text.split(',').filter(Boolean);
  return {
    name, version, sizeBytes: Number(size) * 1000, installedBytes: Number(installed) * 1024, depends: list(depends), recommends: list(recommends), executables, links,
    description: description || name, section: name.startsWith('lib') ? 'libs' : 'utils',
  };
}

/** The packages of a table, by name. */
export function packageTable(text: string): ReadonlyMap<string, Package> {
  return new Map(text.trim().split('\n').map((line) => parse(line)).map((one) => [one.name, one]));
}
