import { zlibSync } from 'fflate';
import { utf8 } from '../lib/bytes';
import { commitBody, framed, objectId, treeBody, type ObjectType } from '../lib/git-objects';
import type { HttpAnswer, HttpRequest } from '../lib/http/message';

interface Globbing {
  glob(pattern: string[], options: { query: string; import: string; eager: true; exhaustive: true }): Record<string, string>;
}

const FILES = (import.meta as unknown as Globbing).glob(['../../samples/*/**/*', '!../../samples/*/sample.json'], { query: '?raw', import: 'default', eager: true, exhaustive: true });

const AUTHOR = { name: 'Dockyard', email: 'samples@dockyard.example', seconds: 1_795_000_000, zone: '+0000' };

/** A repository with one commit, as a web server holds it: framed objects by id. */
class SampleRepository {
  private readonly objects = new Map<string, Uint8Array>();
  private readonly head: string;

  constructor(name: string, files: ReadonlyMap<string, string>) {
    const tree = this.tree(files, '');
    this.head = this.add('commit', commitBody({ tree, parents: [], author: AUTHOR, committer: AUTHOR, message: `Add ${name}\n` }));
  }

  private add(type: ObjectType, body: Uint8Array): string {
    const id = objectId(type, body);
    this.objects.set(id, framed(type, body));
    return id;
  }

  private tree(files: ReadonlyMap<string, string>, prefix: string): string {
    const names = new Set([...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split('/')[0]!));
    const entries = [...names].map((name) => {
      const source = files.get(prefix + name);
      if (source === undefined) return { mode: '40000', name, id: this.tree(files, `${prefix}${name}/`) };
      return { mode: source.startsWith('#!') ? '100755' : '100644', name, id: this.add('blob', utf8(source)) };
    });
    return this.add('tree', treeBody(entries));
  }

  /** What the dumb protocol asks for (gitprotocol-http(5)); undefined where there is nothing. */
  get(path: string): Uint8Array | undefined {
    if (path === '/info/refs') return utf8(`${this.head}\trefs/heads/main\n`);
    if (path === '/HEAD') return utf8('ref: refs/heads/main\n');
    const match = /^\/objects\/([0-9a-f]{2})\/([0-9a-f]{38})$/.exec(path);
    const object = match && this.objects.get(match[1]! + match[2]!);
    return object ? zlibSync(object) : undefined;
  }
}

const sources = new Map<string, Map<string, string>>();
for (const [path, source] of Object.entries(FILES)) {
  const [name = '', ...rest] = path.slice('../../samples/'.length).split('/');
  if (!sources.has(name)) sources.set(name, new Map());
  sources.get(name)!.set(rest.join('/'), source);
}
const repositories = new Map<string, SampleRepository>();

/** Serves the sample projects as Git repositories: `/NAME.git`; the root lists them. */
export function serveSamples({ target }: HttpRequest): HttpAnswer {
  const path = target.replace(/\?.*$/, '');
  if (path === '/') return { status: 200, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: utf8([...sources.keys()].sort().map((name) => `https://git.dockyard.example/${name}.git\n`).join('')) };
  const match = /^\/([\w-]+)(?:\.git)?(\/.*)$/.exec(path);
  const files = match ? sources.get(match[1]!) : undefined;
  if (match && files && !repositories.has(match[1]!)) repositories.set(match[1]!, new SampleRepository(match[1]!, files));
  const body = match && repositories.get(match[1]!)?.get(match[2]!);
  return body ? { status: 200, headers: [['Content-Type', 'application/octet-stream']], body } : { status: 404, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: utf8('Not Found\n') };
}
