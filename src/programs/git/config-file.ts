import type { Sys } from '../../machine/sys';

/** One variable of a configuration file; `section` as written between the brackets: `remote "origin"`. */
interface Setting {
  section: string;
  name: string;
  value: string;
}

function parse(source: string): Setting[] {
  const settings: Setting[] = [];
  let section = '';
  for (const raw of source.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const header = /^\[\s*([\w.-]+)(?:\s+("(?:[^"\\]|\\.)*"))?\s*\]$/.exec(line);
    if (header) section = header[2] === undefined ? header[1]!.toLowerCase() : `${header[1]!.toLowerCase()} ${header[2]}`;
    else {
      const [name = '', ...value] = line.split('=');
      settings.push({ section, name: name.trim(), value: value.length === 0 ? 'true' : value.join('=').trim().replace(/^"(.*)"$/, '$1') });
    }
  }
  return settings;
}

/** `remote.origin.url` in its section and name; undefined where the key has no section. */
function split(key: string): { section: string; name: string } | undefined {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  if (first < 0) return undefined;
  const section = key.slice(0, first).toLowerCase();
  return { section: first === last ? section : `${section} "${key.slice(first + 1, last)}"`, name: key.slice(last + 1) };
}

const same = (a: Setting, b: { section: string; name: string }): boolean => a.section === b.section && a.name.toLowerCase() === b.name.toLowerCase();

/** A configuration file of git's (git-config(1), "CONFIGURATION FILE"). */
export class ConfigFile {
  constructor(
    private readonly sys: Sys,
    readonly path: string,
  ) {}

  private settings(): Setting[] {
    return this.sys.access(this.path, 'r') ? parse(this.sys.readText(this.path)) : [];
  }

  /** All variables, as `git config --list` names them. */
  list(): { key: string; value: string }[] {
    return this.settings().map(({ section, name, value }) => ({ key: `${section.replace(/ "(.*)"$/, '.$1')}.${name.toLowerCase()}`, value }));
  }

  get(key: string): string | undefined {
    const at = split(key);
    return at && this.settings().filter((one) => same(one, at)).at(-1)?.value;
  }

  /** Sets a variable, or with undefined takes it away; false where there was nothing to take away. */
  set(key: string, value: string | undefined): boolean {
    const at = split(key);
    if (!at) return false;
    const settings = this.settings();
    const found = settings.filter((one) => same(one, at)).at(-1);
    if (value === undefined) {
      if (!found) return false;
      settings.splice(settings.indexOf(found), 1);
    } else if (found) found.value = value;
    else {
      const last = settings.map((one) => one.section).lastIndexOf(at.section);
      settings.splice(last < 0 ? settings.length : last + 1, 0, { ...at, value });
    }
    this.write(settings);
    return true;
  }

  /** Takes a whole section away: `remote.origin`. */
  drop(key: string): void {
    const at = split(`${key}.x`);
    if (at) this.write(this.settings().filter((one) => one.section !== at.section));
  }

  private write(settings: readonly Setting[]): void {
    const sections = [...new Set(settings.map((one) => one.section))];
    this.sys.writeFile(this.path, sections.map((section) => `[${section}]\n${settings.filter((one) => one.section === section).map(({ name, value }) => `\t${name} = ${value}\n`).join('')}`).join(''));
  }
}
