import { conflict, invalid, notFound } from '../../api/errors';
import type { Filters } from '../../api/filters';
import { makeDirectories, readJson, removeTree, treeSize, writeJson } from '../disk';
import { formatSeconds, type Nanos } from '../go-time';
import { quote } from '../../lib/govalue/quote';
import type { Sys } from '../../machine/sys';
import type { EventLog } from '../system/event-log';

/** A local volume, as plain data. */
export interface VolumeRecord {
  name: string;
  driver: string;
  created: string;
  labels: Record<string, string> | null;
  options: Record<string, string> | null;
}

export const ANONYMOUS_LABEL = 'com.docker.volume.anonymous';

/** What the volume store needs of the rest of the engine. */
export interface VolumeHost {
  sys: Sys;
  events: EventLog;
  now(): Nanos;
  /** Ids of the containers whose mounts name the volume. */
  users(name: string): string[];
}

/** The `local` volume driver (moby daemon/volume/local, daemon/volume/service). */
export class VolumeStore {
  private volumes = new Map<string, VolumeRecord>();

  constructor(
    private readonly host: VolumeHost,
    readonly directory: string,
  ) {
    makeDirectories(host.sys, directory, 0o701);
    for (const one of readJson<VolumeRecord[]>(host.sys, this.database) ?? []) this.volumes.set(one.name, one);
  }

  private get database(): string {
    return `${this.directory}/metadata.db`;
  }

  mountpoint(name: string): string {
    return `${this.directory}/${name}/_data`;
  }

  all(): VolumeRecord[] {
    return [...this.volumes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  find(name: string): VolumeRecord | undefined {
    return this.volumes.get(name);
  }

  get(name: string): VolumeRecord {
    const volume = this.volumes.get(name);
    if (!volume) throw notFound(`get ${name}: no such volume`);
    return volume;
  }

  /** Makes a volume, or gives the one that is there; no name makes an anonymous one. */
  create(request: { name?: string; driver?: string; labels?: Record<string, string> | null; options?: Record<string, string> | null }): VolumeRecord {
    const anonymous = !request.name;
    const name = request.name || this.host.sys.random.hex(32);
    const driver = request.driver || 'local';
    const existing = this.volumes.get(name);
    if (existing) {
      if (existing.driver !== driver) throw conflict(`create ${name}: conflict: volume name must be unique`);
      return existing;
    }
    if (driver !== 'local') throw notFound(`create ${name}: error looking up volume plugin ${driver}: plugin ${quote(driver)} not found`);
    if (name.length === 1) throw invalid(`create ${name}: volume name is too short, names should be at least two alphanumeric characters`);
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
      throw invalid(
        `create ${name}: ${quote(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
    }
    const options = request.options && Object.keys(request.options).length > 0 ? request.options : null;
    if (options) checkOptions(name, options);
    const labels = anonymous ? { ...request.labels, [ANONYMOUS_LABEL]: '' } : (request.labels && Object.keys(request.labels).length > 0 ? request.labels : null);
    const volume: VolumeRecord = { name, driver, created: formatSeconds(this.host.now()), labels, options };
    makeDirectories(this.host.sys, this.mountpoint(name));
    this.host.sys.chmod(`${this.directory}/${name}`, 0o701);
    if (options) writeJson(this.host.sys, `${this.directory}/${name}/opts.json`, options);
    this.volumes.set(name, volume);
    this.save();
    this.host.events.log('volume', 'create', name, { driver });
    return volume;
  }

  remove(name: string, force: boolean): void {
    const volume = this.volumes.get(name);
    if (!volume) {
      if (force) return;
      throw notFound(`get ${name}: no such volume`);
    }
    const users = this.host.users(name);
    if (users.length > 0) throw conflict(`remove ${name}: volume is in use - [${users.join(', ')}]`);
    this.discard(volume);
  }

  /** Removes those that nothing uses: anonymous ones, or `all`. */
  prune(filters: Filters): { VolumesDeleted: string[] | null; SpaceReclaimed: number } {
    filters.validate(['label', 'label!', 'all']);
    const all = filters.bool('all', false);
    const deleted: string[] = [];
    let reclaimed = 0;
    for (const volume of this.all()) {
      if (this.host.users(volume.name).length > 0) continue;
      if (!all && !Object.hasOwn(volume.labels ?? {}, ANONYMOUS_LABEL)) continue;
      if (!prunableByLabels(filters, volume.labels ?? {})) continue;
      // Volumes with mount options are never pruned (daemon/volume/service Prune).
      if (volume.options) continue;
      reclaimed += this.size(volume);
      this.discard(volume);
      deleted.push(volume.name);
    }
    this.host.events.log('volume', 'prune', '', { reclaimed: String(reclaimed) });
    return { VolumesDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: reclaimed };
  }

  list(filters: Filters): VolumeRecord[] {
    filters.validate(['dangling', 'name', 'driver', 'label']);
    const dangling = filters.has('dangling') ? filters.bool('dangling', false) : undefined;
    return this.all().filter(
      (volume) =>
        (dangling === undefined || dangling === (this.host.users(volume.name).length === 0)) &&
        filters.match('name', volume.name) &&
        filters.exact('driver', volume.driver) &&
        (!filters.has('label') || filters.labels('label', volume.labels ?? {})),
    );
  }

  size(volume: VolumeRecord): number {
    return treeSize(this.host.sys, this.mountpoint(volume.name));
  }

  links(name: string): number {
    return this.host.users(name).length;
  }

  /** A volume as the API shows it. */
  view(volume: VolumeRecord): Record<string, unknown> {
    return {
      CreatedAt: volume.created, Driver: volume.driver, Labels: volume.labels, Mountpoint: this.mountpoint(volume.name), Name: volume.name,
      Options: volume.options, Scope: 'local',
    };
  }

  private discard(volume: VolumeRecord): void {
    this.volumes.delete(volume.name);
    removeTree(this.host.sys, `${this.directory}/${volume.name}`);
    this.save();
    this.host.events.log('volume', 'destroy', volume.name, { driver: volume.driver });
  }

  private save(): void {
    writeJson(this.host.sys, this.database, this.all());
  }
}

/** `label` must all match and `label!` none (moby daemon/prune.go matchLabels). */
export function prunableByLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  if (filters.has('label') && !filters.labels('label', labels)) return false;
  return !filters.has('label!') || !filters.labels('label!', labels);
}

function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const key of Object.keys(options)) if (!['type', 'device', 'o', 'size'].includes(key)) throw invalid(`create ${name}: invalid option: ${quote(key)}`);
  if ('device' in options || 'type' in options) {
    for (const key of ['device', 'type']) if (!options[key]) throw invalid(`create ${name}: missing required option: ${quote(key)}`);
  }
}
