import { IMAGE_ID, TRACE_ID, emptyStatus, fromBase64, parseStatusResponse } from '../../api/buildkit-trace';
import { CACHE_TAR_ID, type ErrorSource } from '../../api/build-extension';
import { PlainProgress } from '../../cli/build-progress/plain';
import { excerpt, failedSteps } from '../../cli/build-progress/report';
import { Solve } from '../../cli/build-progress/solve';
import { TerminalProgress } from '../../cli/build-progress/terminal';
import { registryConfig } from '../../cli/command/auth';
import { keepCache, query } from '../../cli/command/buildx/build';
import { withContexts } from '../../cli/command/buildx/build-contexts';
import { extensionOf } from '../../cli/command/buildx/build-options';
import { findBuildx } from '../../cli/command/buildx/spec';
import { readBuildContext, type BuildContext } from '../../cli/build-context';
import { notSimulated, StatusError } from '../../cli/errors';
import { parseFlags } from '../../cli/flags/parse';
import { streamContent } from '../../cli/stream-content';
import { imageBuild } from '../../client/image';
import { jsonValues } from '../../client/streams';
import type { App } from '../app';
import { isDict, sortedKeys, type Dict } from '../load/value';
import { done, working } from '../progress/events';
import { COMPOSE_VERSION } from '../project/load';
import { withDependencies } from '../project/select';
import { imageOf, type Project, type Service } from '../project/types';
import { LABEL } from './labels';

export interface BuildOptions {
  services?: readonly string[];
  /** With what the services depend on. */
  deps?: boolean;
  args?: readonly string[];
  pull?: boolean;
  noCache?: boolean;
  quiet?: boolean;
  push?: boolean;
  check?: boolean;
  progress?: string;
  /** Build although there is an image. */
  force?: boolean;
}

interface BuildRecord {
  id?: string;
  aux?: unknown;
  error?: string;
  errorDetail?: { message?: string; sources?: ErrorSource[] };
}

