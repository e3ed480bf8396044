import type { Transport } from '../../../../api/transport';
import { decodeFrames } from '../../../../api/stdcopy';
import { text } from '../../../../lib/bytes';
import { ByteQueue, type Duplex } from '../../../../lib/stream';
import { Client } from '../../../../client/client';
import { containerCreate, containerInspect, containerRemove, containerStart, containerStop, execAttach, execCreate, execInspect, type ContainerDetails } from '../../../../client/container';
import { isNotFound } from '../../../../client/errors';
import { imagePull } from '../../../../client/image';
import { systemInfo } from '../../../../client/system';
import { volumeRemove } from '../../../../client/volume';
import { fromBase64 } from '../../../../api/buildkit-trace';
import { contentOf } from '../../../../lib/content';
import { streamContent } from '../../../stream-content';
import { parseReference } from '../../../../oci/reference';
import { writeTar } from '../../../../oci/tar-write';
import type { Cli } from '../../../cli';
import { showMessages } from '../../../progress-display';
import { authHeader } from '../../auth';
import type { StoredNode } from './store';
import { clientStep, type Part, type Tell } from './steps';
import { optionsOf } from './container-options';

const IMAGE = 'moby/buildkit:buildx-stable-1';
const STATE = '/var/lib/buildkit';
const TRIES = 15;
const WAIT_MS = 120;

export type NodeStatus = 'inactive' | 'running' | 'stopped';

/** A builder's daemon in a container of the engine (buildx driver/docker-container). */
export class ContainerNode {
  readonly container: string;

  constructor(
    private readonly cli: Cli,
    private readonly api: Client,
    private readonly node: StoredNode,
  ) {
    this.container = `buildx_buildkit_${node.Name}`;
  }

  private async find(): Promise<ContainerDetails | undefined> {
    try {
      return await containerInspect(this.api, this.container);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async status(): Promise<NodeStatus> {
    const found = await this.find();
    return found === undefined ? 'inactive' : found.State.Running ? 'running' : 'stopped';
  }

  /** Makes sure that the daemon runs, and tells of it as of a step. */
  async boot(tell: Tell): Promise<void> {
    if ((await this.status()) === 'running') return;
    await clientStep(this.cli.sys, tell, '[internal] booting buildkit', async (part) => {
      if ((await this.find()) === undefined) return this.create(part);
      await part(`starting container ${this.container}`, async () => {
        await containerStart(this.api, this.container);
        await this.wait();
      });
    });
  }

  private async create(part: Part): Promise<void> {
    const { image = IMAGE, config, host } = optionsOf(this.node);
    const reference = parseReference(image).tagNameOnly();
    await part(`pulling image ${image}`, async () => {
      const body = await imagePull(this.api, { fromImage: reference.name, tag: reference.digest ?? reference.tag }, authHeader(this.cli, reference));
      await showMessages(body, { write: async () => undefined, isTerminal: false, columns: () => 0 });
    });
    const { Id: id } = await this.api.json<{ Id: string }>('GET', `/images/${image}/json`);
    let pinned = image;
    if (reference.name === 'docker.io/moby/buildkit') {
      // The image of BuildKit's own repository is verified by its signed provenance and then named by its digest.
      await part(`verifying image ${reference.toString()}@${id}`, async () => undefined);
      pinned = `${reference.toString()}@${id}`;
    }
    await part(`creating container ${this.container}`, async () => {
      const { CgroupDriver: cgroups } = await systemInfo(this.api);
      await containerCreate(this.api, this.container, '', {
        Image: pinned, ...config,
        HostConfig: {
          Privileged: true, Init: true, ...(cgroups === 'cgroupfs' ? { CgroupParent: '/docker/buildx' } : {}), ...host,
          Mounts: [{ Type: 'volume', Source: `${this.container}_state`, Target: STATE }],
        },
      });
      await this.copyFiles();
      await containerStart(this.api, this.container);
      await this.wait();
    });
  }

  private async copyFiles(): Promise<void> {
    const files = Object.entries(this.node.Files ?? {});
    const mtimeMs = this.cli.sys.now();
    const own = { uid: 0, gid: 0, mtimeMs };
    const tar = writeTar([
      { path: 'buildkit', type: 'dir', mode: 0o700, ...own },
      ...files.map(([name, encoded]) => ({ path: `buildkit/${name}`, type: 'file' as const, mode: 0o600, ...own, content: contentOf(fromBase64(encoded)) })),
    ]);
    await this.api.call('PUT', `/containers/${this.container}/archive`, { query: { path: '/etc', noOverwriteDirNonDir: 'true' }, body: streamContent(tar), headers: [['Content-Type', 'application/x-tar']] });
  }

  private async exec(command: readonly string[]): Promise<{ id: string; stream: Duplex }> {
    const { Id: id } = await execCreate(this.api, this.container, { User: '', Privileged: false, Tty: false, AttachStdin: true, AttachStderr: true, AttachStdout: true, DetachKeys: '', Env: null, WorkingDir: '', Cmd: command });
    return { id, stream: (await execAttach(this.api, id, { Detach: false, Tty: false })).stream };
  }

  /** Waits until the daemon answers; what it said is part of the failure. */
  private async wait(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { id, stream } = await this.exec(['buildctl', 'debug', 'workers']);
      for await (const frame of decodeFrames(stream)) void frame;
      stream.close();
      const { ExitCode: code } = await execInspect(this.api, id);
      if (code === 0) return;
      if (tries > TRIES) throw new Error(`exit code ${code}`);
      await this.cli.sys.sleep(tries * WAIT_MS);
    }
  }

  /** Speaks with the daemon through `buildctl dial-stdio` in its container. */
  client(): Client {
    const transport: Transport = { host: this.api.host, dial: async () => demultiplexed(this.cli, (await this.exec(['buildctl', 'dial-stdio'])).stream) };
    return new Client(transport);
  }

  async stop(): Promise<void> {
    if ((await this.status()) === 'running') await containerStop(this.api, this.container, {});
  }

  /** Removes the container and, unless it is kept, its state. */
  async remove(keepsState: boolean): Promise<void> {
    const found = await this.find();
    if (!found) return;
    await containerRemove(this.api, this.container, { force: true, volumes: true });
    const volume = `${this.container}_state`;
    const mounts = (found.Mounts ?? []) as { Name?: string }[];
    if (!keepsState && mounts.some(({ Name: name }) => name === volume)) await volumeRemove(this.api, volume, false);
  }
}

/** A process's output as a stream of its stdout; what it says on stderr is shown here. */
function demultiplexed(cli: Cli, stream: Duplex): Duplex {
  const queue = new ByteQueue();
  cli.sys.thread(async () => {
    try {
      for await (const frame of decodeFrames(stream)) {
        if (frame.stream === 'stderr') await cli.err(text(frame.bytes));
        else await queue.write(frame.bytes.slice());
      }
    } catch (error) {
      if (error instanceof Error && error.name === 'ProcessKilled') throw error;
      // The connection's end is what its reader finds.
    } finally {
      queue.end();
    }
  });
  return { read: (max) => queue.read(max), write: (bytes) => stream.write(bytes), closeWrite: () => stream.closeWrite(), close: () => stream.close() };
}
