import { isSysError } from '../../machine/errno';
import { parseDate } from '../coreutils/date-parse';
import type { Sys } from '../../machine/sys';
import { ConfigFile } from './config-file';
import { fatal } from './failure';
import { readIndex, writeIndex, type IndexEntry } from './index-file';
import { treeBody, type Commit, type Person } from '../../lib/git-objects';
import { ObjectStore } from './object-store';

/** A file of a tree: its mode and blob. */
export interface TreeFile {
  mode: string;
  id: string;
}

export type TreeFiles = Map<string, TreeFile>;

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/** A repository with a worktree: what its commands share. Paths of files are relative to the worktree's root. */
export class Repository {
  readonly objects: ObjectStore;
  readonly config: ConfigFile;

  private constructor(
    readonly sys: Sys,
    /** The worktree's root, absolute. */
    readonly root: string,
  ) {
    this.objects = new ObjectStore(sys, `${this.gitFolder}/objects`);
    this.config = new ConfigFile(sys, `${this.gitFolder}/config`);
  }

  get gitFolder(): string {
    return this.root === '/' ? '/.git' : `${this.root}/.git`;
  }

  /** The repository that the working directory is in. Throws GitFailure outside of one. */
  static find(sys: Sys): Repository {
    for (let at = sys.cwd(); ; at = folderOf(at)) {
      if (sys.access(at === '/' ? '/.git/HEAD' : `${at}/.git/HEAD`, '')) {
        const owner = sys.stat(at).uid;
        if (owner !== sys.credentials.euid && sys.credentials.euid !== 0) throw fatal(`detected dubious ownership in repository at '${at}'\nTo add an exception for this directory, call:\n\n\tgit config --global --add safe.directory ${at}`);
        return new Repository(sys, at);
      }
      if (at === '/') throw fatal('not a git repository (or any of the parent directories): .git');
    }
  }

  static at(sys: Sys, root: string): Repository {
    return new Repository(sys, root);
  }

  /** Makes the folders and files of a new repository; true where one had been there. */
  static create(sys: Sys, root: string, branch: string): boolean {
    const git = root === '/' ? '/.git' : `${root}/.git`;
    const existed = sys.access(`${git}/HEAD`, '');
    for (const folder of ['', '/branches', '/hooks', '/info', '/objects', '/objects/info', '/objects/pack', '/refs', '/refs/heads', '/refs/tags']) if (!sys.access(`${git}${folder}`, '')) sys.mkdir(`${git}${folder}`);
    if (existed) return true;
    sys.writeFile(`${git}/HEAD`, `ref: refs/heads/${branch}\n`);
    sys.writeFile(`${git}/config`, '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n');
    sys.writeFile(`${git}/description`, "Unnamed repository; edit this file 'description' to name the repository.\n");
    sys.writeFile(`${git}/info/exclude`, '# Patterns here are ignored in this repository alone.\n');
    return false;
  }

  // Settings

  get globalConfig(): ConfigFile {
    return globalConfig(this.sys);
  }

  setting(key: string): string | undefined {
    return this.config.get(key) ?? this.globalConfig.get(key) ?? new ConfigFile(this.sys, '/etc/gitconfig').get(key);
  }

  /** Who commits now, by environment and settings. Throws where nobody has said. */
  person(role: 'AUTHOR' | 'COMMITTER'): Person {
    const { env } = this.sys;
    const name = env[`GIT_${role}_NAME`] ?? this.setting('user.name');
    const email = env[`GIT_${role}_EMAIL`] ?? this.setting('user.email') ?? env['EMAIL'];
    if (email === undefined || name === undefined) {
      const user = env['USER'] ?? 'root';
      const problem = email === undefined ? `unable to auto-detect email address (got '${user}@${this.sys.hostname()}.(none)')` : `empty ident name (for <${email}>) not allowed`;
      throw new GitIdentityUnknown(role === 'AUTHOR' ? 'Author' : 'Committer', problem);
    }
    const date = env[`GIT_${role}_DATE`];
    const stated = date === undefined ? null : /^@?(\d+)(?: ([+-]\d{4}))?$/.exec(date);
    const parsed = date === undefined || stated ? undefined : parseDate(date);
    return { name, email, seconds: stated ? Number(stated[1]) : Math.floor((parsed ?? this.sys.now()) / 1000), zone: stated?.[2] ?? '+0000' };
  }

  // References

  /** What HEAD is on: a branch's full name, or nothing when it is detached. */
  headRef(): string | undefined {
    return /^ref: (.*)\n?$/.exec(this.sys.readText(`${this.gitFolder}/HEAD`))?.[1];
  }

