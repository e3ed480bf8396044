import { invalid } from '../../api/errors';
import type { Engine } from '../engine';
import type { RegistryAuth } from '../images/ports';
import { bodyJson, bytesAnswer, empty, filtersOf, flag, integer, json, cancellableProgress, progressAnswer, registryAuth, textOf, type Call } from './call';
import { endingWithError } from './stream-error';
import { imageListView, imageView } from './image-view';
import type { Routes } from './routes';

/** Platforms come as JSON objects or `os/arch`; the images room gets the latter. */
function platformText(value: string): string {
  if (!value.startsWith('{')) return value;
  const { os, architecture, variant } = JSON.parse(value) as { os?: string; architecture?: string; variant?: string };
  return [os, architecture, variant].filter(Boolean).join('/');
}

function platforms(call: Call): string[] {
  return [...call.query.getAll('platforms'), ...call.query.getAll('platform')].filter(Boolean).map(platformText);
}

/** Routes of /images, /distribution and /auth (moby daemon/server/router/image). */
export function imageRoutes(engine: Engine, routes: Routes): void {
  const { images } = engine;
  const platform = (call: Call): { platform?: string } => {
    const value = textOf(call, 'platform');
    return value ? { platform: platformText(value) } : {};
  };
  const auth = (call: Call): { auth?: RegistryAuth } => {
    const value = registryAuth(call);
    return value ? { auth: value } : {};
  };
  routes.add('GET', '/images/json', async (call) => {
    const found = await images.list({
      all: flag(call, 'all'), filters: filtersOf(call), sharedSize: flag(call, 'shared-size'), manifests: flag(call, 'manifests'), identity: flag(call, 'identity'),
    });
    return json(call, found.map((image) => imageListView(call.version, image)));
  });
  routes.add('POST', '/images/create', (call) => {
    const image = textOf(call, 'fromImage');
    const tag = textOf(call, 'tag');
    if (image !== '') return cancellableProgress(call, (sink) => images.pull({ image, tag, ...platform(call), ...auth(call) }, sink));
    const source = textOf(call, 'fromSrc');
    const changes = call.query.getAll('changes');
    return progressAnswer(call, (sink) => images.import({ source, body: call.request.body, repo: textOf(call, 'repo'), tag, message: textOf(call, 'message'), changes, ...platform(call) }, sink));
  });
  routes.add('POST', '/images/load', (call) => progressAnswer(call, (sink) => images.load(call.request.body, { quiet: flag(call, 'quiet'), platforms: platforms(call) }, sink), { begun: true }));
  routes.add('POST', '/images/prune', async (call) => json(call, await images.prune(filtersOf(call))));
  routes.add('GET', '/images/search', async (call) => {
    const limit = integer(call, 'limit') ?? 0;
    if (limit < 0 || limit > 100) throw invalid(`limit ${limit} is outside the range of [1, 100]`);
    return json(call, await images.search({ term: textOf(call, 'term'), limit, filters: filtersOf(call), ...auth(call) }));
  });
  routes.add('GET', '/images/get', async (call) => bytesAnswer(call, 'application/x-tar', endingWithError(await images.save(call.query.getAll('names'), { platforms: platforms(call), gone: call.gone }))));
  routes.add('GET', '/images/:name{.+}/get', async (call, params) => bytesAnswer(call, 'application/x-tar', endingWithError(await images.save([params['name']!], { platforms: platforms(call), gone: call.gone }))));
  routes.add('GET', '/images/:name{.+}/json', async (call, params) => json(call, imageView(call.version, await images.inspect(params['name']!, { manifests: flag(call, 'manifests'), ...platform(call) }))));
  routes.add('GET', '/images/:name{.+}/attestations', async (call, params) => {
    const platforms = call.query.getAll('platform');
    if (platforms.length > 1) throw invalid('only one platform value is currently supported');
    const types = call.query.getAll('type').map((type) => type.trim()).filter(Boolean);
    return json(call, await images.attestations(params['name']!, { types, statement: flag(call, 'statement'), ...(platforms[0] ? { platform: platforms[0] } : {}) }));
  });
  routes.add('GET', '/images/:name{.+}/history', async (call, params) => json(call, await images.history(params['name']!, platform(call))));
  routes.add('POST', '/images/:name{.+}/push', (call, params) => cancellableProgress(call, (sink) => images.push(params['name']!, { tag: textOf(call, 'tag'), ...platform(call), ...auth(call) }, sink)));
  routes.add('POST', '/images/:name{.+}/tag', async (call, params) => {
    await images.tag(params['name']!, textOf(call, 'repo'), textOf(call, 'tag'));
    return { ...empty(call, 201), body: new Uint8Array(0) };
  });
  routes.add('DELETE', '/images/:name{.+}', async (call, params) => json(call, await images.remove(params['name']!, { force: flag(call, 'force'), noPrune: flag(call, 'noprune'), platforms: platforms(call) })));
  routes.add('GET', '/distribution/:name{.+}/json', async (call, params) => json(call, await images.distribution(params['name']!, registryAuth(call))));
  routes.add('POST', '/auth', async (call) => json(call, await images.login((await bodyJson<RegistryAuth>(call, true)) ?? {})));
}
