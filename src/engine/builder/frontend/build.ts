import { CALL_RESULT_ID, type ErrorSource } from '../../../api/build-extension';
import { TRACE_ID } from '../../../api/buildkit-trace';
import { utf8 } from '../../../lib/bytes';
import { PatternMatcher } from '../../../lib/ignore';
import type { FileSystem } from '../../../machine/file-system';
import type { TarEntry } from '../../../oci/tar-entry';
import type { Platform } from '../../../oci/image';
import { digestOfText, idOfText } from '../../../oci/digest';
import { convertDockerfile, type Converted } from '../convert/convert';
import type { BaseImage, BuiltInput, ConvertOptions } from '../convert/options';
import type { LintWarning } from '../dockerfile/linter';
import { DockerfileError, mergeLocations } from '../dockerfile/location';
import { displayOrder, uniqueGraph } from '../graph/order';
import { Vertex } from '../graph/vertex';
import { frontendAttributes } from '../history/attributes';
import type { BuildHistory, KeptBuild } from '../history/store';
import type { BuildPorts } from '../ports';
import { describeCache } from '../remote-cache/describe';
import { checkCacheOption, exportCache } from '../remote-cache/exporters';
import { importCaches, importName } from '../remote-cache/importers';
import type { BuildOrder } from '../request';
import { newId, type BuildCache } from '../solver/cache';
import { checkEntitlements } from '../solver/exec-op';
import type { Flights } from '../solver/flights';
import type { Locks } from '../solver/locks';
import { Solve } from '../solver/solve';
import { Sources } from '../solver/sources';
import { Trace, type TraceSink } from '../solver/trace';
import { unlessAborted } from '../solver/unless-aborted';
import { applyIgnore, contextTree, deniedPath, isAside, namedContexts, readContext, readDockerfile, readIgnore, remoteStep, type SentContext } from './context';
import { deliver } from './deliver';
import { inputVertex, type BuiltInputs } from './inputs';
import { outlineOf } from './outline';
import { checkProvenanceVersion } from './provenance-options';
import { lintResults, targetList } from './requests';
import { fetchFrontend } from './syntax';
import { NOTHING_SENT_BYTES, sentFileBytes, type TransferLog } from './transfer';

/** Codes of gRPC. */
const [CANCELED, UNKNOWN] = [1, 2];

/** What one engine's builds share. */
export interface BuildShared {
  ports: BuildPorts;
  cache: BuildCache;
  locks: Locks;
  flights: Flights;
  transfers: TransferLog;
  history: BuildHistory;
  inputs: BuiltInputs;
}

/** A build by BuildKit: the Dockerfile is read, converted, its graph solved and the result exported. */
export class BuildKitBuild {
  private readonly trace: Trace;
  private readonly isSession: boolean;
  private readonly fileName: string;
  private readonly startedMs: number;
  /** Keeps apart the files of clients, which are steps of their own; those of one bake have the same ones. */
  private readonly session: string;
  private readonly images = new Map<string, Promise<BaseImage>>();
  private readonly warnings: LintWarning[] = [];
  private context: SentContext = { entries: [], dockerfile: undefined };
  private sentEntries: readonly TarEntry[] = [];
  private named: ReadonlyMap<string, readonly TarEntry[]> = new Map();
  private dockerfile = '';
  private definition = '';
  private ignorePatterns: readonly string[] = [];
  private readsIgnore = false;
  private followPaths: readonly string[] = [];
  /** What the results of other builds were made by that this one stands on. */
  private readonly inherited = new Set<Vertex>();
  private readonly abort = new AbortController();
  private kept: KeptBuild | undefined;

  constructor(
    private readonly shared: BuildShared,
    private readonly order: BuildOrder,
    private readonly sink: TraceSink,
  ) {
    this.trace = new Trace((message) => this.passOn(message), () => shared.ports.now());
    this.isSession = order.extension.session === true;
    const shownName = order.extension.dockerfileName ?? order.dockerfile;
    this.fileName = shownName.slice(shownName.lastIndexOf('/') + 1);
    this.startedMs = shared.ports.now();
    const { group, ref, contextName = '' } = order.extension;
    this.session = `${group ?? ref ?? this.startedMs} ${contextName}`;
  }

  /** Stops what runs. */
  cancel(): void {
    this.abort.abort(new Error('context canceled'));
  }

