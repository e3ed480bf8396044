import { StatusError } from './errors';
import { DEFAULT_CONTEXT, type ContextStore } from './context-store';
import { DEFAULT_HOST, parseHost } from './opts/host';

/** What decides which engine is spoken to. */
export interface EndpointSources {
  /** Values of -H, in order. */
  host: string;
  hostGiven: boolean;
  context: string;
  env: Readonly<Record<string, string | undefined>>;
  currentContext: string;
  tls: boolean;
}

/** The name of the context in force (docker/cli resolveContextName). */
export function contextName(sources: EndpointSources): string {
  if (sources.context !== '') return sources.context;
  if (sources.hostGiven) return DEFAULT_CONTEXT;
  if (sources.env.DOCKER_HOST) return DEFAULT_CONTEXT;
  if (sources.env.DOCKER_CONTEXT) return sources.env.DOCKER_CONTEXT;
  return sources.currentContext === '' ? DEFAULT_CONTEXT : sources.currentContext;
}

/** The default context's address: -H, DOCKER_HOST, or the usual socket. */
export function defaultHost(sources: EndpointSources): string {
  const given = sources.hostGiven ? sources.host : (sources.env.DOCKER_HOST ?? '');
  return parseHost(given, sources.tls);
}

/** The engine's address; throws what docker says when there can be none. */
export function resolveEndpoint(sources: EndpointSources, store: ContextStore): string {
  const name = contextName(sources);
  if (sources.context !== '' && sources.hostGiven) {
    throw new StatusError(1, 'Failed to initialize: conflicting options: cannot specify both --host and --context');
  }
  let host: string;
  if (name === DEFAULT_CONTEXT) {
    try {
      host = defaultHost(sources);
    } catch (error) {
      throw new StatusError(1, `Failed to initialize: unable to resolve docker endpoint: ${(error as Error).message}`);
    }
  } else {
    try {
      host = store.get(name).Endpoints.docker?.Host || DEFAULT_HOST;
    } catch (error) {
      throw new StatusError(1, `Failed to initialize: unable to resolve docker endpoint: ${(error as Error).message}`);
    }
  }
  if (host.startsWith('fd://')) throw new StatusError(1, `Failed to initialize: unable to parse docker host \`${host}\``);
  if (host === 'ssh://') throw new StatusError(1, 'Failed to initialize: ssh host connection is not valid: invalid SSH URL: hostname is empty');
  return host;
}
