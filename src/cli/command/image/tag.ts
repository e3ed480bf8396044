import { parseReference } from '../../../oci/reference';
import { imageTag } from '../../../client/image';
import type { Verb } from '../../verb';

/** `docker tag`. */
export const tag: Verb = async ({ cli, args }) => {
  const [source, target] = args as [string, string];
  let reference;
  try {
    reference = /^sha256:[0-9a-f]{64}$/.test(target) ? undefined : parseReference(target);
  } catch (error) {
    throw new Error(`error parsing reference: "${target}" is not a valid repository/tag: ${(error as Error).message}`);
  }
  if (!reference) return imageTag(cli.client, source, 'docker.io/library/sha256', target.slice('sha256:'.length));
  if (reference.digest !== undefined) throw new Error('refusing to create a tag with a digest reference');
  await imageTag(cli.client, source, reference.name, reference.tagNameOnly().tag!);
};