  async run(): Promise<void> {
    const { ports, history } = this.shared;
    const { call, ref } = this.order.extension;
    if (call === undefined || call === 'build') {
      this.kept = history.begin({
        ref: ref ?? idOfText(`build ${this.startedMs} ${history.list().length}`), createdMs: this.startedMs, attrs: frontendAttributes(this.order),
        totalSteps: 0, completedSteps: 0, cachedSteps: 0, materials: [], attachments: [],
      });
    }
    let record: Record<string, unknown> | undefined;
    const leave = (): void => this.cancel();
    const { signal } = this.order.request;
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    try {
      await unlessAborted(this.abort.signal, this.prepare());
      await this.build();
      await this.trace.flush();
    } catch (error) {
      await this.trace.flush();
      record = this.errorRecord(error as Error);
    } finally {
      signal.removeEventListener('abort', leave);
    }
    if (this.kept) {
      const failure = record?.errorDetail as { message: string; sources?: ErrorSource[] } | undefined;
      Object.assign(this.kept.record, {
        completedMs: ports.now(), ...this.trace.counts(),
        ...(failure && { error: { code: failure.message.includes('context canceled') ? CANCELED : UNKNOWN, message: failure.message, sources: failure.sources ?? [], logs: [], ...this.trace.failed(16) } }),
      });
      history.finish(this.kept);
    }
    if (record) await this.sink(record);
  }

  /** Sends a part of the progress, which the history keeps, too. */
  private async passOn(message: Readonly<Record<string, unknown>>): Promise<void> {
    if (message.id === TRACE_ID) this.kept?.trace.push(message.aux as string);
    await this.sink(message);
  }

  private errorRecord(failure: Error): Record<string, unknown> {
    const error = this.abort.signal.aborted ? (this.abort.signal.reason as Error) : failure;
    const locations = error instanceof DockerfileError ? mergeLocations(error.locations.filter(({ start }) => start > 0)) : [];
    const sources = locations.length === 0 ? [] : [{ filename: this.fileName, text: this.dockerfile, ranges: locations }];
    const { message } = error;
    return { errorDetail: { message, ...(sources.length > 0 && { sources }) }, error: message };
  }

  /** Checks what is asked for and reads the context and the Dockerfile. */
  private async prepare(): Promise<void> {
    const { outputs, extension, settings } = this.order;
    const wrong = outputs.find(({ refused }) => refused !== undefined)?.refused;
    if (wrong !== undefined) throw new Error(wrong);
    if (extension.attestations?.provenance !== undefined) checkProvenanceVersion(extension.attestations.provenance);
    const { entitlements } = this.shared.ports;
    const refused = entitlements && [...settings.allow].find((name) => !entitlements.includes(name.split('=', 1)[0]!));
    if (refused !== undefined) throw new Error(`granting entitlement ${refused} is not allowed by build daemon configuration`);
    for (const option of extension.cacheTo ?? []) checkCacheOption(option, 'exporter');
    for (const option of extension.cacheFrom ?? []) checkCacheOption(option, 'importer');
    const sent = await this.fetchContext();
    this.sentEntries = sent.entries;
    this.context = { ...sent, entries: sent.entries.filter(({ path }) => !isAside(path)) };
    this.named = namedContexts(sent.entries, Object.keys(this.order.extension.contexts ?? {}));
    await this.loadDefinition();
    await this.fetchFrontend();
  }

  /** Reads the context; one from elsewhere that can't be had fails in a step of its own. */
  private async fetchContext(): Promise<SentContext> {
    const { request } = this.order;
    const step = remoteStep(request.remote);
    try {
      return await readContext(request, this.shared.ports);
    } catch (error) {
      const { message } = error as Error;
      if (!step || message.startsWith('dockyard: ')) throw error;
      const vertex = this.trace.internal(step.name);
      this.trace.start(vertex);
      const said = /git stderr:\n(.*)\n: exit status/s.exec(message)?.[1];
      if (said !== undefined) await this.trace.log(vertex, 2, utf8(`${said}\n`));
      this.trace.complete(vertex, message);
      throw new Error(`${step.purpose}: ${message.startsWith('failed to resolve subdir') ? '' : 'failed to load cache key: '}${message}`);
    }
  }

