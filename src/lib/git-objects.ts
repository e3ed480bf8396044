import { sha1 } from '@noble/hashes/legacy.js';
import { concat, hex, text, utf8 } from './bytes';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  type: ObjectType;
  body: Uint8Array;
}

/** An entry of a tree object; modes as git writes them (octal): 100644, 100755, 120000, 40000. */
export interface TreeEntry {
  mode: string;
  name: string;
  id: string;
}

export interface Person {
  name: string;
  email: string;
  /** Seconds since the epoch. */
  seconds: number;
  /** As `+0000`. */
  zone: string;
}

export interface Commit {
  tree: string;
  parents: string[];
  author: Person;
  committer: Person;
  message: string;
}

/** What an object is stored as before it is compressed: `blob 12\0…` (gitformat-pack, "loose objects"). */
export function framed(type: ObjectType, body: Uint8Array): Uint8Array {
  return concat([utf8(`${type} ${body.length}\0`), body]);
}

/** An object's id: the SHA-1 of its framed form, 40 hexadecimal digits. */
export function objectId(type: ObjectType, body: Uint8Array): string {
  return hex(sha1(framed(type, body)));
}

/** A loose object's parts; undefined where it isn't one. */
export function unframed(bytes: Uint8Array): GitObject | undefined {
  const end = bytes.indexOf(0);
  const match = /^(blob|tree|commit|tag) \d+$/.exec(text(bytes.subarray(0, end)));
  return match ? { type: match[1] as ObjectType, body: bytes.subarray(end + 1) } : undefined;
}

export function readTree(body: Uint8Array): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0, at);
    const [mode = '', ...name] = text(body.subarray(at, end)).split(' ');
    entries.push({ mode, name: name.join(' '), id: hex(body.subarray(end + 1, end + 21)) });
    at = end + 21;
  }
  return entries;
}

/** A tree's bytes: sorted as if folders' names ended in a slash. */
export function treeBody(entries: readonly TreeEntry[]): Uint8Array {
  const key = (entry: TreeEntry) => (entry.mode === '40000' ? `${entry.name}/` : entry.name);
  const sorted = [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return concat(sorted.flatMap((entry) => [utf8(`${entry.mode} ${entry.name}\0`), idBytes(entry.id)]));
}

export function idBytes(id: string): Uint8Array {
  return Uint8Array.from({ length: 20 }, (_, i) => parseInt(id.slice(i * 2, i * 2 + 2), 16));
}

function person(line: string): Person {
  const match = /^(.*) <(.*)> (\d+) ([+-]\d{4})$/.exec(line);
  return { name: match?.[1] ?? line, email: match?.[2] ?? '', seconds: Number(match?.[3] ?? 0), zone: match?.[4] ?? '+0000' };
}

export function readCommit(body: string): Commit {
  const end = body.indexOf('\n\n');
  const commit: Commit = { tree: '', parents: [], author: person(''), committer: person(''), message: body.slice(end + 2) };
  for (const line of body.slice(0, end).split('\n')) {
    const space = line.indexOf(' ');
    const value = line.slice(space + 1);
    switch (line.slice(0, space)) {
      case 'tree':
        commit.tree = value;
        break;
      case 'parent':
        commit.parents.push(value);
        break;
      case 'author':
        commit.author = person(value);
        break;
      case 'committer':
        commit.committer = person(value);
        break;
    }
  }
  return commit;
}

export function commitBody(commit: Commit): Uint8Array {
  const signature = ({ name, email, seconds, zone }: Person) => `${name} <${email}> ${seconds} ${zone}`;
  const parents = commit.parents.map((id) => `parent ${id}\n`).join('');
  return utf8(`tree ${commit.tree}\n${parents}author ${signature(commit.author)}\ncommitter ${signature(commit.committer)}\n\n${commit.message}`);
}
