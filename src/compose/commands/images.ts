import { imagePush } from '../../client/image';
import { jsonValues } from '../../client/streams';
import { authHeader } from '../../cli/command/auth';
import { namedImage } from '../../cli/command/pull';
import type { JsonMessage } from '../../cli/progress-display';
import { humanSize } from '../../lib/units';
import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { buildImages } from '../operations/build';
import { localImage, pullImage } from '../operations/images';
import { together } from '../operations/order';
import { done, working } from '../progress/events';
import { withSelectedServices, withServicesEnabled } from '../project/select';
import { loadProject } from '../project/load';
import type { Service } from '../project/types';
import { notSimulated } from '../../cli/errors';
import type { ComposeVerb, ComposeVerbs } from './verb';

const build: ComposeVerb = async ({ app, flags, args }) => {
  if (flags.changed('progress')) await app.cli.note('--progress is a global compose flag, better use `docker compose --progress xx build ...');
  const whole = await loadProject(app, { all: true });
  const project = withSelectedServices(withServicesEnabled(whole, args), args);
  if (flags.bool('print')) throw notSimulated('docker compose build --print');
  const selected = args.length > 0 ? args : sortedKeys(project.services);
  await app.run('build', async () => {
    const built = await buildImages(app, project, {
      services: selected, deps: flags.bool('with-dependencies'), args: flags.list('build-arg'), pull: flags.bool('pull'), noCache: flags.bool('no-cache'),
      quiet: flags.bool('quiet'), push: flags.bool('push'), check: flags.bool('check'), progress: flags.string('progress'), force: true,
    }, new Set());
    if (built.length === 0) app.warn('No services to build');
  });
};

const skipped = (id: string, details: string) => ({ ...done(id, 'Skipped'), details });

/** Whether `compose pull` fetches a service's image, or why not (shouldPullImage). */
async function skipReason(app: App, service: Service): Promise<string | undefined> {
  const policy = service.pull_policy ?? '';
  if (policy === 'never' || policy === 'build') return '';
  if ((policy === 'missing' || policy === 'if_not_present') && (await localImage(app, service.image!))) {
    return namedImage(service.image!)?.tag === 'latest' ? undefined : 'Image is already present locally';
  }
  return undefined;
}

const pull: ComposeVerb = async ({ app, flags, args }) => {
  let project = await loadProject(app, { services: args, all: app.flags.all });
  if (!flags.bool('include-deps') && args.length > 0) project = withSelectedServices(project, args, 'ignore');
  const policy = flags.string('policy');
  if (policy !== '') {
    if (policy !== 'missing' && policy !== 'always') throw new Error(`--policy must be one of "missing", "always": got "${policy}"`);
    for (const service of Object.values(project.services)) service.pull_policy = policy;
  }
  const mustBuild: string[] = [];
  await app.run('pull', async () => {
    const chosen = new Map<string, Service>();
    for (const name of sortedKeys(project.services)) {
      const service = project.services[name]!;
      if (!service.image) {
        await app.tell(skipped(name, 'No image to be pulled'));
        continue;
      }
      const reason = await skipReason(app, service);
      if (reason !== undefined) await app.tell(skipped(`Image ${service.image}`, reason));
      else if (service.build && flags.bool('ignore-buildable')) await app.tell(skipped(`Image ${service.image}`, 'Image can be built'));
      else if (!chosen.has(service.image)) chosen.set(service.image, service);
    }
    let failure: unknown;
    await together([...chosen.values()], async (service) => {
      try {
        await pullImage(app, service, flags.bool('quiet'));
      } catch (error) {
        failure ??= error;
        if (service.build) mustBuild.push(service.name);
      }
    });
    if (mustBuild.length > 0) app.warn(`WARNING: Some service image(s) must be built from source by running:\n    docker compose build ${mustBuild.join(' ')}`);
    if (failure !== undefined && !flags.bool('ignore-pull-failures')) throw failure;
  });
};

/** The bar and the numbers of a push, as far as there are any. */
function pushText({ current = 0, total = 0 }: NonNullable<JsonMessage['progressDetail']>): string {
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return humanSize(current).padStart(8);
  const half = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
  return `[${'='.repeat(half)}>${' '.repeat(50 - half)}] ${humanSize(current).padStart(8)}/${humanSize(total)}`;
}

/** Pushes one tag (composeService.pushServiceImage). */
async function pushTag(app: App, tag: string, quiet: boolean): Promise<void> {
  const reference = namedImage(tag);
  if (!reference) throw new Error(`invalid reference format: ${tag}`);
  const body = await imagePush(app.client, reference.familiarName, { tag: reference.tag ?? undefined }, authHeader(app.cli, reference));
  for await (const message of jsonValues<JsonMessage>(body)) {
    if (message.error !== undefined || message.errorDetail) throw new Error(message.errorDetail?.message ?? message.error);
    if (quiet || !message.id) continue;
    const over = ['pushed', 'layer already exists'].includes((message.status ?? '').toLowerCase());
    const { current = 0, total = 0 } = message.progressDetail ?? {};
    await app.tell({
      id: message.id, parent: tag, status: over ? 'done' : 'working', text: message.progressDetail ? pushText(message.progressDetail) : '',
      current: total ? current : 0, total, percent: total > 0 ? Math.min(Math.trunc((current * 100) / total), 100) : over ? 100 : 0,
    });
  }
}

const push: ComposeVerb = async ({ app, flags, args }) => {
  let project = await loadProject(app, { services: args, all: app.flags.all });
  if (!flags.bool('include-deps') && args.length > 0) project = withSelectedServices(project, args, 'ignore');
  const quiet = flags.bool('quiet');
  await app.run('push', async () => {
    const tags: string[] = [];
    for (const name of sortedKeys(project.services)) {
      const { build: own, image } = project.services[name]!;
      if (own && image) tags.push(image, ...(own.tags ?? []));
      else if (!image) throw new Error(`${quote('service.image')} attribute is mandatory to push an image for service ${quote(name)}`);
      else await app.tell(done(name, 'Skipped'));
    }
    await together(tags, async (tag) => {
      await app.tell(working(tag, 'Pushing'));
      try {
        await pushTag(app, tag, quiet);
      } catch (error) {
        const message = (error as Error).message;
        await app.tell({ id: tag, status: flags.bool('ignore-push-failures') ? 'warning' : 'error', text: message });
        if (!flags.bool('ignore-push-failures')) throw error;
        return;
      }
      await app.tell(done(tag, 'Pushed'));
    });
  });
};

/** Commands on services' images. */
export const IMAGES: ComposeVerbs = { build, pull, push };
