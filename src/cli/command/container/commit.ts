import { containerCommit, containerExport } from '../../../client/container';
import { parseReference } from '../../../oci/reference';
import type { Verb } from '../../verb';
import { writeOutput } from '../output-file';

/** `docker commit`. */
export const commit: Verb = async ({ cli, flags, args }) => {
  const [container, image] = args as [string, string?];
  let repo: string | undefined;
  let tag: string | undefined;
  if (image !== undefined && image !== '') {
    const reference = parseReference(image);
    if (reference.digest !== undefined) throw new Error('refusing to create a tag with a digest reference');
    repo = reference.name;
    tag = reference.tagNameOnly().tag;
  }
  const changes = flags.list('change');
  const paused = flags.bool('pause') && !flags.bool('no-pause');
  const answer = await containerCommit(cli.client, {
    author: flags.string('author') || undefined,
    changes: changes.length > 0 ? changes : undefined,
    comment: flags.string('message') || undefined,
    container,
    pause: paused ? undefined : '0',
    repo,
    tag,
  });
  await cli.line(answer.Id);
};

/** `docker export`. */
export const exportContainer: Verb = async ({ cli, flags, args }) => {
  await writeOutput(cli, flags.string('output'), () => containerExport(cli.client, args[0]!), 'failed to export container: ');
};
