import { parseAnyReference, parseReference } from '../../../oci/reference';
import { quote } from '../../../lib/govalue/quote';
import { imageTag } from '../../../client/image';
import type { Verb } from '../../verb';

/** `docker tag`. */
export const tag: Verb = async ({ cli, args }) => {
  const [source, target] = args as [string, string];
  parsed(source, parseAnyReference);
  const reference = /^sha256:[0-9a-f]{64}$/.test(target) ? undefined : parsed(target, parseReference);
  if (!reference) return imageTag(cli.client, source, 'docker.io/library/sha256', target.slice('sha256:'.length));
  if (reference.digest !== undefined) throw new Error('refusing to create a tag with a digest reference');
  await imageTag(cli.client, source, reference.name, reference.tagNameOnly().tag!);
};

/** moby client/image_tag.go: both names are read before the engine is asked. */
function parsed<T>(name: string, parse: (name: string) => T): T {
  try {
    return parse(name);
  } catch (error) {
    throw new Error(`error parsing reference: ${quote(name)} is not a valid repository/tag: ${(error as Error).message}`);
  }
}
