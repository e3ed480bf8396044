import { utf8 } from '../lib/bytes';
import { digestOfBytes } from '../oci/digest';
import type { Sys } from '../machine/sys';
import { makeDirs } from './config-file';

/** A context as its meta.json holds it. */
export interface ContextMeta {
  Name: string;
  Metadata: { Description?: string };
  Endpoints: { docker?: { Host?: string; SkipTLSVerify: boolean } };
}

export const DEFAULT_CONTEXT = 'default';
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/;

/** Throws the CLI's words for a name that no context can have. */
export function validateContextName(name: string): void {
  if (name === '') throw new Error('context name cannot be empty');
  if (name === DEFAULT_CONTEXT) throw new Error('"default" is a reserved context name');
  if (!NAME.test(name)) {
    throw new Error(`context name "${name}" is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"`);
  }
}

/** The contexts below ~/.docker/contexts, a folder each, named by the digest of its name (docker/cli context/store). */
export class ContextStore {
  constructor(
    private readonly sys: Sys,
    private readonly configDir: string,
  ) {}

  private id(name: string): string {
    return digestOfBytes(utf8(name)).slice('sha256:'.length);
  }
  metaDir(name: string): string {
    return `${this.configDir}/contexts/meta/${this.id(name)}`;
  }
  tlsDir(name: string): string {
    return `${this.configDir}/contexts/tls/${this.id(name)}`;
  }
  has(name: string): boolean {
    return this.sys.access(`${this.metaDir(name)}/meta.json`, '');
  }

  get(name: string): ContextMeta {
    const path = `${this.metaDir(name)}/meta.json`;
    if (!this.has(name)) throw new Error(`context "${name}": context not found: open ${path}: no such file or directory`);
    return JSON.parse(this.sys.readText(path)) as ContextMeta;
  }

  /** All of them, by name. */
  list(): ContextMeta[] {
    const root = `${this.configDir}/contexts/meta`;
    if (!this.sys.access(root, '')) return [];
    return this.sys
      .readdir(root)
      .filter((entry) => this.sys.access(`${root}/${entry.name}/meta.json`, ''))
      .map((entry) => JSON.parse(this.sys.readText(`${root}/${entry.name}/meta.json`)) as ContextMeta)
      .sort((a, b) => (a.Name < b.Name ? -1 : 1));
  }

  save(meta: ContextMeta): void {
    const dir = this.metaDir(meta.Name);
    makeDirs(this.sys, dir);
    this.sys.writeFile(`${dir}/meta.json`, JSON.stringify(meta), 0o644);
  }

  remove(name: string): void {
    this.sys.unlink(`${this.metaDir(name)}/meta.json`);
    this.sys.rmdir(this.metaDir(name));
  }
}
