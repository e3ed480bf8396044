import type { FileSystem } from '../../../machine/file-system';
import { MemoryFs } from '../../../machine/vfs/memory-fs';
import type { RunConfig } from '../../../oci/image';
import { shortDigest } from '../../../oci/digest';
import { EnvList } from '../dockerfile/env';
import { basePath, joinPath } from '../dockerfile/go-text';
import { DEFAULT_PATH } from '../dockerfile/image';
import type { AddInstruction, CopyInstruction, Instruction, RunInstruction } from '../dockerfile/instructions';
import type { Lex } from '../dockerfile/lex';
import { Tree, type Owner } from '../files/tree';
import { RefusedAddress } from '../refused-address';
import type { ClassicBuild } from './build';
import type { BuildArgs } from './build-args';
import { CommandFailed } from './command-failed';
import { classicOwner, copySource, findSources, sourcesHash, type CopySource } from './copy';
import { nextWorkdir, RunConfigState } from './run-config';
import type { StepImage } from './steps';

const NEEDS_BUILDKIT = 'requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled';

/** A stage of the classic builder while its instructions run (moby's dispatchState and dispatchers). */
export class ClassicStage {
  private readonly state: RunConfigState;
  /** Once a step wasn't found, no later one of the stage is looked for. */
  private cacheBusted: boolean;

  constructor(
    private readonly build: ClassicBuild,
    public image: StepImage,
    private readonly buildArgs: BuildArgs,
    private readonly shlex: Lex,
    private readonly context: FileSystem,
  ) {
    this.state = new RunConfigState(structuredClone(image.config.config ?? {}));
    this.state.author = image.config.author ?? '';
    this.cacheBusted = build.request.noCache;
    const env = (this.config.Env ??= []);
    if (!env.some((assignment) => assignment.startsWith('PATH='))) env.push('PATH=' + DEFAULT_PATH);
  }

  private get config(): RunConfig {
    return this.state.config;
  }

  get shortId(): string {
    return this.image.id === undefined ? '' : shortDigest(this.image.id);
  }

  /** The ONBUILD triggers of the base image, which are not handed on. */
  takeTriggers(): string[] {
    const triggers = this.config.OnBuild ?? [];
    delete this.config.OnBuild;
    return triggers;
  }

  env(): EnvList {
    const env = this.config.Env ?? [];
    return EnvList.from([...env, ...this.buildArgs.inScope(env)]);
  }

  async dispatch(instruction: Instruction): Promise<void> {
    if (instruction.kind === 'add' || instruction.kind === 'copy') return this.copy(instruction);
    if (instruction.kind === 'run') return this.run(instruction);
    if (instruction.kind === 'workdir') return this.workdir(instruction.path);
    if (instruction.kind === 'arg') {
      return this.arg(instruction.args.map(({ key, value }) => ({ key, value: value === undefined ? undefined : this.shlex.word(value, this.env()) })));
    }
    const comment = this.state.apply(instruction, (text) => this.shlex.words(text, this.env()));
    if (this.state.note !== '') await this.build.print(this.state.note);
    return this.commit(comment!);
  }

  /** The config with the command that the history shows. */
  private withComment(...comment: string[]): RunConfig {
    return { ...structuredClone(this.config), Cmd: [...this.state.shell(), ...comment] };
  }

  private async probe(config: RunConfig): Promise<boolean> {
    const found = this.cacheBusted ? undefined : this.build.store.find(this.image, config);
    this.cacheBusted = !found || !this.build.mayReuse(found);
    if (!found || this.cacheBusted) return false;
    await this.build.print(' ---> Using cache\n');
    this.image = found;
    return true;
  }

  private async create(config: RunConfig): Promise<string> {
    const { request, ports } = this.build;
    if (!this.image.id) throw new Error('no build stage image to run in: FROM scratch has no files');
    const { id, warnings } = await ports.containers.create(this.image.id, config, {
      networkMode: request.networkMode, memoryBytes: request.memory, shmSizeBytes: request.shmSize, extraHosts: request.extraHosts, ulimits: request.ulimits,
    });
    this.build.containers.add(id);
    for (const warning of warnings) await this.build.print(` ---> [Warning] ${warning}\n`);
    await this.build.print(` ---> Running in ${id.slice(0, 12)}\n`);
    return id;
  }

  private async commitContainer(id: string, stepConfig: RunConfig): Promise<void> {
    const { ports, store } = this.build;
    const snapshot = await ports.containers.snapshot(id, ports.now());
    this.image = await store.commit(this.image, snapshot, structuredClone(this.config), stepConfig, this.state.author);
  }

  private async commit(comment: string): Promise<void> {
    const config = this.withComment('#(nop) ', comment);
    if (await this.probe(config)) return;
    if (!this.image.id) return this.commitWorkspace(config, () => undefined);
    await this.commitContainer(await this.create(config), config);
  }

  /** Makes a step's image without a container. */
  private async commitWorkspace(stepConfig: RunConfig, change: (fs: FileSystem) => void): Promise<void> {
    const { ports, store } = this.build;
    const workspace = await ports.snapshots.prepare(this.image.snapshotId);
    change(workspace.fs);
    const snapshot = await workspace.commit(ports.now());
    this.image = await store.commit(this.image, snapshot, structuredClone(this.config), stepConfig, this.state.author);
  }

