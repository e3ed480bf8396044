import { emptyStatus, type VertexStatus } from '../../../../api/buildkit-trace';
import { idOfText } from '../../../../oci/digest';
import type { LintResults } from '../../../../api/build-extension';
import { excerpt } from '../../../build-progress/report';
import { Solve } from '../../../build-progress/solve';
import type { Cli } from '../../../cli';
import { demandPrivileges, parseAllowed } from './entitlements';
import { notSimulated, StatusError } from '../../../errors';
import type { Flags } from '../../../flags/parse';
import type { Verb } from '../../../verb';
import { ordinary } from '../../errors';
import { callOf } from '../build-options';
import { chosenBuilder, validateBuilder, type Builder } from '../builder/builder';
import { routed } from '../builder/outputs';
import { displayOf, keepShowing, type Display } from '../display';
import type { Metadata } from '../metadata';
import { outputsOf } from '../outputs';
import { printCall } from '../call-result';
import { CANCELED, CANCELED_STATUS, cancelable } from '../interrupt';
import { BakeFileError, parseFiles, readFiles, type BakeFile } from './files';
import { listPage, parseList } from './list';
import { parseOverrides } from './overrides';
import { resolveTargets } from './resolve';
import { TargetsProgress } from './progress';
import { buildTarget, calledAs, refOf, TargetFailed, targetsOf, type Built } from './run';
import { definitionJson, type Target } from './target';
import { settlePaths } from './words';

/** The overrides that flags stand for (commands/bake.go runBake). */
function flagOverrides(flags: Flags): string[] {
  const canonical = (kind: string, value: string): string => {
    const known = /^(?:1|t|true)$/i.test(value) ? 'false' : /^(?:0|f|false)$/i.test(value) ? 'true' : undefined;
    return `*.attest=type=${kind},${known === undefined ? value : `disabled=${known}`}`;
  };
  const { call } = callOf(flags);
  return [
    ...flags.list('set'),
    ...(flags.bool('push') ? ['*.push=true'] : []),
    ...(flags.bool('load') ? ['*.load=true'] : []),
    ...(call === 'build' ? [] : [`*.call=${call}`]),
    ...(flags.changed('no-cache') ? [`*.no-cache=${flags.bool('no-cache')}`] : []),
    ...(flags.changed('pull') ? [`*.pull=${flags.bool('pull')}`] : []),
    ...(flags.string('sbom') === '' ? [] : [canonical('sbom', flags.string('sbom'))]),
    ...(flags.string('provenance') === '' ? [] : [canonical('provenance', flags.string('provenance'))]),
  ];
}

function variables(values: readonly string[]): Map<string, string> {
  return new Map(values.filter((value) => value !== '').map((value) => {
    const at = value.indexOf('=');
    if (at === -1) throw new Error(`invalid variable ${JSON.stringify(value)}, expected key=value`);
    if (at === 0) throw new Error(`invalid variable ${JSON.stringify(value)}, key is empty`);
    return [value.slice(0, at), value.slice(at + 1)];
  }));
}

/** BUILDX_BAKE_FILE: names in place of -f. */
function filesFromEnv(cli: Cli): string[] {
  const { BUILDX_BAKE_FILE: names, BUILDX_BAKE_PATH_SEPARATOR: separator } = cli.sys.env;
  const list = (names ?? '').split(separator || ':').map((name) => name.trim()).filter((name) => name !== '');
  for (const name of list) if (name !== '-' && !cli.sys.access(name, '')) throw new Error(`stat ${name}: no such file or directory`);
  return list;
}

/** Reads the bake files as a step of the build. */
async function loadFiles(cli: Cli, names: readonly string[], heading: string, display: Display): Promise<BakeFile[]> {
  const digest = 'bake:definitions';
  const started = cli.sys.now();
  const statuses: VertexStatus[] = [];
  try {
    return await readFiles(cli, names, (name, bytes) => {
      const now = cli.sys.now();
      const id = name === '-' ? 'reading from stdin' : `reading ${name}`;
      statuses.push({ id, vertex: digest, name: id, current: bytes ?? 0, total: name === '-' ? 0 : bytes ?? 0, started: now, completed: now, timestamp: now });
    });
  } finally {
    await display.take({ ...emptyStatus(), vertexes: [{ digest, inputs: [], name: heading, cached: false, started, completed: cli.sys.now(), error: '' }], statuses });
  }
}

/** Says which targets stay in the builder's cache alone (buildx build.go, warnOnNoOutput). */
async function warnOfNoOutput(cli: Cli, builder: Builder, built: ReadonlyMap<string, Built>): Promise<void> {
  const left = [...built].filter(([, { flags }]) => routed(builder, outputsOf(flags), flags, callOf(flags).call).warning !== '').map(([name]) => name);
  if (left.length === 0) return;
  const what = left.length === 1 && left[0] === 'default' ? '' : `for ${left.join(', ')} target(s) `;
  await cli.note(`WARNING: No output specified ${what}with ${builder.driver} driver. Build result will only remain in the build cache. To push result image into registry use --push or to load image into docker use --load`);
}

