import { containerRemove, containerRename, containerStart, containerStop } from '../../client/container';
import { ApiError } from '../../client/errors';
import { networkConnect, networkCreate, networkDisconnect, networkRemove } from '../../client/network';
import { volumeCreate, volumeRemove } from '../../client/volume';
import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, working } from '../progress/events';
import { networkHash, serviceHash, volumeHash } from '../project/hash';
import { COMPOSE_VERSION } from '../project/load';
import { scaleOf, type Network, type Project, type Service, type Volume } from '../project/types';
import { byName, labelOf, nameOf, numberOf, progressName, type Container } from './containers';
import { createContainer, inheritedMounts } from './create-container';
import { containerName, isNamedVolume } from './create-request';
import { LABEL } from './labels';
import type { Observed } from './observe';
import { execute, type Step } from './plan';
import { resolveReferences } from './references';

export type Recreate = 'diverged' | 'force' | 'never';

export interface ReconcileOptions {
  services: readonly string[];
  recreate: Recreate;
  recreateDependencies: Recreate;
  /** Take anonymous volumes over. */
  inherit: boolean;
  timeout?: number;
  removeOrphans: boolean;
}

/** Makes a plan of what there should be and what there is (pkg/compose/reconcile.go). */
class Reconciler {
  private readonly steps: Step[] = [];
  private readonly networkSteps = new Map<string, Step>();
  private readonly volumeSteps = new Map<string, Step>();
  private readonly serviceSteps = new Map<string, Step>();
  private readonly stopped = new Map<string, Step>();
  private readonly reconnected = new Map<string, Step[]>();
  private readonly recreated = new Set<string>();
  /** Containers that the plan touches. */
  private readonly planned = new Set<string>();
  /** What services' references resolve to, as it changes while the plan runs. */
  private readonly live: Record<string, Container[]>;

  constructor(
    private readonly app: App,
    private readonly project: Project,
    private readonly observed: Observed,
    private readonly options: ReconcileOptions,
  ) {
    this.live = Object.fromEntries(Object.entries(observed.containers).map(([name, list]) => [name, [...list]]));
  }

  async run(): Promise<void> {
    this.networks();
    await this.volumes();
    for (const name of this.dependencyOrder()) this.service(this.project.services[name]!);
    if (this.options.removeOrphans) for (const orphan of this.observed.orphans) this.remove(orphan, [this.stop(orphan)]);
    for (const name of sortedKeys(this.project.services)) {
      for (const container of this.observed.containers[name] ?? []) {
        if (container.State === 'running' && !this.planned.has(container.Id)) await this.app.tell(done(progressName(container), 'Running'));
      }
    }
    await execute(this.app, this.steps);
  }

  private add(step: Step): Step {
    this.steps.push(step);
    return step;
  }

  private stop(container: Container, after: readonly Step[] = [], silent = false): Step {
    const before = this.stopped.get(container.Id);
    if (before) return before;
    this.planned.add(container.Id);
    const id = progressName(container);
    const step = this.add({
      after, failureId: id, ...(silent ? {} : { before: [working(id, 'Stopping')], then: [done(id, 'Stopped')] }),
      run: () => containerStop(this.app.client, container.Id, { timeout: this.options.timeout }),
    });
    this.stopped.set(container.Id, step);
    return step;
  }

  private remove(container: Container, after: readonly Step[], silent = false): Step {
    this.planned.add(container.Id);
    const id = progressName(container);
    return this.add({
      after, failureId: id, ...(silent ? {} : { before: [working(id, 'Removing')], then: [done(id, 'Removed')] }),
      run: async () => {
        await containerRemove(this.app.client, container.Id, { force: true });
        const name = labelOf(container, LABEL.service);
        this.live[name] = (this.live[name] ?? []).filter(({ Id }) => Id !== container.Id);
      },
    });
  }

