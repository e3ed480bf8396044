import { EngineError, invalid } from '../../../api/errors';
import type { FileSystem } from '../../../machine/file-system';
import { shortDigest } from '../../../oci/digest';
import { parseReference } from '../../../oci/reference';
import type { BuildRequest } from '../../api/backends';
import type { ProgressSink } from '../../images/ports';
import { emptyImage } from '../dockerfile/image';
import { EnvList } from '../dockerfile/env';
import { quote } from '../dockerfile/go-text';
import type { Instruction, LabelInstruction, Stage } from '../dockerfile/instructions';
import { Lex } from '../dockerfile/lex';
import { Linter } from '../dockerfile/linter';
import { parseDockerfile } from '../dockerfile/parser';
import { parseStages } from '../dockerfile/parse-stages';
import { expandFields } from '../convert/expand';
import { applyIgnore, contextTree, readContext, readDockerfile, readIgnore } from '../frontend/context';
import type { BuildPorts, ClassicContainers } from '../ports';
import { sanitizeTags } from '../request';
import type { BuildCache } from '../solver/cache';
import { HOST_PLATFORM } from '../../../oci/platform';
import { BuildArgs } from './build-args';
import { CommandFailed } from './command-failed';
import { ClassicStage } from './stage';
import { StepStore, type StepImage } from './steps';

/** The classic builder can't do without containers. */
export type ClassicPorts = BuildPorts & { readonly containers: ClassicContainers };

/** A build by the classic builder: each instruction a container that is committed (moby builder/dockerfile). */
export class ClassicBuild {
  readonly store: StepStore;
  readonly abort = new AbortController();
  /** Containers of the step that runs. */
  readonly containers = new Set<string>();
  private readonly finished: { name: string; image: StepImage }[] = [];
  private readonly held: Readonly<Record<string, unknown>>[] = [];
  private hasStarted = false;

  constructor(
    readonly ports: ClassicPorts,
    private readonly cache: BuildCache,
    readonly request: BuildRequest,
    private readonly sink: ProgressSink,
  ) {
    this.store = new StepStore(ports, cache);
  }

  /** Whether a step's image may come from the cache: any, or with `--cache-from` those that the named images stand on. */
  mayReuse(image: StepImage): boolean {
    const { cacheFrom } = this.request;
    return cacheFrom.length === 0 || cacheFrom.some((reference) => this.ports.images.ancestry(reference).includes(image.id!));
  }

  cancel(): void {
    this.abort.abort(new Error('Build cancelled'));
  }