/** The words of `docker build` for what a service's build says. */
function buildWords(project: Project, service: Service, options: BuildOptions): string[] {
  const build = service.build!;
  const words: string[] = [];
  const add = (flag: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') words.push(`--${flag}=${value}`);
  };
  if (build.dockerfile !== undefined) add('file', build.dockerfile.startsWith('/') ? build.dockerfile : `${build.context}/${build.dockerfile}`);
  for (const [key, value] of Object.entries(build.args ?? {})) add('build-arg', value === null ? key : `${key}=${value}`);
  for (const arg of options.args ?? []) add('build-arg', arg);
  const labels: Record<string, string> = { ...build.labels, [LABEL.version]: COMPOSE_VERSION, [LABEL.project]: project.name, [LABEL.service]: service.name };
  for (const key of sortedKeys(labels)) add('label', `${key}=${labels[key]!}`);
  for (const tag of [...(build.tags ?? []), imageOf(project.name, service)]) add('tag', tag);
  add('target', build.target);
  add('network', build.network);
  add('shm-size', build.shm_size);
  for (const platform of build.platforms ?? []) add('platform', platform);
  for (const host of build.extra_hosts ?? []) add('add-host', host.replace('=', ':'));
  for (const from of build.cache_from ?? []) add('cache-from', from);
  for (const to of build.cache_to ?? []) add('cache-to', to);
  for (const filter of build.no_cache_filter ?? []) add('no-cache-filter', filter);
  for (const { source, target } of build.secrets ?? []) {
    const secret = project.secrets[source]!;
    const id = target?.replace(/^\/run\/secrets\//, '') || source;
    add('secret', secret.environment ? `id=${id},env=${secret.environment}` : `id=${id},src=${secret.file ?? ''}`);
  }
  if (build.no_cache || options.noCache) words.push('--no-cache');
  if (build.pull || options.pull) words.push('--pull');
  if (options.push && service.image) words.push('--push');
  if (options.check) words.push('--check');
  if (Object.keys(build.additional_contexts ?? {}).length > 0) throw notSimulated('build.additional_contexts');
  if (build.ssh !== undefined && isDict(build.ssh as Dict)) throw notSimulated('build.ssh');
  return words;
}

/** What shows a build: on stdout, in lines or on the terminal. */
function display(app: App, solve: Solve, options: BuildOptions): { update: (atEnd: boolean) => Promise<void>; ticking: boolean } {
  const mode = options.progress || app.cli.sys.env.BUILDKIT_PROGRESS || 'auto';
  if (options.quiet || mode === 'quiet') return { update: async () => undefined, ticking: false };
  if (app.cli.isTty(1) && !app.plain && mode !== 'plain') {
    const screen = new TerminalProgress(solve, app.cli.sys.now(), '');
    return { ticking: true, update: (atEnd) => app.cli.out(screen.frame(app.cli.sys.now(), app.cli.sys.winsize(1), atEnd)) };
  }
  let first = true;
  const plain = new PlainProgress(solve, (text) => {
    const shown = first ? text.replace(/^\n/, '') : text;
    first = false;
    return app.cli.out(shown);
  }, () => app.cli.sys.now(), '');
  return { ticking: false, update: (atEnd) => plain.update(atEnd) };
}

/** A step that bake takes itself, before or after the builds. */
function bakeStep(app: App, solve: Solve, digest: string, name: string, status?: string): void {
  const now = app.cli.sys.now();
  solve.update({
    ...emptyStatus(),
    vertexes: [{ digest, inputs: [], name, cached: false, started: now, completed: now, error: '' }],
    statuses: status === undefined ? [] : [{ id: status, vertex: digest, name: status, current: 0, total: 0, started: now, completed: now, timestamp: now }],
  });
}

async function buildOne(app: App, project: Project, service: Service, options: BuildOptions, solve: Solve, prefix: string, update: (atEnd: boolean) => Promise<void>): Promise<void> {
  const { cli } = app;
  const { flags } = parseFlags(findBuildx(['build']).spec!.flags ?? [], buildWords(project, service, options));
  const build = service.build!;
  const context = build.dockerfile_inline === undefined
    ? await readBuildContext(cli, build.context, flags.string('file'))
    : await withInlineFile(app, build.dockerfile_inline, (path) => readBuildContext(cli, build.context, path));
  const extension = await extensionOf(cli, flags, context);
  const request = query(cli, flags, context, extension, options.push && service.image ? [{ type: 'image', attrs: { push: 'true' } }] : []);
  const answer = await imageBuild(cli.client, request, streamContent(await withContexts(cli, context, [], extension.cacheFrom)), registryConfig(cli.config));
  for await (const record of jsonValues<BuildRecord>(answer)) {
    if (record.id === TRACE_ID) {
      solve.update(prefixed(parseStatusResponse(fromBase64(record.aux as string)), service.name, prefix));
      await update(false);
    } else if (record.id === CACHE_TAR_ID) await keepCache(cli, record.aux);
    else if (record.id !== IMAGE_ID && record.error !== undefined) {
      const message = record.errorDetail?.message ?? record.error;
      await update(true);
      await cli.out(failedSteps(solve));
      const lines = (record.errorDetail?.sources ?? []).map(excerpt).join('').split('\n').slice(0, -1);
      throw new StatusError(1, [...lines.map((line) => `${line}\n`), `target ${service.name}: failed to solve: ${message}\n`].join('\n').replace(/\n$/, ''));
    }
  }
}

/** With several services at once, a step is told under its service's name. */
function prefixed(status: ReturnType<typeof parseStatusResponse>, service: string, prefix: string): ReturnType<typeof parseStatusResponse> {
  const own = (digest: string): string => (prefix === '' ? digest : `${service}:${digest}`);
  const name = (text: string): string => (prefix === '' ? text : text.startsWith('[') ? `[${prefix}${text.slice(1)}` : `[${service}] ${text}`);
  return {
    vertexes: status.vertexes.map((vertex) => ({ ...vertex, digest: own(vertex.digest), inputs: vertex.inputs.map(own), name: name(vertex.name) })),
    statuses: status.statuses.map((item) => ({ ...item, vertex: own(item.vertex) })),
    logs: status.logs.map((item) => ({ ...item, vertex: own(item.vertex) })),
    warnings: status.warnings.map((item) => ({ ...item, vertex: own(item.vertex) })),
  };
}

/** A Dockerfile that stands in the compose file, for a moment as a file of its own. */
async function withInlineFile(app: App, text: string, use: (path: string) => Promise<BuildContext>): Promise<BuildContext> {
  const { sys } = app.cli;
  const path = `/tmp/compose-${sys.random.hex(6)}.Dockerfile`;
  sys.writeFile(path, text, 0o600);
  try {
    return { ...(await use(path)), shownName: 'Dockerfile' };
  } finally {
    sys.unlink(path);
  }
}

/**
 * Builds the services that have something to build and whose image isn't there (composeService.build, by bake); gives
 * the images that were built.
 */
export async function buildImages(app: App, project: Project, options: BuildOptions, local: ReadonlySet<string>): Promise<string[]> {
  const names = withDependencies(project, options.services?.length ? options.services : sortedKeys(project.services), options.deps ? 'include' : 'ignore');
  const services = names.map((name) => project.services[name]!).filter((service) => {
    if (!service.build) return false;
    return options.force || service.pull_policy === 'build' || !local.has(imageOf(project.name, service));
  });
  if (services.length === 0) return [];
  const images = services.map((service) => imageOf(project.name, service));
  for (const image of images) await app.tell(working(`Image ${image}`, 'Building'));
  const solve = new Solve();
  const { update, ticking } = display(app, solve, options);
  let running = true;
  if (ticking) {
    app.cli.sys.thread(async () => {
      while (running) {
        await app.cli.sys.sleep(150);
        if (running) await update(false);
      }
    });
  }
  try {
    const definition = JSON.stringify(services.map((service) => buildWords(project, service, options))).length;
    bakeStep(app, solve, 'bake', '[internal] load local bake definitions', `reading from stdin ${definition}B`);
    await update(false);
    for (const service of services) await buildOne(app, project, service, options, solve, services.length > 1 ? `${service.name} ` : '', update);
    if (!options.check) {
      for (const service of services) bakeStep(app, solve, `metadata:${service.name}`, `${services.length > 1 ? `[${service.name}] ` : ''}resolving provenance for metadata file`);
    }
    running = false;
    await update(true);
  } finally {
    running = false;
  }
  for (const image of images) await app.tell(done(`Image ${image}`, 'Built'));
  return images;
}