  private createNetwork(key: string, after: readonly Step[]): Step {
    const network = this.project.networks[key]!;
    const id = `Network ${network.name}`;
    const step = this.add({
      after, failureId: `network:${key}`, before: [working(id, 'Creating')], then: [done(id, 'Created')],
      run: () => this.makeNetwork(key, network, id),
    });
    this.networkSteps.set(key, step);
    return step;
  }

  private async makeNetwork(key: string, network: Network, id: string): Promise<void> {
    await this.app.tell(working(id, 'Creating'));
    const ipam = network.ipam?.driver || network.ipam?.config?.length
      ? { Driver: network.ipam.driver ?? 'default', Config: (network.ipam.config ?? []).map(({ subnet, gateway, ip_range, aux_addresses }) => ({ Subnet: subnet, IPRange: ip_range, Gateway: gateway, AuxiliaryAddresses: aux_addresses })) }
      : undefined;
    try {
      await networkCreate(this.app.client, {
        Name: network.name, Driver: network.driver ?? '', Options: network.driver_opts, Internal: network.internal ?? false, Attachable: network.attachable ?? false,
        IPAM: ipam, EnableIPv4: network.enable_ipv4, EnableIPv6: network.enable_ipv6,
        Labels: { ...network.labels, [LABEL.network]: key, [LABEL.project]: this.project.name, [LABEL.version]: COMPOSE_VERSION, [LABEL.configHash]: networkHash(network) },
      });
    } catch (error) {
      await this.app.tell(failed(id, (error as Error).message));
      throw new Error(`failed to create network ${network.name}: ${(error as Error).message}`);
    }
    await this.app.tell(done(id, 'Created'));
  }

  private networks(): void {
    for (const key of sortedKeys(this.project.networks)) {
      const network = this.project.networks[key]!;
      const found = this.observed.networks[key];
      if (network.external) continue;
      if (!found) this.createNetwork(key, []);
      else if (found.hash !== '' && found.hash !== networkHash(network)) this.recreateNetwork(key, found.name, network.name);
    }
  }

  private recreateNetwork(key: string, before: string, now: string): void {
    const users = sortedKeys(this.project.services).filter((name) => key in (this.project.services[name]!.networks ?? {})).flatMap((name) => this.observed.containers[name] ?? []);
    const { client } = this.app;
    const cut = users.map((container) => this.add({
      after: [this.stop(container)], failureId: progressName(container), run: () => networkDisconnect(client, before, { Container: container.Id, Force: true }),
    }));
    const id = `Network ${before}`;
    const removed = this.add({ after: cut, failureId: id, before: [working(id, 'Removing')], then: [done(id, 'Removed')], run: () => networkRemove(client, before) });
    const made = this.createNetwork(key, before === now ? [removed] : []);
    users.forEach((container, i) => {
      const step = this.add({ after: [made, cut[i]!], failureId: progressName(container), run: () => networkConnect(client, now, { Container: container.Id }) });
      this.reconnected.set(container.Id, [...(this.reconnected.get(container.Id) ?? []), step]);
    });
  }

  private createVolume(key: string, after: readonly Step[]): void {
    const volume = this.project.volumes[key]!;
    const id = `Volume ${volume.name}`;
    this.volumeSteps.set(key, this.add({
      after, failureId: `volume:${key}`, before: [working(id, 'Creating')], then: [done(id, 'Created')], run: () => this.makeVolume(key, volume, id),
    }));
  }

  private async makeVolume(key: string, volume: Volume, id: string): Promise<void> {
    await this.app.tell(working(id, 'Creating'));
    try {
      await volumeCreate(this.app.client, {
        Name: volume.name, Driver: volume.driver ?? '', DriverOpts: volume.driver_opts,
        Labels: { ...volume.labels, [LABEL.volume]: key, [LABEL.project]: this.project.name, [LABEL.version]: COMPOSE_VERSION, [LABEL.configHash]: volumeHash(volume) },
      });
    } catch (error) {
      await this.app.tell(failed(id, (error as Error).message));
      throw error;
    }
    await this.app.tell(done(id, 'Created'));
  }

