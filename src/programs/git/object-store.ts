import { unzlibSync, zlibSync } from 'fflate';
import { text } from '../../lib/bytes';
import { framed, objectId, readCommit, readTree, unframed, type Commit, type GitObject, type ObjectType, type TreeEntry } from '../../lib/git-objects';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** The object database of a repository: loose objects, each a zlib file under `objects/`. */
export class ObjectStore {
  constructor(
    private readonly sys: Sys,
    private readonly folder: string,
  ) {}

  private path(id: string): string {
    return `${this.folder}/${id.slice(0, 2)}/${id.slice(2)}`;
  }

  has(id: string): boolean {
    return this.sys.access(this.path(id), '');
  }

  /** Stores an object; gives its id. */
  write(type: ObjectType, body: Uint8Array): string {
    const id = objectId(type, body);
    if (!this.has(id)) this.writePacked(id, zlibSync(framed(type, body), { level: 1 }));
    return id;
  }

  /** Stores an object as it came from another repository. */
  writePacked(id: string, packed: Uint8Array): void {
    const folder = `${this.folder}/${id.slice(0, 2)}`;
    if (!this.sys.access(folder, '')) this.sys.mkdir(folder, 0o777);
    this.sys.writeFile(this.path(id), packed, 0o444);
  }

  /** Throws where there is no such object. */
  read(id: string): GitObject {
    const object = unframed(unzlibSync(this.sys.readFile(this.path(id))));
    if (!object) throw new Error(`object file is broken: ${id}`);
    return object;
  }

  /** The ids that begin with these digits. */
  startingWith(prefix: string): string[] {
    const folder = prefix.slice(0, 2);
    try {
      return this.sys.readdir(`${this.folder}/${folder}`).map(({ name }) => folder + name).filter((id) => id.startsWith(prefix)).sort();
    } catch (error) {
      if (isSysError(error)) return [];
      throw error;
    }
  }

  tree(id: string): TreeEntry[] {
    return readTree(this.read(id).body);
  }

  commit(id: string): Commit {
    const commit = readCommit(text(this.read(id).body));
    return this.shallow().includes(id) ? { ...commit, parents: [] } : commit;
  }

  /** Commits whose parents were left behind (gitrepository-layout(5), `shallow`). */
  shallow(): string[] {
    const file = `${this.folder.replace(/\/objects$/, '')}/shallow`;
    return this.sys.access(file, 'r') ? this.sys.readText(file).split('\n').filter((line) => line !== '') : [];
  }
}