  /** Tells the client; a quiet build keeps it for the case that it fails. */
  async tell(record: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.request.quiet) {
      this.held.push(record);
      return;
    }
    this.hasStarted = true;
    await this.sink(record);
  }

  print(text: string): Promise<void> {
    return this.tell({ stream: text });
  }

  async run(): Promise<void> {
    const leave = (): void => this.cancel();
    this.request.signal.addEventListener('abort', leave);
    if (this.request.signal.aborted) leave();
    try {
      await this.build();
    } catch (error) {
      for (const record of this.held) await this.sink(record);
      if (!this.hasStarted && this.held.length === 0) throw error instanceof EngineError ? error : invalid((error as Error).message);
      await this.sink(errorRecord(error as Error));
    } finally {
      this.request.signal.removeEventListener('abort', leave);
      this.cache.save();
    }
  }

  private async build(): Promise<void> {
    const { request } = this;
    const names = sanitizeTags(request.tags);
    const sent = await readContext(request, this.ports);
    const dockerfileName = request.dockerfile || 'Dockerfile';
    const source = this.dockerfile(() => readDockerfile(sent, dockerfileName), dockerfileName);
    const parsed = parseDockerfile(source);
    const { stages: all, metaArgs } = parseStages(parsed.ast, Linter.silent);
    const stages = this.stagesToBuild(all);
    for (const { short } of parsed.warnings) await this.warn(`[WARNING]: ${short}\n`);
    if (parsed.warnings.length > 0) await this.warn('[WARNING]: Empty continuation lines will become errors in a future release.\n');
    const entries = applyIgnore(sent.entries, readIgnore(sent, dockerfileName)?.patterns ?? []);
    const context = contextTree(entries, true, this.ports.now());
    const shlex = new Lex(parsed.escapeToken);
    const buildArgs = new BuildArgs(request.buildArgs);
    const total = metaArgs.length + stages.reduce((sum, { instructions }) => sum + instructions.length + 1, 0);
    let step = 0;
    const announce = async (text: string) => {
      if (this.abort.signal.aborted) throw new Error('Build cancelled');
      await this.print(`Step ${++step}/${total} : ${text}`);
      await this.print('\n');
    };
    for (const meta of metaArgs) {
      await announce(meta.code);
      const env = EnvList.from(buildArgs.inScope());
      for (const { key, value } of meta.args) {
        const expanded = value === undefined ? undefined : shlex.word(value, env);
        buildArgs.add(key, expanded);
        buildArgs.addMeta(key, expanded);
      }
    }
    let image: StepImage | undefined;
    for (const stage of stages) image = await this.buildStage(stage, context, shlex, buildArgs.forStage(), announce);
    const unused = buildArgs.unused();
    if (unused.length > 0) await this.print(`[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n`);
    if (!image?.id || !image.target) throw new Error('No image was generated. Is your Dockerfile empty?');
    await this.finish(image, names);
  }

  private dockerfile(read: () => string, name: string): string {
    let source: string;
    try {
      source = read();
    } catch {
      throw invalid(`Cannot locate specified Dockerfile: ${name}`);
    }
    if (source === '') throw invalid(`the Dockerfile (${name}) cannot be empty`);
    return source;
  }

  private stagesToBuild(stages: Stage[]): Stage[] {
    const { target, labels } = this.request;
    let wanted = stages;
    if (target !== '') {
      const index = stages.findIndex(({ stageName }) => stageName === target.toLowerCase());
      if (index < 0) throw invalid(`target stage ${quote(target)} could not be found`);
      wanted = stages.slice(0, index + 1);
    }
    const last = wanted.at(-1);
    for (const key of Object.keys(labels).sort()) {
      const label: LabelInstruction = {
        kind: 'label', name: 'label', code: `LABEL ${key}=${labels[key]}`, location: { start: 0, end: 0 }, comments: undefined,
        pairs: [{ key, value: labels[key]!, noDelimiter: false }],
      };
      last?.instructions.push(label);
    }
    return wanted;
  }

  private async buildStage(
    stage: Stage, context: FileSystem, shlex: Lex, buildArgs: BuildArgs, announce: (text: string) => Promise<void>,
  ): Promise<StepImage> {
    if (stage.stageName !== '' && this.finished.some(({ name }) => name === stage.stageName)) {
      throw new Error(`${stage.stageName} stage name already used`);
    }
    await announce(stage.code);
    const base = shlex.word(stage.baseName, EnvList.from(buildArgs.global()));
    if (base === '') throw new Error(`base name (${stage.baseName}) should not be blank`);
    const state = new ClassicStage(this, await this.findImage(base), buildArgs, shlex, context);
    const triggers = state.takeTriggers();
    if (triggers.length > 0) await this.print(`# Executing ${triggers.length} build trigger${triggers.length > 1 ? 's' : ''}\n`);
    for (const trigger of triggers) {
      const [node] = parseStages(parseDockerfile(`FROM scratch\n${trigger}`).ast, Linter.silent).stages[0]!.instructions;
      if (node) await this.runStep(state, node, shlex);
    }
    await this.print(` ---> ${state.shortId}\n`);
    for (const instruction of stage.instructions) {
      await announce(instruction.code);
      await this.runStep(state, instruction, shlex);
      await this.print(` ---> ${state.shortId}\n`);
    }
    if (state.image.id) await this.tell({ aux: { ID: state.image.id } });
    this.finished.push({ name: stage.stageName, image: state.image });
    return state.image;
  }

  private async runStep(state: ClassicStage, instruction: Instruction, shlex: Lex): Promise<void> {
    const expand = (word: string) => shlex.word(word, state.env());
    const isOption = instruction.location.start === 0;
    const expanded = isOption ? instruction : expandFields(instruction, expand, (word) => word);
    const { remove, forceRemove } = this.request;
    let failed = true;
    try {
      await state.dispatch(expanded);
      failed = false;
    } finally {
      if (forceRemove || (remove && !failed)) await this.removeContainers();
    }
  }

  private async removeContainers(): Promise<void> {
    for (const id of this.containers) {
      await this.ports.containers.remove(id);
      await this.print(` ---> Removed intermediate container ${id.slice(0, 12)}\n`);
    }
    this.containers.clear();
  }

  /** A stage of this build by name or number, or undefined. */
  finishedStage(name: string): StepImage | undefined {
    const named = this.finished.find((stage) => stage.name !== '' && stage.name === name.toLowerCase());
    if (named) return named.image;
    if (!/^-?\d+$/.test(name)) return undefined;
    if (Number(name) === this.finished.length) throw new Error('refers to current build stage');
    const stage = this.finished[Number(name)];
    if (!stage) throw new Error('index out of bounds');
    return stage.image;
  }

  /** A base image: a stage, scratch, or an image that is pulled when it isn't here. */
  async findImage(name: string): Promise<StepImage> {
    const stage = this.finished.find((done) => done.name !== '' && done.name === name.toLowerCase());
    if (stage) return stage.image;
    if (name === 'scratch') return { id: undefined, target: undefined, config: { ...emptyImage(HOST_PLATFORM), config: {} }, snapshotId: undefined };
    const { images } = this.ports;
    const source = { reference: parseReference(name).tagNameOnly().toString(), platform: HOST_PLATFORM, pull: this.request.pull, auths: this.request.registryAuths };
    let found = this.request.pull ? undefined : images.local(name);
    if (!found) {
      await images.pull(source, (record) => this.tell(record));
      found = images.local(name);
    }
    if (!found) throw new Error(`No such image: ${name}`);
    const snapshot = await images.unpack({ ...source, pull: false }, () => undefined, undefined, false);
    return { id: found.target.digest, target: found.target, config: found.config, snapshotId: snapshot.id };
  }

  private warn(text: string): Promise<void> {
    return this.tell({ stream: `\u001b[91m${text}\u001b[0m` });
  }

  /** Passes on what a step's container prints; errors in red. */
  output(stream: 1 | 2, bytes: Uint8Array): Promise<void> {
    const text = new TextDecoder().decode(bytes);
    return stream === 1 ? this.print(text) : this.warn(text);
  }

  private async finish(image: StepImage, names: readonly string[]): Promise<void> {
    await this.print(`Successfully built ${shortDigest(image.id!)}\n`);
    await this.ports.images.unpackTarget(image.target!);
    for (const name of names) {
      await this.ports.images.name(name, image.target!);
      await this.print(`Successfully tagged ${parseReference(name).familiar}\n`);
    }
    if (this.request.quiet) await this.sink({ stream: `${image.id}\n` });
  }
}

function errorRecord(error: Error): Record<string, unknown> {
  const { message } = error;
  const code = error instanceof CommandFailed ? error.code : undefined;
  return { errorDetail: { ...(code !== undefined && { code }), message }, error: message };
}
