import { imagePush } from '../../client/image';
import { ApiError } from '../../client/errors';
import { jsonValues } from '../../client/streams';
import { authHeader } from '../../cli/command/auth';
import { namedImage } from '../../cli/command/pull';
import type { JsonMessage } from '../../cli/progress-display';
import { humanSize } from '../../lib/units';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { buildImages } from '../operations/build';
import { localImage, pullImage } from '../operations/images';
import { together } from '../operations/order';
import { done, failed, working } from '../progress/events';
import { withSelectedServices } from '../project/select';
import { loadProject } from '../project/load';
import { imageOf, type Service } from '../project/types';
import { notSimulated } from '../../cli/errors';
import { projectWithEnvironment, type ComposeVerb, type ComposeVerbs } from './verb';

const build: ComposeVerb = async ({ app, flags, args }) => {
  const project = await projectWithEnvironment(app, { services: args, all: true });
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

async function pushImage(app: App, image: string, quiet: boolean): Promise<void> {
  const id = `Image ${image}`;
  await app.tell(working(id, 'Pushing'));
  try {
    const reference = namedImage(image);
    if (!reference) throw new Error(`invalid reference format: ${image}`);
    const body = await imagePush(app.client, reference.familiarName, { tag: reference.tag ?? undefined }, authHeader(app.cli, reference));
    for await (const message of jsonValues<JsonMessage>(body)) {
      if (message.error !== undefined || message.errorDetail) throw new Error(message.errorDetail?.message ?? message.error);
      if (quiet || !message.id) continue;
      const { current = 0, total = 0 } = message.progressDetail ?? {};
      const over = ['Pushed', 'Already exists', 'Layer already exists'].includes(message.status ?? '') || (message.status ?? '').startsWith('Mounted');
      await app.tell({
        id: message.id, parent: id, status: over ? 'done' : 'working', text: message.status ?? '', details: message.progressDetail ? humanSize(current) : '',
        current, total, percent: over ? 100 : total > 0 ? Math.min(Math.trunc((current * 100) / total), 100) : 0,
      });
    }
  } catch (error) {
    await app.tell(failed(id, error instanceof ApiError ? error.reason : (error as Error).message));
    throw error;
  }
  await app.tell(done(id, 'Pushed'));
}

const push: ComposeVerb = async ({ app, flags, args }) => {
  let project = await loadProject(app, { services: args, all: app.flags.all });
  if (!flags.bool('include-deps') && args.length > 0) project = withSelectedServices(project, args, 'ignore');
  await app.run('push', async () => {
    const images: string[] = [];
    for (const name of sortedKeys(project.services)) {
      const service = project.services[name]!;
      if (!service.build || !service.image) {
        if (service.image && !service.build) await app.tell(skipped(`Image ${service.image}`, 'No build section'));
        continue;
      }
      images.push(imageOf(project.name, service), ...(service.build.tags ?? []));
    }
    let failure: unknown;
    await together(images, async (image) => {
      try {
        await pushImage(app, image, flags.bool('quiet'));
      } catch (error) {
        failure ??= error;
      }
    });
    if (failure !== undefined && !flags.bool('ignore-push-failures')) throw failure;
  });
};

/** Commands on services' images. */
export const IMAGES: ComposeVerbs = { build, pull, push };