  private arg(args: { key: string; value: string | undefined }[]): Promise<void> {
    for (const { key, value } of args) this.buildArgs.add(key, value);
    return this.commit('ARG ' + args.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`)).join(' '));
  }

  private async workdir(path: string): Promise<void> {
    const directory = nextWorkdir(this.config.WorkingDir, path);
    this.config.WorkingDir = directory;
    const config = this.withComment(`#(nop) WORKDIR ${directory}`);
    if (await this.probe(config)) return;
    const make = (fs: FileSystem) => {
      const tree = new Tree(fs);
      tree.makeAll(tree.realPath(directory), 0o755, undefined, undefined);
    };
    if (!this.image.id) return this.commitWorkspace(config, make);
    const id = await this.create(config);
    make(this.build.ports.containers.fs(id));
    await this.commitContainer(id, config);
  }

  private async run(instruction: RunInstruction): Promise<void> {
    const [flag] = [...instruction.code.matchAll(/\s--([a-z]+)/g)].map((match) => match[1]!);
    const isUsed = instruction.mountFlags.length > 0 || instruction.network !== 'default' || instruction.security !== 'sandbox' || instruction.devices.length > 0;
    if (isUsed) throw new Error(`the --${flag} option ${NEEDS_BUILDKIT}`);
    const command = this.state.commandLine(instruction.commandLine);
    const env = this.config.Env ?? [];
    const args = this.buildArgs.inScope(env);
    const shown = args.filter((assignment) => this.buildArgs.isShown(assignment.split('=', 1)[0]!)).sort();
    const saved = args.length > 0 ? [`|${shown.length}`, ...shown, ...command] : command;
    const rest = structuredClone(this.config);
    delete rest.Entrypoint;
    const probe: RunConfig = { ...rest, Cmd: saved };
    if (await this.probe(probe)) return;
    const id = await this.create({ ...rest, Cmd: command, Env: [...env, ...args], Entrypoint: [''], Healthcheck: { Test: ['NONE'] } });
    const { containers } = this.build.ports;
    const status = await containers.run(id, (stream, bytes) => this.build.output(stream, bytes), this.build.abort.signal);
    if (status !== 0) throw new CommandFailed(`The command '${command.join(' ')}' returned a non-zero code: ${status}`, status);
    await this.commitContainer(id, probe);
  }

  private async copy(instruction: AddInstruction | CopyInstruction): Promise<void> {
    const name = instruction.kind === 'add' ? 'ADD' : 'COPY';
    if (instruction.chmod !== '') throw new Error(`the --chmod option ${NEEDS_BUILDKIT}`);
    const from = instruction.kind === 'copy' ? instruction.from : '';
    const sources = await this.sources(instruction, name, from);
    const { destination, chown } = instruction;
    if (sources.length > 1 && !destination.endsWith('/')) {
      throw new Error(`When using ${name} with more than one source file, the destination must be a directory and end with a /`);
    }
    const comment = `${name} ${chown === '' ? '' : `--chown=${chown} `}${sourcesHash(sources)} in ${destination} `;
    const config = this.withComment(`#(nop) ${comment}`);
    if (await this.probe(config)) return;
    const absolute = destination.startsWith('/') ? destination : joinPath('/', this.config.WorkingDir ?? '', destination) + (/(?:^|\/)\.?$/.test(destination) ? '/' : '');
    await this.commitWorkspace(config, (fs) => {
      const owner: Owner | undefined = chown !== '' ? classicOwner(chown, fs) : from === '' ? { uid: 0, gid: 0 } : undefined;
      for (const source of sources) copySource(source, fs, absolute, owner, instruction.kind === 'add');
    });
  }

  private async sources(instruction: AddInstruction | CopyInstruction, name: string, from: string): Promise<CopySource[]> {
    let fs = this.context;
    if (from !== '') fs = await this.sourceTree(from);
    const found: CopySource[] = [];
    try {
      for (const path of instruction.sourcePaths) {
        if (!/^https?:\/\//.test(path)) {
          found.push(...findSources(fs, path, from === ''));
        } else if (instruction.kind === 'copy') {
          throw new Error("source can't be a URL for COPY");
        } else {
          found.push(await this.download(path, instruction.destination));
        }
      }
      if (found.length === 0) throw new Error('no source files were specified');
    } catch (error) {
      throw new Error(`${name} failed: ${(error as Error).message}`);
    }
    return found;
  }

  private async sourceTree(from: string): Promise<FileSystem> {
    let image: StepImage;
    try {
      image = this.build.finishedStage(from) ?? (await this.build.findImage(from));
    } catch (error) {
      throw new Error(`invalid from flag value ${from}: ${(error as Error).message}`);
    }
    const snapshot = image.snapshotId === undefined ? undefined : this.build.ports.snapshots.get(image.snapshotId);
    return snapshot?.fs ?? new MemoryFs({ dev: 0, now: () => 0, sizeBytes: Infinity });
  }

  /** A file from an address; where that gives it no name, the destination has to (moby daemon/builder/dockerfile copy.go). */
  private async download(url: string, destination: string): Promise<CopySource> {
    const { content, modifiedMs, filename } = await this.build.ports.fetchUrl(url).catch((error: unknown) => {
      if (error instanceof RefusedAddress) throw new Error(`failed to GET ${url} with status ${error.status}: ${error.body}`);
      throw error;
    });
    await this.build.print('\n');
    const named = basePath(new URL(url).pathname).replace(/^\/$/, '') || filename || '';
    if (named === '' && destination.endsWith('/')) throw new Error(`cannot determine filename for source ${url}`);
    const path = `/${named || '__unnamed__'}`;
    const fs = new MemoryFs({ dev: 0, now: () => 0, sizeBytes: Infinity });
    const tree = new Tree(fs);
    tree.create(path, { type: 'file', mode: 0o600, uid: 0, gid: 0, content });
    tree.setTimes([path], modifiedMs ?? 0);
    const [source] = findSources(fs, path, false);
    return { ...source!, isDownload: true };
  }
}