  private async volumes(): Promise<void> {
    for (const key of sortedKeys(this.project.volumes)) {
      const volume = this.project.volumes[key]!;
      const found = this.observed.volumes[key];
      if (volume.external) continue;
      if (!found) this.createVolume(key, []);
      else if (found.hash === '' || found.hash === volumeHash(volume)) continue;
      else if (found.name !== volume.name) this.createVolume(key, []);
      else if (await this.app.confirm(`Volume ${quote(volume.name)} exists but doesn't match configuration in compose file. Recreate (data will be lost)?`)) this.recreateVolume(key, volume);
    }
  }

  private recreateVolume(key: string, volume: Volume): void {
    const users = sortedKeys(this.project.services).filter((name) => this.project.services[name]!.volumes?.some(({ source }) => source === key));
    const gone = users.flatMap((name) => this.observed.containers[name] ?? []).map((container) => this.remove(container, [this.stop(container)]));
    const id = `Volume ${volume.name}`;
    const removed = this.add({ after: gone, failureId: id, before: [working(id, 'Removing')], then: [done(id, 'Removed')], run: () => volumeRemove(this.app.client, volume.name, true) });
    this.createVolume(key, [removed]);
    for (const name of users) {
      this.recreated.add(name);
      this.observed.containers[name] = [];
    }
  }

  private dependencyOrder(): string[] {
    const out: string[] = [];
    const names = sortedKeys(this.project.services);
    while (out.length < names.length) {
      const next = names.find((name) => !out.includes(name) && Object.keys(this.project.services[name]!.depends_on ?? {}).every((other) => !this.project.services[other] || out.includes(other)));
      if (next === undefined) break;
      out.push(next);
    }
    return out;
  }

  /** What has to be there before a service's containers can be made. */
  private needs(service: Service): Step[] {
    const volumes = (service.volumes ?? []).filter(isNamedVolume).map(({ source }) => this.volumeSteps.get(source!));
    const networks = sortedKeys(service.networks ?? {}).map((key) => this.networkSteps.get(key));
    const services = sortedKeys(service.depends_on ?? {}).map((name) => this.serviceSteps.get(name));
    return [...networks, ...volumes, ...services].filter((step) => step !== undefined);
  }

  private service(service: Service): void {
    if (service.provider) return;
    const expected = scaleOf(service);
    if (expected > 1 && service.container_name) {
      throw new Error(`WARNING: The ${quote(service.name)} service is using the custom container name ${quote(service.container_name)}. Docker requires each container to have a unique name. Remove the custom name to scale the service`);
    }
    const { services, recreate, recreateDependencies } = this.options;
    const policy = services.length === 0 || services.includes(service.name) ? recreate : recreateDependencies;
    const hash = serviceHash(resolveReferences(service, this.observed.containers, true));
    const stale = (container: Container): boolean => this.mustRecreate(service, hash, container, policy);
    const needs = this.needs(service);
    const found = [...(this.observed.containers[service.name] ?? [])];
    // Those that are up to date first, then by number.
    found.sort((a, b) => Number(stale(a)) - Number(stale(b)) || numberOf(a) - numberOf(b));
    let last: Step | undefined;
    found.forEach((container, i) => {
      if (i >= expected) last = this.remove(container, [this.stop(container)]);
      else if (stale(container)) {
        last = this.recreate(service, container, needs);
        this.recreated.add(service.name);
      } else if (!['running', 'created', 'restarting', 'exited'].includes(container.State)) {
        const id = progressName(container);
        this.planned.add(container.Id);
        last = this.add({ after: needs, failureId: id, before: [working(id, 'Starting')], then: [done(id, 'Started')], run: () => containerStart(this.app.client, container.Id) });
      }
    });
    const next = Math.max(0, ...found.map(numberOf)) + 1;
    for (let number = next; number < next + expected - found.length; number++) {
      const name = containerName(this.project.name, service, number);
      const id = `Container ${name}`;
      last = this.add({
        after: needs, failureId: `service:${service.name}:${number}`, before: [working(id, 'Creating')], then: [done(id, 'Created')],
        run: async () => void (await this.create(service, name, number, undefined)),
      });
    }
    if (last) this.serviceSteps.set(service.name, last);
  }

