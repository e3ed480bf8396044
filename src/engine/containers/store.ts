import { conflict, invalid, notFound } from '../../api/errors';
import { containerTransition, type ContainerAction, type ContainerStatus } from '../../api/container-states';
import { makeDirectories, readJson, removeTree, writeJson } from '../disk';
import type { Sys } from '../../machine/sys';
import { Mutex } from '../engine';
import type { ContainerRecord, HostConfig } from './record';
import { LiveContainer } from './live';

/** A container: its record, and what is alive of it. */
export class Container {
  readonly live = new LiveContainer();
  /** Serializes start, stop, remove and the like. */
  readonly lock = new Mutex();

  constructor(
    readonly record: ContainerRecord,
    private readonly store: ContainerStore,
  ) {}

  get id(): string {
    return this.record.id;
  }
  get name(): string {
    return this.record.name;
  }
  get status(): ContainerStatus {
    return this.record.state.status;
  }
  get directory(): string {
    return `${this.store.directory}/${this.id}`;
  }
  get logPath(): string {
    return `${this.directory}/${this.id}-json.log`;
  }

  /** Asks the state table; throws the refusal in the words of the client's reference. */
  may(action: ContainerAction, ref: string = this.name): { next: ContainerStatus | 'gone'; unchanged: boolean } {
    return containerTransition(action, this.status, { id: this.id, name: this.name, ref });
  }

  save(): void {
    this.store.write(this.record);
  }
}

/** The containers that there are, by id and name; each has a directory with its records. */
export class ContainerStore {
  private readonly byId = new Map<string, Container>();
  private readonly byTheName = new Map<string, Container>();
  /** The name under which each stands there, by id. */
  private readonly knownName = new Map<string, string>();
  /** Those that link to others. */
  private readonly linking = new Set<Container>();

  constructor(
    private readonly sys: Sys,
    readonly directory: string,
  ) {
    makeDirectories(sys, directory, 0o710);
  }

  /** Reads what an earlier dockerd left. */
  load(): void {
    const found: ContainerRecord[] = [];
    for (const entry of this.sys.readdir(this.directory)) {
      const record = readJson<ContainerRecord>(this.sys, `${this.directory}/${entry.name}/config.v2.json`);
      const hostConfig = readJson<HostConfig>(this.sys, `${this.directory}/${entry.name}/hostconfig.json`);
      if (record && hostConfig) found.push({ ...record, hostConfig });
    }
    found.sort((a, b) => (a.created < b.created ? -1 : 1));
    for (const record of found) this.index(new Container(record, this));
  }

  all(): Container[] {
    return [...this.byId.values()];
  }

  add(record: ContainerRecord): Container {
    const container = new Container(record, this);
    this.index(container);
    makeDirectories(this.sys, container.directory, 0o710);
    this.write(record);
    return container;
  }

  /** Keeps a container to be found by its id, its name of now, and its links. */
  private index(container: Container): void {
    const { id, name } = container;
    const before = this.knownName.get(id);
    if (before !== undefined && before !== name) this.byTheName.delete(before);
    this.byId.set(id, container);
    this.byTheName.set(name, container);
    this.knownName.set(id, name);
    if (container.record.links.length > 0) this.linking.add(container);
    else this.linking.delete(container);
  }

  write(record: ContainerRecord): void {
    const known = this.byId.get(record.id);
    if (!known) return;
    this.index(known);
    const { hostConfig, ...rest } = record;
    writeJson(this.sys, `${this.directory}/${record.id}/config.v2.json`, rest);
    writeJson(this.sys, `${this.directory}/${record.id}/hostconfig.json`, hostConfig, 0o644);
  }

  delete(container: Container): void {
    this.byId.delete(container.id);
    this.byTheName.delete(container.name);
    this.knownName.delete(container.id);
    this.linking.delete(container);
    removeTree(this.sys, container.directory);
  }

  byName(name: string): Container | undefined {
    const wanted = name.startsWith('/') ? name.slice(1) : name;
    return this.byTheName.get(wanted);
  }

  /** By the name that `--link` gives a container in another: `/parent/alias`. */
  byLink(ref: string): { parent: Container; alias: string; target: Container } | undefined {
    const [, parentName, alias] = /^\/?([^/]+)\/([^/]+)$/.exec(ref) ?? [];
    const parent = parentName === undefined ? undefined : this.byName(parentName);
    const link = parent?.record.links.find((one) => one.alias === alias);
    const target = link && this.byName(link.name);
    return parent && link && target ? { parent, alias: link.alias, target } : undefined;
  }

  /** The names that a container has, those of links to it among them. */
  namesOf(container: Container): string[] {
    const linked = [...this.linking].flatMap(({ record }) => record.links.filter((link) => link.name === container.name).map((link) => `/${record.name}/${link.alias}`));
    return [`/${container.name}`, ...linked].sort();
  }

  /** By id, then name, then prefix of an id (moby daemon.GetContainer). */
  find(ref: string): Container | undefined {
    const exact = this.byId.get(ref) ?? this.byName(ref) ?? this.byLink(ref)?.target;
    if (exact) return exact;
    if (!/^[0-9a-f]+$/.test(ref)) return undefined;
    const matches = this.all().filter((one) => one.id.startsWith(ref));
    if (matches.length > 1) throw invalid(`multiple IDs found with provided prefix: ${ref}`);
    return matches[0];
  }

  get(ref: string): Container {
    const found = ref === '' ? undefined : this.find(ref);
    if (!found) throw notFound(`No such container: ${ref}`);
    return found;
  }

  /** Refuses a name that another has. */
  checkName(name: string): void {
    const other = this.byName(name);
    if (other) {
      throw conflict(
        `Conflict. The container name "/${name}" is already in use by container "${other.id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
    }
  }
}