/** Builds targets at once, each when those are built that it builds upon; the first failure ends all (buildx build.go, Build). */
async function buildAll(cli: Cli, builder: Builder, targets: ReadonlyMap<string, Target>, display: Display): Promise<Map<string, Built>> {
  const built = new Map<string, Built>();
  const names = [...targets.keys()].sort();
  const needed = new Set([...targets.values()].flatMap(targetsOf));
  const progress = targets.size > 1 ? new TargetsProgress() : undefined;
  const buildid = idOfText(`${cli.sys.now()} ${cli.sys.pid}`);
  await builder.boot(async (status) => {
    await display.take(status);
  });
  const builds = cancelable(cli, names.map((name) => refOf(buildid, name)), builder.buildClient());
  const running = new Map<string, Promise<void>>();
  let failure: { error: unknown } | undefined;
  const visit = async (name: string): Promise<void> => {
    const target = targets.get(name)!;
    await Promise.all(targetsOf(target).map(begin));
    if (failure) return;
    try {
      built.set(name, await buildTarget(cli, builder, target, { buildid, built, isInput: needed.has(name), progress }, display.take));
    } catch (error) {
      failure ??= { error };
      builds.cancel();
    }
  };
  const begin = (name: string): Promise<void> => {
    if (!running.has(name)) running.set(name, visit(name));
    return running.get(name)!;
  };
  await Promise.all(names.map(begin));
  builds.over();
  if (failure) throw (failure as { error: unknown }).error;
  return new Map([...built].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function showCalls(cli: Cli, flags: Flags, built: ReadonlyMap<string, Built>, targets: ReadonlyMap<string, Target>): Promise<number> {
  let status = 0;
  let first = true;
  for (const name of [...built.keys()].sort()) {
    const { call } = calledAs(built.get(name)!);
    if (call === 'build') continue;
    const description = targets.get(name)!.description;
    await cli.out(`${first ? '' : '\n'}${name}\n${description ? `${description}\n` : ''}\n`);
    first = false;
    const code = await printCall(cli, call, callOf(flags).format, built.get(name)!.result as LintResults);
    if (code !== 0 && status === 0) status = code;
  }
  return status;
}

/** What is told of each target (commands/bake.go); of what only carries files to others, too. */
async function metadataOf(cli: Cli, builder: Builder, display: Display, built: ReadonlyMap<string, Built>, targets: ReadonlyMap<string, Target>): Promise<Metadata> {
  const { metadataOf: ofBuild, sorted } = await cli.sys.external(import('../metadata'));
  const place = { cli, client: builder.buildClient(), builder: builder.name, node: builder.nodes[0]!.Name };
  const all: Metadata = {};
  for (const [name, one] of built) {
    if (calledAs(one).call === 'build') all[name] = sorted(await ofBuild(place, display, one.ref, targets.get(name)!.linked ? {} : one.answer, built.size > 1 ? name : undefined));
  }
  return all;
}

/** `docker buildx bake`: what files describe, built together (buildx commands/bake.go). */
export const bake: Verb = async ({ cli, flags, args, spec }) => {
  const words = args.length > 0 ? args : ['default'];
  if (/^(?:https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(words[0]!)) throw notSimulated(`docker ${spec.path} of a remote definition`);
  const overrides = flagOverrides(flags);
  const allowed = parseAllowed(cli, flags.list('allow'));
  const prints = flags.bool('print');
  const wanted = flags.bool('list-targets') ? 'targets' : flags.bool('list-variables') ? 'variables' : flags.string('list');
  if (prints && wanted !== '') throw new Error('--print and --list are mutually exclusive');
  const named = flags.list('file').map((name) => name.replace(/^cwd:\/\//, ''));
  const byEnv = named.length > 0 ? [] : filesFromEnv(cli);
  const builds = !prints && wanted === '';
  const builder = chosenBuilder(cli, flags.string('builder'));
  if (builds) {
    validateBuilder(cli, builder);
    await cli.client.ping();
  }
  const solve = new Solve();
  const display = displayOf(cli, { mode: flags.string('progress'), isQuiet: false }, solve, builds ? builder : undefined);
  const stopShowing = await keepShowing(cli, display);
  const finish = async (): Promise<void> => {
    stopShowing();
    await display.update(true);
  };
  try {
    const heading = `[internal] load local bake definitions${byEnv.length > 0 ? ' from BUILDX_BAKE_FILE env' : ''}`;
    const files = await loadFiles(cli, named.length > 0 ? named : byEnv, heading, display);
    if (files.length === 0) throw new Error('couldn\'t find a bake definition');
    const definition = await parseFiles(cli, files, variables(flags.list('var')));
    if (wanted !== '') {
      await finish();
      return await cli.out(listPage(definition, parseList(wanted)));
    }
    const { targets, groups } = resolveTargets(definition, words, parseOverrides(definition, overrides, cli.sys.env));
    for (const target of targets.values()) settlePaths(target);
    if (prints) {
      await finish();
      return await cli.line(definitionJson(targets, groups));
    }
    await demandPrivileges(cli, targets.values(), allowed, finish);
    const built = await buildAll(cli, builder, targets, display);
    const metadataFile = flags.string('metadata-file');
    const metadata = metadataFile === '' ? {} : await metadataOf(cli, builder, display, built, targets);
    await finish();
    await warnOfNoOutput(cli, builder, built);
    await cli.err(display.closing());
    if (metadataFile !== '') (await cli.sys.external(import('../metadata'))).writeMetadata(cli, metadataFile, metadata, solve);
    return await showCalls(cli, flags, built, targets);
  } catch (error) {
    await finish();
    if (error instanceof TargetFailed) await cli.err(display.closing() + error.sources.map(excerpt).join(''));
    else if (error instanceof BakeFileError) await cli.err(excerpt(error.source));
    throw error instanceof StatusError ? error : new StatusError(ordinary(error).endsWith(CANCELED) ? CANCELED_STATUS : 1, ordinary(error));
  }
};