  private async build(): Promise<void> {
    const { extension } = this.order;
    const { call } = extension;
    if (call !== undefined && call !== 'build') return this.answerCall(call);
    const { platforms } = this.order;
    const converted: Converted[] = [];
    for (const [i, platform] of (platforms.length > 0 ? platforms : [undefined]).entries()) {
      converted.push(await convertDockerfile(this.dockerfile, { ...this.options(false, platform), ...(i > 0 && { warn: () => undefined }) }));
    }
    await this.makeImage(converted);
  }

  /** Reads the Dockerfile, as a client's file or out of the context that it has sent. */
  private async loadDefinition(): Promise<void> {
    const read = () => {
      this.dockerfile = readDockerfile(this.context, this.order.dockerfile);
      return utf8(this.dockerfile).length;
    };
    const { git } = this.context;
    if (git) {
      this.definition = this.trace.internal(git.name);
      await this.trace.step(this.definition, () => this.trace.log(this.definition, 1, utf8(git.lines)));
      read();
      return;
    }
    if (!this.isSession) {
      const load = this.trace.internal('[internal] load remote build context', newId(this.shared.ports.random));
      await this.trace.step(load, () => undefined);
      this.definition = digestOfText(`copy\0${load}`);
      this.trace.announce([{ digest: this.definition, inputs: [load], name: 'copy /context /' }]);
      await this.trace.step(this.definition, () => undefined);
      read();
      return;
    }
    this.definition = this.trace.internal(`[internal] load build definition from ${this.fileName}`, `${this.session} ${this.order.dockerfile} ${this.fileName} ${this.order.extension.dockerfileName === undefined ? '' : (this.order.extension.ref ?? '')}`);
    let failure: unknown;
    await this.trace.step(this.definition, () => {
      const status = this.trace.status(this.definition, 'transferring dockerfile:');
      try {
        status.done(sentFileBytes(this.fileName, read()));
      } catch (error) {
        failure = error;
        status.done(NOTHING_SENT_BYTES);
      }
    });
    if (failure !== undefined) throw failure;
    this.hideSentDockerfile();
  }

  /** A Dockerfile from outside the context came under a name of its own, which the build doesn't see. */
  private hideSentDockerfile(): void {
    const { dockerfileName } = this.order.extension;
    if (dockerfileName === undefined || dockerfileName === this.order.dockerfile) return;
    this.context = { ...this.context, entries: this.context.entries.filter(({ path }) => path !== this.order.dockerfile) };
  }

  private fetchFrontend(): Promise<void> {
    const { trace, dockerfile, order: { buildArgs }, shared: { ports } } = this;
    return this.withSolve((solve) => fetchFrontend({ ports, trace, solve, buildArgs, dockerfile, source: (reference) => this.imageSource(reference) }));
  }

