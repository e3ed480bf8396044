import { text } from '../../../../lib/bytes';
import { parsePlatform, formatPlatform } from '../../../../oci/platform';
import { parseReference } from '../../../../oci/reference';
import { PlainProgress } from '../../../build-progress/plain';
import { Solve } from '../../../build-progress/solve';
import type { Verb } from '../../../verb';
import { parseAnnotations } from '../annotations';
import { clientStep } from '../builder/steps';
import { copyManifest } from './copy';
import { putRemote } from './remote';
import { combine, filtered, located, parseSource, resolved } from './sources';

/** `docker buildx imagetools create` (buildx commands/imagetools/create.go). */
export const imagetoolsCreate: Verb = async ({ cli, flags, args }) => {
  const files = flags.list('file');
  if (args.length + files.length === 0) throw new Error('no sources specified');
  const isDry = flags.bool('dry-run');
  const names = flags.list('tag');
  if (!isDry && names.length === 0) throw new Error("can't push with no tags specified, please set --tag or --dry-run");
  const tags = names.map((tag) => parseReference(tag).tagNameOnly());
  const words = [...(flags.bool('append') ? names.slice(0, 1) : []), ...files.map((file) => text(cli.readFile(file))), ...args];
  const platforms = flags.list('platform').flatMap((value) => value.split(',')).map((one) => formatPlatform(parsePlatform(one)));
  const sources = located(words.map(parseSource), tags, words);
  const found = [];
  for (const source of sources) found.push(await resolved(cli, source));
  const image = filtered(combine(found, parseAnnotations(flags.list('annotation'), 'failed to parse annotations'), flags.bool('prefer-index')), platforms);
  if (isDry) return cli.line(text(image.bytes));
  const solve = new Solve();
  let first = true;
  const isQuiet = ['none', 'quiet'].includes(flags.string('progress'));
  const plain = new PlainProgress(solve, (shown) => {
    const line = first ? shown.replace(/^\n/, '') : shown;
    first = false;
    return isQuiet ? Promise.resolve() : cli.err(line);
  }, () => cli.sys.now(), '');
  const repositories = [...new Set(tags.map(({ name }) => name))];
  for (const name of repositories) {
    await clientStep(cli.sys, async (status) => {
      solve.update(status);
      await plain.update(false);
    }, `[internal] pushing ${name}`, async (_, log) => {
      const own = tags.filter((tag) => tag.name === name);
      for (const { descriptor, from } of image.parts) {
        await log(`copying ${descriptor.digest} from ${from.toString()} to ${name}\n`);
        await copyManifest(cli, descriptor, from, own[0]!).catch((error: unknown) => {
          throw new Error(`copy ${descriptor.digest} from ${from.toString()} to ${own[0]!.toString()}: ${(error as Error).message}`, { cause: error });
        });
      }
      for (const tag of own) {
        await log(`pushing ${image.descriptor.digest} to ${tag.toString()}\n`);
        await putRemote(cli, tag, image.descriptor, image.bytes).catch((error: unknown) => {
          throw new Error(`publish ${image.descriptor.digest} to ${tag.toString()}: ${(error as Error).message}`, { cause: error });
        });
      }
    }).finally(() => plain.update(true));
  }
  const file = flags.string('metadata-file');
  if (file !== '') cli.sys.writeFile(file, JSON.stringify({ 'containerimage.descriptor': image.descriptor, 'image.name': repositories.sort().join(',') }, undefined, 2), 0o644);
  return undefined;
};