  private mustRecreate(service: Service, hash: string, container: Container, policy: Recreate): boolean {
    if (policy === 'never') return false;
    if (policy === 'force') return true;
    const parents = [service.network_mode, service.ipc, service.pid].map((mode) => /^service:(.*)/.exec(mode ?? '')?.[1] ?? '');
    const sources = (service.volumes_from ?? []).filter((from) => !from.startsWith('container:')).map((from) => from.split(':')[0]!);
    if ([...parents, ...sources].some((name) => this.recreated.has(name))) return true;
    if (labelOf(container, LABEL.configHash) !== hash) return true;
    if (labelOf(container, LABEL.image) !== (service.customLabels[LABEL.image] ?? '')) return true;
    return (container.State === 'running' && this.networkMismatch(service, container)) || this.volumeMismatch(service, container);
  }

  private networkMismatch(service: Service, container: Container): boolean {
    const connected = Object.values(container.NetworkSettings?.Networks ?? {}).map((endpoint) => endpoint?.NetworkID);
    return Object.keys(service.networks ?? {}).some((key) => {
      const id = this.observed.networks[key]?.id;
      return id !== undefined && !connected.includes(id);
    });
  }

  private volumeMismatch(service: Service, container: Container): boolean {
    return (service.volumes ?? []).filter(isNamedVolume).some(({ source }) => {
      const name = this.observed.volumes[source!] && this.project.volumes[source!]?.name;
      return name !== undefined && !(container.Mounts ?? []).some((mount) => mount.Type === 'volume' && mount.Name === name);
    });
  }

  /** A new container beside the old one, which then goes, and whose name the new one gets. */
  private recreate(service: Service, container: Container, needs: readonly Step[]): Step {
    const dependents = sortedKeys(this.project.services).filter((name) => this.project.services[name]!.depends_on?.[service.name]?.restart);
    const halted = dependents.flatMap((name) => this.observed.containers[name] ?? []).map((other) => this.stop(other));
    const id = progressName(container);
    const number = numberOf(container);
    const name = containerName(this.project.name, service, number);
    this.planned.add(container.Id);
    let created = '';
    const make = this.add({
      after: [...needs, ...halted], failureId: id, before: [working(id, 'Recreate')],
      run: async () => {
        created = await this.create(service, `${container.Id.slice(0, 12)}_${name}`, number, container);
      },
    });
    const stop = this.stopped.get(container.Id) ?? this.stop(container, [make], true);
    const remove = this.remove(container, [stop, make, ...(this.reconnected.get(container.Id) ?? [])], true);
    return this.add({ after: [remove], failureId: id, then: [done(id, 'Recreated')], run: () => containerRename(this.app.client, created, name) });
  }

  private async create(service: Service, name: string, number: number, replaced: Container | undefined): Promise<string> {
    const inherited = replaced && this.options.inherit ? await inheritedMounts(this.app, this.project, service, replaced) : [];
    const labels: Record<string, string> = { ...service.labels, ...service.customLabels };
    if (replaced) labels[LABEL.replace] = service.container_name ?? `${service.name}-${number}`;
    const resolved = resolveReferences(service, this.live, false);
    const summary = await createContainer(this.app, this.project, resolved, name, number, { labels, inherited, attachStdin: false, useAliases: true, autoRemove: false });
    this.live[service.name] = [...(this.live[service.name] ?? []), summary];
    return summary.Id;
  }
}

/** Brings the engine to where the project wants it: networks, volumes, containers (not started yet). */
export async function reconcile(app: App, project: Project, observed: Observed, options: ReconcileOptions): Promise<void> {
  await new Reconciler(app, project, observed, options).run();
}

/** The names of containers that belong to no service, as the warning lists them. */
export function orphanNames(observed: Observed): string {
  return byName(observed.orphans).map(nameOf).join(', ');
}

/** Whether the engine refused because something is in use. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.status === 409;
}
