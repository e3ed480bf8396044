import { parsePlatform } from '../../oci/platform';
import { parseReference, type Reference } from '../../oci/reference';
import { imagePull } from '../../client/image';
import type { Cli } from '../cli';
import { showMessages } from '../progress-display';
import { authHeader } from './auth';

export interface PullOptions {
  all?: boolean;
  platform?: string;
  /** Where progress goes; nowhere when undefined. */
  to: 1 | 2 | undefined;
}

/** POST /images/create, with its progress (docker/cli image.imagePullPrivileged). */
export async function pullImage(cli: Cli, reference: Reference, options: PullOptions): Promise<void> {
  if (options.platform) parsePlatform(options.platform);
  const query = {
    fromImage: reference.name,
    tag: options.all ? undefined : (reference.digest ?? reference.tag ?? 'latest'),
    platform: options.platform || undefined,
  };
  const body = await imagePull(cli.client, query, authHeader(cli, reference));
  const { to } = options;
  await showMessages(body, {
    write: (text) => (to === undefined ? Promise.resolve() : cli.sys.write(to, text)),
    isTerminal: to !== undefined && cli.isTty(to),
    columns: () => (to !== undefined && cli.isTty(to) ? cli.sys.winsize(to).cols : 0),
  });
}

/** The reference of what run and create name, or undefined for an image's ID. */
export function namedImage(image: string): Reference | undefined {
  if (/^[a-f0-9]{64}$/.test(image) || /^sha256:[a-f0-9]{64}$/.test(image)) return undefined;
  return parseReference(image).tagNameOnly();
}
