import { imageRemove } from '../../../client/image';
import type { Platform } from '../../../oci/image';
import { parsePlatform } from '../../../oci/platform';
import { isNotFound } from '../../../client/errors';
import { StatusError } from '../../errors';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';

/** `docker rmi`. With --force a missing image is told, but is no failure. */
export const rm: Verb = async ({ cli, flags, args }) => {
  const force = flags.bool('force');
  const platforms = flags.list('platform');
  const query = {
    force: force ? '1' : undefined,
    noprune: flags.bool('no-prune') ? '1' : undefined,
    platforms: platforms.length > 0 ? platforms.map((text) => platformJson(parsePlatform(text))) : undefined,
  };
  const failures: string[] = [];
  let fatal = false;
  for (const name of args) {
    try {
      for (const { Untagged, Deleted } of await imageRemove(cli.client, name, query)) {
        await cli.line(Deleted !== undefined && Deleted !== '' ? `Deleted: ${Deleted}` : `Untagged: ${Untagged}`);
      }
    } catch (error) {
      if (!isNotFound(error)) fatal = true;
      failures.push(ordinary(error));
    }
  }
  if (failures.length === 0) return;
  if (!force || fatal) throw new StatusError(1, failures.join('\n'));
  await cli.note(failures.join('\n'));
};

/** A platform as the API takes it: JSON. */
export function encodePlatform(text: string): string {
  let platform;
  try {
    platform = parsePlatform(text);
  } catch (error) {
    throw new Error(`invalid platform: ${(error as Error).message}`);
  }
  return platformJson(platform);
}

export function platformJson({ os, architecture, variant }: Platform): string {
  return JSON.stringify({ architecture, os, ...(variant === undefined ? {} : { variant }) });
}
