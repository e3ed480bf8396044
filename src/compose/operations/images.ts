import { authHeader } from '../../cli/command/auth';
import { encodePlatform } from '../../cli/command/image/rm';
import { namedImage } from '../../cli/command/pull';
import type { JsonMessage } from '../../cli/progress-display';
import { imageInspect, imagePull } from '../../client/image';
import { ApiError, isNotFound } from '../../client/errors';
import { jsonValues } from '../../client/streams';
import { parseDurationMs } from '../../lib/duration';
import { quote } from '../../lib/govalue';
import { parseRfc3339Ms } from '../../lib/timestamp';
import { humanSize } from '../../lib/units';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, warned, working, type EventStatus } from '../progress/events';
import { imageOf, type Project, type Service } from '../project/types';
import { buildImages, type BuildOptions } from './build';
import { LABEL } from './labels';
import { together } from './order';

/** What compose knows of an image that is there: what tells it from other builds, and when it got its tag. */
interface LocalImage {
  digest: string;
  taggedMs: number;
}

/** The digest of an image's runnable content, on a platform where one is asked for: attestations beside it don't count (localContentDigest). */
export async function localImage(app: App, name: string, platform = ''): Promise<LocalImage | undefined> {
  try {
    const image = await imageInspect(app.client, name, platform === '' ? { manifests: '1' } : { platform: encodePlatform(platform) });
    const manifests = (image.Manifests ?? []) as { ID?: string; Kind?: string; Available?: boolean }[];
    const runnable = manifests.find(({ Kind, Available }) => Kind === 'image' && Available !== false)?.ID;
    const tagged = (image.Metadata as { LastTagTime?: string } | undefined)?.LastTagTime;
    return { digest: runnable ?? (image.Id as string), taggedMs: tagged ? parseRfc3339Ms(tagged) : 0 };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw new Error(`unable to get image '${name}': ${(error as Error).message}`);
  }
}

/** How often a policy such as `every_12h` wants an image refreshed, in milliseconds. */
function refreshMs(policy: string): number | undefined {
  if (policy === 'daily') return 86_400_000;
  if (policy === 'weekly') return 7 * 86_400_000;
  const every = /^every_(.*)$/.exec(policy)?.[1];
  if (every === undefined) return undefined;
  return every.replace(/(\d+)([wd])/g, (_, count: string, unit: string) => `${Number(count) * (unit === 'w' ? 168 : 24)}h`).split(/(?<=h)(?=\d)/).reduce((sum, part) => sum + parseDurationMs(part), 0);
}

function mustPull(app: App, service: Service, local: LocalImage | undefined): boolean {
  if (service.provider || !service.image) return false;
  const policy = service.pull_policy ?? '';
  if (policy === 'always') return true;
  if (policy === 'never' || policy === 'build') return false;
  const every = refreshMs(policy);
  return !local || (every !== undefined && app.cli.sys.now() > local.taggedMs + every);
}

const PENDING = ['Preparing', 'waiting', 'Pulling fs layer'];
const MOVING = ['Downloading', 'Extracting', 'Verifying Checksum'];
const OVER = ['Download complete', 'Already exists', 'Pull complete'];

async function layerProgress(app: App, parent: string, { id = '', status = '', progressDetail }: JsonMessage): Promise<void> {
  if (id === '' || !progressDetail) return;
  const { current = 0, total = 0 } = progressDetail;
  const moving = MOVING.includes(status);
  const over = OVER.includes(status);
  const known: EventStatus = over ? 'done' : 'working';
  const percent = over ? 100 : PENDING.includes(status) || !moving || total <= 0 ? 0 : Math.min(Math.trunc((current * 100) / total), 100);
  await app.tell({ id, parent, status: known, text: status, details: humanSize(current), current: moving ? current : 0, total: moving ? total : 0, percent });
}

/** Pulls a service's image (composeService.pullServiceImage). */
export async function pullImage(app: App, service: Pick<Service, 'image' | 'platform' | 'build'>, quiet: boolean): Promise<void> {
  const image = service.image!;
  const resource = `Image ${image}`;
  await app.tell(working(resource, 'Pulling'));
  try {
    const reference = namedImage(image);
    if (!reference) throw new Error(`invalid reference format: ${image}`);
    const query = { fromImage: reference.name, tag: reference.digest ?? reference.tag ?? 'latest', platform: service.platform || app.cli.sys.env.DOCKER_DEFAULT_PLATFORM || undefined };
    const body = await imagePull(app.client, query, authHeader(app.cli, reference));
    for await (const message of jsonValues<JsonMessage>(body)) {
      if (message.error !== undefined || message.errorDetail) throw new Error(message.errorDetail?.message ?? message.error);
      if (!quiet) await layerProgress(app, resource, message);
    }
  } catch (error) {
    const why = error instanceof ApiError ? error.reason : (error as Error).message;
    if (error instanceof ApiError) await app.tell(service.build ? warned(resource, why) : failed(resource, why));
    throw error;
  }
  await app.tell(done(resource, 'Pulled'));
}

/** Makes sure that every service's image is there: pulled, or built (composeService.ensureImagesExists). */
export async function ensureImages(app: App, project: Project, build: BuildOptions | undefined, quietPull: boolean): Promise<void> {
  const names = sortedKeys(project.services);
  for (const name of names) {
    const service = project.services[name]!;
    if (!service.provider && !service.image && !service.build) throw new Error(`invalid service ${quote(name)}. Must specify either image or build`);
  }
  const local = new Map<string, LocalImage>();
  for (const image of new Set(names.map((name) => imageOf(project.name, project.services[name]!)))) {
    const found = await localImage(app, image);
    if (found) local.set(image, found);
  }
  const pulls = new Map<string, Service>();
  for (const name of names) {
    const service = project.services[name]!;
    const image = imageOf(project.name, service);
    // An image that is here for another platform doesn't count.
    const found = local.get(image) && service.platform ? await localImage(app, image, service.platform) : local.get(image);
    if (mustPull(app, service, found)) pulls.set(`${service.image} ${service.platform ?? ''}`, service);
  }
  await together([...pulls.values()], async (service) => {
    const buildable = names.some((name) => project.services[name]!.image === service.image && project.services[name]!.build);
    try {
      await pullImage(app, service, quietPull);
    } catch (error) {
      if (!buildable) throw error;
    }
  });
  for (const { image = '' } of pulls.values()) {
    const found = await localImage(app, image);
    if (found) local.set(image, found);
  }
  if (build) {
    for (const image of await buildImages(app, project, build, new Set(local.keys()))) {
      const found = await localImage(app, image);
      if (found) local.set(image, found);
    }
  }
  for (const name of names) {
    const service = project.services[name]!;
    const found = local.get(imageOf(project.name, service));
    if (found) service.customLabels = { ...service.customLabels, [LABEL.image]: found.digest };
  }
}
