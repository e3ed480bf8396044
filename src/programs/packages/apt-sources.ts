import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';
import { architectureOf } from '../../machine/program-architecture';
import { parseParagraphs, readIfThere } from './dpkg-database';

/** One suite of one archive. */
export interface Source {
  uri: string;
  suite: string;
  components: string[];
  /** The key file that signed-by names; `trusted=yes` asks for none. */
  signedBy?: string;
  trusted?: boolean;
}

function signing(signedBy: string | undefined, trusted: string | undefined): Pick<Source, 'signedBy' | 'trusted'> {
  return { ...(signedBy?.startsWith('/') && { signedBy }), ...(trusted === 'yes' && { trusted: true }) };
}

/** /etc/apt/sources.list and sources.list.d, in one-line and deb822 style (sources.list(5)). */
export function readSources(sys: Sys): Source[] {
  const sources: Source[] = [];
  const oneLine = (content: string) => {
    for (const line of content.split('\n')) {
      const match = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
      if (!match) continue;
      const settings = new Map((match[1] ?? '').trim().split(/\s+/).map((one) => one.split('=') as [string, string]));
      const foreign = settings.get('arch')?.split(',').includes(architectureOf(sys).debian) === false;
      if (!foreign) sources.push({ uri: match[2]!.replace(/\/*$/, ''), suite: match[3]!, components: match[4]!.trim().split(/\s+/).filter(Boolean), ...signing(settings.get('signed-by'), settings.get('trusted')) });
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
          for (const suite of (fields.get('Suites') ?? '').split(/\s+/).filter(Boolean)) sources.push({ uri: uri.replace(/\/*$/, ''), suite, components: (fields.get('Components') ?? '').split(/\s+/).filter(Boolean), ...signing(fields.get('Signed-By'), fields.get('Trusted')) });
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
