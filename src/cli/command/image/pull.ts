import { defaultPlatform } from '../default-platform';
import { parseReference } from '../../../oci/reference';
import type { Verb } from '../../verb';
import { pullImage } from '../pull';

/** `docker pull`. */
export const pull: Verb = async ({ cli, flags, args }) => {
  let reference = parseReference(args[0]!);
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  if (all && !reference.isNameOnly) throw new Error("tag can't be used with --all-tags/-a");
  if (!all && reference.isNameOnly) {
    reference = reference.tagNameOnly();
    if (!quiet) await cli.line(`Using default tag: ${reference.tag}`);
  }
  await pullImage(cli, reference, { all, platform: flags.string('platform') || defaultPlatform(cli), to: quiet ? undefined : 1 });
  await cli.line(reference.toString());
};
