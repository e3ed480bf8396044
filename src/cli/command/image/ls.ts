import { imageHistory, imageList } from '../../../client/image';
import { parsePlatform } from '../../../oci/platform';
import { inspectRaw } from '../../../client/raw';
import { Filters } from '../../../lib/filters';
import { formatHistory } from '../../formatter/history';
import { formatImages, isDangling } from '../../formatter/image';
import { formatImageTree } from '../../formatter/image-tree';
import { inspectObjects } from '../../inspect-output';
import type { Verb } from '../../verb';
import { encodePlatform, platformJson } from './rm';

/** What `docker image` has under it, which people look for with `docker images VERB`. */
const VERBS = ['build', 'history', 'import', 'inspect', 'list', 'load', 'ls', 'prune', 'pull', 'push', 'rm', 'save', 'tag'];

/**
 * `docker images`: the view of Docker 29 unless something asks for the old columns (docker/cli command/image/list.go).
 */
export const ls: Verb = async ({ cli, spec, flags, args }) => {
  const tree = flags.bool('tree');
  const quiet = flags.bool('quiet');
  const noTrunc = flags.bool('no-trunc');
  const digests = flags.bool('digests');
  const all = flags.bool('all');
  const given = flags.string('format');
  if (tree) {
    if (quiet) throw new Error('--quiet is not yet supported with --tree');
    if (noTrunc) throw new Error('--no-trunc is not yet supported with --tree');
    if (digests) throw new Error('--show-digest is not yet supported with --tree');
    if (given !== '') throw new Error('--format is not yet supported with --tree');
  }
  const filters = Filters.fromJson(flags.filters().toJson());
  const name = args[0] ?? '';
  if (name !== '') filters.add('reference', name);
  const newView = !quiet && !noTrunc && !digests && given === '';
  const found = await imageList(cli.client, { all, manifests: newView, filters: filters.toJson() });
  const terminal = cli.isTty(1);
  // As recorded from 29.7.2: the new view alone hides what has no tag, and shows it with --all on a terminal only.
  const hidesDangling = newView && !filters.has('dangling') && !(all && terminal);
  const images = hidesDangling ? found.filter((image) => !isDangling(image as never)) : found;
  const format = given || (quiet || tree ? '' : cli.config.string('imagesFormat'));
  if (newView && format === '') {
    await cli.out(formatImageTree(images as never, { expanded: tree, width: terminal ? cli.columns() : undefined, color: terminal && !cli.sys.env.NO_COLOR }));
  } else {
    await cli.out(formatImages(images as never, { format: format || 'table', quiet, noTrunc, digests, now: cli.sys.now() }));
  }
  if (images.length === 0 && spec.path === 'images' && VERBS.includes(name)) await cli.note(`No images found matching "${name}": did you mean "docker image ${name}"?`);
};

/** `docker history`. */
export const history: Verb = async ({ cli, flags, args }) => {
  const platform = flags.string('platform');
  const items = await imageHistory(cli.client, args[0]!, { platform: platform === '' ? undefined : encodePlatform(platform) });
  const text = formatHistory(items as never, {
    format: flags.string('format'), quiet: flags.bool('quiet'), noTrunc: flags.bool('no-trunc'), human: flags.bool('human'), now: cli.sys.now(),
  });
  await cli.out(text);
};

/** `docker image inspect`. */
export const inspect: Verb = ({ cli, flags, args }) => {
  const platform = flags.string('platform');
  const query = { platform: platform === '' ? undefined : platformJson(parsePlatform(platform)) };
  return inspectObjects(cli, args, flags.string('format'), async (name) => ({
    kind: 'image',
    raw: await inspectRaw(cli.client, 'image', '/images/{id}/json', name, query),
  }));
};
