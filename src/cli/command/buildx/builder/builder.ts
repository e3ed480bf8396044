import { Client } from '../../../../client/client';
import type { WorkerInfo } from '../../../../api/build-worker';
import type { Cli } from '../../../cli';
import { DEFAULT_CONTEXT } from '../../../context-store';
import { resolveEndpoint } from '../../../endpoint';
import { notSimulated } from '../../../errors';
import { sysTransport } from '../../../transport';
import { ContainerNode, type NodeStatus } from './container-node';
import { optionsOf } from './container-options';
import { engineWorker } from './engine-worker';
import { BuilderStore, InvalidName, type NodeGroup, type StoredNode } from './store';
import type { Tell } from './steps';

/** What is known of a node when it was asked. */
export interface NodeState {
  status?: NodeStatus;
  worker?: Omit<WorkerInfo, 'id'> & { id?: string };
  error?: string;
}

/** The endpoint that commands without a builder mean: a context, or the default one's address (buildx dockerutil.GetCurrentEndpoint). */
export function currentEndpoint(cli: Cli): string {
  return cli.context === DEFAULT_CONTEXT ? resolveEndpoint(cli.sources, cli.contexts) : cli.context;
}

/** A builder: the engine's own under its context's name, or one of its own. */
export class Builder {
  constructor(
    private readonly cli: Cli,
    readonly group: NodeGroup,
    readonly lastActivity: string,
    /** Whether it is the engine's own. */
    readonly isContext: boolean,
  ) {}

  get name(): string {
    return this.group.Name;
  }
  /** Before it builds. */
  used(): void {
    new BuilderStore(this.cli).used(this.name);
  }
  get driver(): string {
    return this.isContext ? 'docker' : this.group.Driver;
  }
  get nodes(): readonly StoredNode[] {
    return this.group.Nodes;
  }
  /** Whether results go into the engine's images where nobody says where to. */
  get isLoadDefault(): boolean {
    return !this.isContext && this.driver === 'docker-container' && optionsOf(this.nodes[0]!).isLoadDefault;
  }

  /** The client of the engine that a node is of. */
  private api({ Endpoint: endpoint }: StoredNode): Client {
    const { cli } = this;
    if (endpoint === currentEndpoint(cli) || endpoint === cli.context) return cli.client;
    const host = endpoint.includes('://') ? endpoint : resolveEndpoint({ ...cli.sources, context: endpoint, host: '', hostGiven: false }, cli.contexts);
    if (host.startsWith('ssh://')) throw notSimulated('a connection by SSH');
    return new Client(sysTransport(cli.sys, host));
  }

  private container(node: StoredNode): ContainerNode {
    if (this.driver !== 'docker-container') throw notSimulated(`a builder of the driver ${this.driver}`);
    optionsOf(node);
    return new ContainerNode(this.cli, this.api(node), node);
  }

  /** Asks a node how it is. */
  async state(node: StoredNode): Promise<NodeState> {
    try {
      if (this.isContext) {
        await this.api(node).ping();
        return { status: 'running', worker: await engineWorker(this.api(node), this.cli.sys) };
      }
      const container = this.container(node);
      const status = await container.status();
      return status === 'running' ? { status, worker: await container.client().json<WorkerInfo>('GET', '/info') } : { status };
    } catch (error) {
      return { error: (error as Error).message };
    }
  }

  /** Makes sure that its nodes run; true when one had to be started. */
  async boot(tell: Tell): Promise<void> {
    if (this.isContext) return;
    for (const node of this.nodes) await this.container(node).boot(tell);
  }

  /** Refuses what would have to be built on the node that its platform says. */
  checkNodes(): void {
    if (this.nodes.length > 1) throw notSimulated('building on several nodes');
  }

  /** The client that builds are sent to; the daemon must run. */
  buildClient(): Client {
    return this.isContext ? this.api(this.nodes[0]!) : this.container(this.nodes[0]!).client();
  }

  async stop(): Promise<void> {
    if (!this.isContext) for (const node of this.nodes) await this.container(node).stop();
  }

  /** Stops and removes its nodes. */
  async removeNodes(keepsState: boolean): Promise<void> {
    for (const node of this.nodes) {
      const container = this.container(node);
      await container.stop();
      await container.remove(keepsState);
    }
  }
}

function contextBuilder(cli: Cli, store: BuilderStore, name: string): Builder {
  return new Builder(cli, { Name: name, Driver: '', Nodes: [{ Name: name, Endpoint: name, Platforms: null, DriverOpts: null, Flags: null, Files: null }], Dynamic: false }, store.lastActivity(name), true);
}

/** The names that contexts give to the engines' own builders. */
export function contextNames(cli: Cli): string[] {
  return [DEFAULT_CONTEXT, ...cli.contexts.list().map(({ Name: name }) => name)].sort();
}

/** The builder of a name; throws for one that there isn't (buildx storeutil.GetNodeGroup). */
export function namedBuilder(cli: Cli, store: BuilderStore, name: string): Builder {
  let group: NodeGroup | undefined;
  try {
    group = store.get(name);
  } catch (error) {
    if (!(error instanceof InvalidName)) throw error;
  }
  if (group) return new Builder(cli, group, store.lastActivity(group.Name), false);
  if (!contextNames(cli).includes(name)) throw new Error(`no builder "${name}" found`);
  return contextBuilder(cli, store, name);
}

/** The builder that --builder, BUILDX_BUILDER or `use` means. */
export function chosenBuilder(cli: Cli, flag: string, store = new BuilderStore(cli)): Builder {
  const name = flag || cli.sys.env.BUILDX_BUILDER || '';
  if (name !== '') return namedBuilder(cli, store, name);
  const current = store.current(currentEndpoint(cli));
  return current ? new Builder(cli, current, store.lastActivity(current.Name), false) : namedBuilder(cli, store, cli.context);
}

/** Refuses a builder of a context that isn't the current one (buildx builder.Validate), and one of several nodes. */
export function validateBuilder(cli: Cli, builder: Builder): void {
  if (builder.isContext && builder.name !== cli.context) throw new Error(`use \`docker --context=${builder.name} buildx\` to switch to context "${builder.name}"`);
  builder.checkNodes();
}

/** All there are: those of their own, then those of contexts. */
export function allBuilders(cli: Cli, store: BuilderStore): Builder[] {
  const own = store.list().map((group) => new Builder(cli, group, store.lastActivity(group.Name), false));
  return [...own, ...contextNames(cli).filter((name) => !own.some((builder) => builder.name === name)).map((name) => contextBuilder(cli, store, name))];
}
