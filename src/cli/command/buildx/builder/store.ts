import { utf8 } from '../../../../lib/bytes';
import { formatTimestampMs } from '../../../../lib/timestamp';
import { isSysError } from '../../../../machine/errno';
import { digestOfBytes } from '../../../../oci/digest';
import type { Platform } from '../../../../oci/image';
import type { Cli } from '../../../cli';
import { makeDirs } from '../../../config-file';

/** A node as it is written down; what wasn't given is null, as Go writes it. */
export interface StoredNode {
  Name: string;
  Endpoint: string;
  Platforms: Platform[] | null;
  DriverOpts: Record<string, string> | null;
  Flags: string[] | null;
  /** By name, base64. */
  Files: Record<string, string> | null;
}

/** A builder as it is written down (buildx store.NodeGroup). */
export interface NodeGroup {
  Name: string;
  Driver: string;
  Nodes: StoredNode[];
  Dynamic: boolean;
}

const NAME = /^[a-zA-Z][a-zA-Z0-9._-]*$/;

/** A name that no builder can have. */
export class InvalidName extends Error {}

/** The name as files have it; throws InvalidName. */
export function validName(name: string): string {
  if (!NAME.test(name)) throw new InvalidName(`invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`);
  return name.toLowerCase();
}

/** The builders below ~/.docker/buildx: instances, which one is current, when each was last used (buildx store). */
export class BuilderStore {
  readonly folder: string;

  constructor(private readonly cli: Cli) {
    this.folder = cli.sys.env.BUILDX_CONFIG || `${cli.config.dir}/buildx`;
    try {
      for (const name of ['instances', 'defaults', 'activity']) {
        makeDirs(cli.sys, `${this.folder}/${name}`);
        cli.sys.chmod(`${this.folder}/${name}`, 0o700);
      }
      if (!cli.sys.access(`${this.folder}/.lock`, '')) cli.sys.writeFile(`${this.folder}/.lock`, '', 0o600);
    } catch (error) {
      // Where nothing can be written, the engine's own builder is there all the same.
      if (!isSysError(error)) throw error;
    }
  }

  private read(path: string): string | undefined {
    try {
      return this.cli.sys.readText(`${this.folder}/${path}`);
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  private write(path: string, text: string): void {
    this.cli.sys.writeFile(`${this.folder}/${path}`, text, 0o600);
  }

  private removeFile(path: string): void {
    try {
      this.cli.sys.unlink(`${this.folder}/${path}`);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  /** By name. */
  list(): NodeGroup[] {
    const names = this.cli.sys.access(`${this.folder}/instances`, 'r') ? this.cli.sys.readdir(`${this.folder}/instances`).map((entry) => entry.name) : [];
    return names.filter((name) => NAME.test(name)).sort().flatMap((name) => this.get(name) ?? []);
  }

  /** Undefined when there is none; throws InvalidName. */
  get(name: string): NodeGroup | undefined {
    const text = this.read(`instances/${validName(name)}`);
    return text === undefined ? undefined : (JSON.parse(text) as NodeGroup);
  }

  save(group: NodeGroup): void {
    const name = validName(group.Name);
    this.used(name);
    this.write(`instances/${name}`, JSON.stringify(group));
  }

  remove(name: string): void {
    const file = validName(name);
    this.removeFile(`activity/${file}`);
    this.removeFile(`instances/${file}`);
  }

  /** Notes that a builder is being used; where nothing can be written, nothing is noted. */
  used(name: string): void {
    try {
      this.write(`activity/${name}`, formatTimestampMs(Math.floor(this.cli.sys.now() / 1000) * 1000));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  /** RFC 3339 in UTC; empty for one that was never used. */
  lastActivity(name: string): string {
    return this.read(`activity/${name}`) ?? '';
  }

  private defaultsFile(endpoint: string): string {
    return `defaults/${digestOfBytes(utf8(endpoint)).slice('sha256:'.length, 'sha256:'.length + 20)}`;
  }

  setCurrent(endpoint: string, name: string, isGlobal: boolean, isDefault: boolean): void {
    this.write('current', JSON.stringify({ Key: endpoint, Name: name, Global: isGlobal }));
    if (isDefault) this.write(this.defaultsFile(endpoint), name);
    else this.removeFile(this.defaultsFile(endpoint));
  }

  /** The builder that `use` has chosen for an endpoint; undefined for the engine's own. */
  current(endpoint: string): NodeGroup | undefined {
    const text = this.read('current');
    if (text !== undefined) {
      const { Key: key, Name: name, Global: isGlobal } = JSON.parse(text) as { Key: string; Name: string; Global: boolean };
      if (name !== '' && (isGlobal || key === endpoint)) {
        const found = this.get(name);
        if (found || key === endpoint) return found;
      }
    }
    const name = this.read(this.defaultsFile(endpoint));
    return name === undefined ? undefined : this.get(name);
  }
}