  /** Works with a solver that ends with the build. */
  private async withSolve<T>(work: (solve: Solve) => Promise<T>): Promise<T> {
    const { order, trace, shared: { ports, cache, locks, flights }, abort: { signal } } = this;
    const sources = new Sources(ports, { load: (name, vertex, ended) => this.loadContext(name, vertex, ended) }, order.request.pull, order.request.registryAuths);
    const solve = new Solve(ports, cache, trace, sources, order.settings, locks, flights, '');
    const release = cache.claim(solve.used);
    const stop = (): void => solve.cancel(signal.reason as Error);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await work(solve);
    } finally {
      signal.removeEventListener('abort', stop);
      release();
      cache.save();
    }
  }

  private imageSource(reference: string, platform: Platform = { os: 'linux', architecture: 'amd64' }) {
    const { pull, registryAuths } = this.order.request;
    return { reference, platform, pull, auths: registryAuths };
  }

  private options(isLint: boolean, platform = this.order.platforms[0]): ConvertOptions {
    const { order } = this;
    const noCacheStages = (order.extension.noCacheFilter ?? []).map((name) => name.toLowerCase());
    const { request } = order;
    return {
      buildArgs: order.buildArgs, labels: request.labels, target: request.target,
      ...(platform && { targetPlatform: platform }), multiPlatform: order.platforms.length > 1,
      allStages: isLint && request.target === '',
      contexts: order.extension.contexts ?? {}, session: this.session, announceContext: (name) => this.loadNamedIgnore(name),
      input: (ref, platform) => this.takeInput(ref, platform),
      extraHosts: request.extraHosts, ulimits: request.ulimits, networkMode: order.networkMode, canUseDevices: true,
      ignoreCache: (name) => request.noCache || noCacheStages.includes(name.toLowerCase()),
      ignorePatterns: () => this.loadIgnore(),
      warn: (warning) => {
        if (isLint) this.warnings.push(warning);
        else this.trace.warn(this.definition, warning, this.fileName, this.dockerfile);
      },
      mainContext: (followPaths) => {
        this.followPaths = followPaths;
        return new Vertex({ type: 'local', name: 'context', followPaths: [...followPaths], session: this.session }, [], {
          name: this.isSession ? '[internal] load build context' : 'copy /context /',
        });
      },
      resolveImage: (reference, logName, platform, signal) => this.resolveImage(reference, logName, platform, signal),
    };
  }

  private takeInput(ref: string, platform: Platform): BuiltInput | undefined {
    const input = this.shared.inputs.find(ref, platform);
    if (input) for (const vertex of input.vertices) this.inherited.add(vertex);
    return input;
  }

  private resolveImage(reference: string, logName: string, platform: Platform, signal: AbortSignal): Promise<BaseImage> {
    const key = `${reference} ${platform.os}/${platform.architecture}/${platform.variant ?? ''}`;
    let image = this.images.get(key);
    if (image) return image;
    const vertex = this.trace.internal(logName, key);
    image = this.trace.step(vertex, async () => {
      const found = await unlessAborted(this.abort.signal, this.shared.ports.images.resolve(this.imageSource(reference, platform)));
      signal.throwIfAborted();
      return { reference, ...found };
    }, AbortSignal.any([signal, this.abort.signal])).catch((error: unknown) => {
      throw new Error(`failed to resolve source metadata for ${reference}: ${(error as Error).message}`);
    });
    this.images.set(key, image);
    return image;
  }

  private loadIgnore(): readonly string[] {
    if (!this.isSession || this.readsIgnore) return this.ignorePatterns;
    this.readsIgnore = true;
    const vertex = this.trace.internal('[internal] load .dockerignore', `${this.session} .dockerignore`);
    this.trace.start(vertex);
    const file = readIgnore(this.context, this.order.dockerfile);
    this.trace.status(vertex, 'transferring context:').done(file ? sentFileBytes(file.name, utf8(file.text).length) : NOTHING_SENT_BYTES);
    this.trace.complete(vertex);
    this.ignorePatterns = file?.patterns ?? [];
    // Refuses patterns that aren't.
    new PatternMatcher(this.ignorePatterns);
    return this.ignorePatterns;
  }

  private async answerCall(call: string): Promise<void> {
    const result = await this.callResult(call);
    await this.trace.flush();
    await this.sink({ id: CALL_RESULT_ID, aux: result });
  }

  private async callResult(call: string): Promise<unknown> {
    const { target } = this.order.request;
    if (call === 'targets') return targetList(this.dockerfile);
    if (call === 'outline') {
      await convertDockerfile(this.dockerfile, this.options(false));
      return outlineOf(this.dockerfile, target, this.order.buildArgs);
    }
    if (call !== 'lint' && call !== 'check') {
      throw new Error(`unsupported request frontend.${call}: unsupported request frontend.${call}`);
    }
    let failure: unknown;
    try {
      await convertDockerfile(this.dockerfile, this.options(true));
    } catch (error) {
      failure = error;
    }
    return lintResults(this.fileName, this.dockerfile, this.warnings, failure);
  }

  /** Tells of all steps beforehand, in order. A context that was sent whole has its step behind it. */
  private announce(vertices: readonly Vertex[]): void {
    const digestOf = ({ digest, op }: Vertex) => (op.type === 'local' && !this.isSession ? this.definition : digest);
    this.trace.announce(displayOrder(vertices.filter(({ op }) => op.type !== 'input')).map((vertex) => ({
      digest: digestOf(vertex), inputs: vertex.inputs.flatMap((input) => (input ? [digestOf(input)] : [])), name: vertex.meta.name,
      progressGroup: vertex.meta.progressGroup,
    })));
  }

  /** Tells of the look at a further context's .dockerignore. */
  private loadNamedIgnore(name: string): void {
    const vertex = this.trace.internal(`[context ${name}] load .dockerignore`, `${this.session} ${name} .dockerignore`);
    this.trace.start(vertex);
    const file = readIgnore({ entries: this.named.get(name) ?? [], dockerfile: undefined }, '');
    this.trace.status(vertex, `transferring ${name}:`).done(file ? sentFileBytes(file.name, utf8(file.text).length) : NOTHING_SENT_BYTES);
    this.trace.complete(vertex);
  }

  private async loadNamed(name: string, entries: readonly TarEntry[], vertex: string, signal: AbortSignal): Promise<FileSystem> {
    const kept = applyIgnore(entries, readIgnore({ entries, dockerfile: undefined }, '')?.patterns ?? []);
    await this.trace.step(vertex, () => this.trace.status(vertex, `transferring ${name}:`).done(this.shared.transfers.transfer(`${this.order.extension.contextName ?? ''}\0${name}`, kept, [])), signal);
    return contextTree(kept, true, this.shared.ports.now());
  }

  private async loadContext(name: string, vertex: string, signal: AbortSignal): Promise<FileSystem> {
    const named = this.named.get(name);
    if (named) return this.loadNamed(name, named, vertex, signal);
    const entries = this.isSession ? applyIgnore(this.context.entries, this.ignorePatterns) : this.context.entries;
    const tree = contextTree(entries, this.isSession, this.shared.ports.now());
    this.rememberContext(entries.reduce((sum, entry) => sum + (entry.content?.size ?? 0), 0));
    if (!this.isSession) return tree;
    const failure = deniedPath(this.order.extension.denied ?? [], this.order.extension.contextName ?? '', this.followPaths, this.ignorePatterns);
    await this.trace.step(vertex, () => {
      if (failure !== undefined) {
        this.trace.status(vertex, 'transferring context:').done();
        throw new Error(failure);
      }
      const sent = this.shared.transfers.transfer(this.order.extension.contextName ?? '', entries, this.followPaths);
      this.trace.status(vertex, 'transferring context:').done(sent);
    }, signal);
    return tree;
  }

  private async makeImage(converted: readonly Converted[]): Promise<void> {
    const { ports, cache } = this.shared;
    const { order, trace, abort: { signal } } = this;
    const graph = uniqueGraph(converted.map(({ state }) => state.root));
    const roots = graph.roots.filter((root) => root !== undefined);
    for (const { op } of graph.vertices) if (op.type === 'exec') checkEntitlements(op, order.settings.allow);
    for (const option of order.extension.cacheFrom ?? []) trace.internal(importName(option));
    this.announce(graph.vertices);
    const vertices = [...this.inherited, ...graph.vertices.filter(({ op }) => op.type !== 'input')];
    const { cacheFrom = [], cacheTo = [] } = order.extension;
    const { registryAuths: auths } = order.request;
    await this.withSolve(async (solve) => {
      if (cacheFrom.length > 0) solve.imported = await importCaches(ports, cache, trace, cacheFrom, this.sentEntries, auths);
      const describe = async (mode: 'min' | 'max') => describeCache(ports, await solve.known(graph.vertices), roots, mode);
      const solved = await Promise.all(graph.roots.map((root) => root && solve.solve(root)));
      if (order.extension.isInput && order.extension.ref !== undefined) {
        const made = converted.map(({ image }, i) => ({ image, root: solved[i] && inputVertex(solved[i]), vertices }));
        this.shared.inputs.keep(order.extension.ref, made);
      }
      await deliver({
        signal, ports, trace, sink: this.sink, order, vertices, dockerfileName: this.fileName,
        results: converted.map((one, i) => ({ converted: one, snapshotId: solved[i]?.snapshot?.id })),
        dockerfile: this.dockerfile, startedMs: this.startedMs,
        ...(this.kept && { kept: this.kept }), ...(roots.length > 0 && cacheTo.some(({ type }) => type === 'inline') && { inlineCache: describe }),
      });
      if (roots.length > 0) for (const option of cacheTo) await exportCache({ ports, trace, sink: this.sink, auths, describe }, option);
    });
  }

  /** What a client's files take in the cache (`docker buildx du`). */
  private rememberContext(sizeBytes: number): void {
    const { cache } = this.shared;
    for (const name of ['context', 'dockerfile']) {
      const key = `local:${this.order.extension.contextName ?? ''}:${name}`;
      const size = name === 'context' ? sizeBytes : utf8(this.dockerfile).length;
      const record = cache.find(key) ?? cache.add({ type: 'source.local', keys: [key], description: `local source for ${name}` });
      record.sizeBytes = size;
      cache.use(record);
    }
  }
}
