import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';
import { parseParagraphs, readIfThere } from './dpkg-database';

/** One suite of one archive. */
export interface Source {
  uri: string;
  suite: string;
  components: string[];
}

/** /etc/apt/sources.list and sources.list.d, in one-line and deb822 style (sources.list(5)). */
export function readSources(sys: Sys): Source[] {
  const sources: Source[] = [];
  const oneLine = (content: string) => {
    for (const line of content.split('\n')) {
      const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
      if (match) sources.push({ uri: match[1]!.replace(/\/*$/, ''), suite: match[2]!, components: match[3]!.trim().split(/\s+/).filter(Boolean) });
    }
  };
  oneLine(readIfThere(sys, '/etc/apt/sources.list'));
  let names: string[] = [];
  try {
    names = sys.readdir('/etc/apt/sources.list.d').map((entry) => entry.name).sort();
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  for (const name of names) {
    const content = readIfThere(sys, `/etc/apt/sources.list.d/${name}`);
    if (name.endsWith('.list')) oneLine(content);
    else if (name.endsWith('.sources')) {
      for (const fields of parseParagraphs(content.replace(/^#.*\n/gm, ''))) {
        if (fields.get('Enabled') === 'no') continue;
        for (const uri of (fields.get('URIs') ?? '').split(/\s+/).filter(Boolean)) {
          for (const suite of (fields.get('Suites') ?? '').split(/\s+/).filter(Boolean)) sources.push({ uri: uri.replace(/\/*$/, ''), suite, components: (fields.get('Components') ?? '').split(/\s+/).filter(Boolean) });
        }
      }
    }
  }
  return sources;
}

export const LISTS = '/var/lib/apt/lists';

/** An index's file name under /var/lib/apt/lists. */
export function listName(source: Source, rest: string): string {
  return `${source.uri.replace(/^[a-z]+:\/\//, '')}/dists/${source.suite}/${rest}`.replace(/\//g, '_');
}
