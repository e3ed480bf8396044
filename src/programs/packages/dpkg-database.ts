import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** A paragraph of a deb822 file: fields by name, in order. */
export type Paragraph = Map<string, string>;

export const STATUS_PATH = '/var/lib/dpkg/status';

export function parseParagraphs(source: string): Paragraph[] {
  return source.split(/\n{2,}/).filter((part) => part.trim() !== '').map((part) => {
    const fields: Paragraph = new Map();
    let last = '';
    for (const line of part.split('\n')) {
      if (/^[ \t]/.test(line)) fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      else {
        const colon = line.indexOf(':');
        if (colon === -1) continue;
        last = line.slice(0, colon);
        fields.set(last, line.slice(colon + 1).trim());
      }
    }
    return fields;
  });
}

function format(paragraphs: Iterable<Paragraph>): string {
  return [...paragraphs].map((fields) => `${[...fields].map(([name, value]) => `${name}: ${value}\n`).join('')}\n`).join('');
}

/** dpkg's status file: what is installed. */
export class DpkgDatabase {
  readonly packages = new Map<string, Paragraph>();

  constructor(private readonly sys: Sys) {
    for (const fields of parseParagraphs(readIfThere(sys, STATUS_PATH))) this.packages.set(fields.get('Package') ?? '', fields);
  }

  installed(name: string): Paragraph | undefined {
    const fields = this.packages.get(name);
    return fields?.get('Status')?.endsWith(' installed') ? fields : undefined;
  }

  save(): void {
    this.sys.writeFile(STATUS_PATH, format(this.packages.values()), 0o644);
  }

  files(name: string): string[] {
    return readIfThere(this.sys, `/var/lib/dpkg/info/${name}.list`).split('\n').filter(Boolean);
  }
}

export function readIfThere(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}