  /** The branch that HEAD is on, short. */
  branch(): string | undefined {
    return this.headRef()?.replace(/^refs\/heads\//, '');
  }

  /** The commit that HEAD is at; undefined before the first. */
  head(): string | undefined {
    const ref = this.headRef();
    return ref === undefined ? this.sys.readText(`${this.gitFolder}/HEAD`).trim() : this.ref(ref);
  }

  ref(name: string): string | undefined {
    try {
      const value = this.sys.readText(`${this.gitFolder}/${name}`).trim();
      return value.startsWith('ref: ') ? this.ref(value.slice(5)) : value;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  /** Names under a prefix such as `refs/heads/`, without it, sorted. */
  refs(prefix: string): string[] {
    const names: string[] = [];
    const walk = (folder: string): void => {
      if (!this.sys.access(`${this.gitFolder}/${folder}`, '')) return;
      for (const { name, type } of this.sys.readdir(`${this.gitFolder}/${folder}`)) {
        if (type === 'dir') walk(`${folder}${name}/`);
        else names.push(`${folder}${name}`.slice(prefix.length));
      }
    };
    walk(prefix);
    return names.sort();
  }

  setRef(name: string, id: string | undefined): void {
    const path = `${this.gitFolder}/${name}`;
    if (id === undefined) return this.sys.unlink(path);
    this.makeFolders(folderOf(path));
    this.sys.writeFile(path, `${id}\n`);
  }

  setHead(branchRef: string | undefined, id?: string): void {
    this.sys.writeFile(`${this.gitFolder}/HEAD`, branchRef === undefined ? `${id}\n` : `ref: ${branchRef}\n`);
  }

  /** Moves the branch that HEAD is on (or HEAD itself), and notes it in the reflog. */
  moveHead(id: string, why: string): void {
    const before = this.head();
    const ref = this.headRef();
    if (ref === undefined) this.setHead(undefined, id);
    else this.setRef(ref, id);
    this.note(before, id, why, ref);
  }

  /** Adds to the reflogs (`.git/logs`). */
  note(before: string | undefined, after: string, why: string, ref?: string): void {
    const { name, email, seconds, zone } = this.personOrNobody();
    const line = `${before ?? '0'.repeat(40)} ${after} ${name} <${email}> ${seconds} ${zone}\t${why}\n`;
    for (const log of ['HEAD', ...(ref === undefined ? [] : [ref])]) {
      const path = `${this.gitFolder}/logs/${log}`;
      this.makeFolders(folderOf(path));
      this.sys.writeFile(path, (this.sys.access(path, '') ? this.sys.readText(path) : '') + line);
    }
  }

  private personOrNobody(): Person {
    try {
      return this.person('COMMITTER');
    } catch (error) {
      if (!(error instanceof GitIdentityUnknown)) throw error;
      return { name: this.sys.env['USER'] ?? 'root', email: `${this.sys.env['USER'] ?? 'root'}@${this.sys.hostname()}`, seconds: Math.floor(this.sys.now() / 1000), zone: '+0000' };
    }
  }

  // Trees and the index

  readIndex(): Map<string, IndexEntry> {
    return readIndex(this.sys, `${this.gitFolder}/index`);
  }

  writeIndex(entries: ReadonlyMap<string, IndexEntry>): void {
    writeIndex(this.sys, `${this.gitFolder}/index`, entries);
  }

  commit(id: string): Commit {
    return this.objects.commit(id);
  }

  /** Every file of a commit's tree; none without a commit. */
  filesOf(commit: string | undefined): TreeFiles {
    const files: TreeFiles = new Map();
    const walk = (tree: string, prefix: string): void => {
      for (const { mode, name, id } of this.objects.tree(tree)) {
        if (mode === '40000') walk(id, `${prefix}${name}/`);
        else files.set(prefix + name, { mode, id });
      }
    };
    if (commit !== undefined) walk(this.commit(commit).tree, '');
    return files;
  }

  /** Stores trees for these files; gives the root's id. */
  writeTree(files: ReadonlyMap<string, TreeFile>, prefix = ''): string {
    const entries = new Map<string, { mode: string; name: string; id: string }>();
    for (const [path, { mode, id }] of files) {
      if (!path.startsWith(prefix)) continue;
      const rest = path.slice(prefix.length);
      const name = rest.split('/')[0]!;
      if (entries.has(name)) continue;
      entries.set(name, rest.includes('/') ? { mode: '40000', name, id: this.writeTree(files, `${prefix}${name}/`) } : { mode, name, id });
    }
    return this.objects.write('tree', treeBody([...entries.values()]));
  }

  makeFolders(path: string): void {
    if (this.sys.access(path, '')) return;
    this.makeFolders(folderOf(path));
    this.sys.mkdir(path);
  }
}

/** Nobody has said who commits. */
export class GitIdentityUnknown extends Error {
  constructor(
    readonly role: string,
    readonly problem: string,
  ) {
    super(problem);
  }
}

/** The user's own settings, `~/.gitconfig`. */
export function globalConfig(sys: Sys): ConfigFile {
  return new ConfigFile(sys, `${sys.env['HOME'] ?? '/root'}/.gitconfig`);
}
