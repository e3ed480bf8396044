import { imageImport, imageLoad, imageSave } from '../../../client/image';
import { drain } from '../../../client/client';
import { copy } from '../../../client/streams';
import { isSysError } from '../../../machine/errno';
import type { Cli } from '../../cli';
import { errnoText } from '../../cli';
import { parseReference } from '../../../oci/reference';
import { showMessages } from '../../progress-display';
import type { Verb } from '../../verb';
import { writeOutput } from '../output-file';
import { encodePlatform } from './rm';

/** `docker save`. */
export const save: Verb = async ({ cli, flags, args }) => {
  await writeOutput(cli, flags.string('output'), () => imageSave(cli.client, args, flags.list('platform').map(encodePlatform)), 'failed to save image: ');
};

/** A file's bytes in pieces, or stdin's. */
export async function* readPieces(cli: Cli, fd: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const piece = await cli.sys.read(fd, 32768);
    if (piece.length === 0) return;
    yield piece;
  }
}

export function openInput(cli: Cli, path: string): number {
  try {
    return cli.sys.open(path, 'r');
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(`open ${path}: ${errnoText(error)}`);
  }
}

/** `docker load`. */
export const load: Verb = async ({ cli, flags }) => {
  const input = flags.string('input');
  if (input === '' && cli.isTty(0)) throw new Error('requested load from stdin, but stdin is empty');
  const fd = input === '' ? 0 : openInput(cli, input);
  const quiet = flags.bool('quiet') || !cli.isTty(1);
  const platforms = flags.list('platform');
  const query = { quiet: quiet ? '1' : '0', platform: platforms.length > 0 ? platforms.map(encodePlatform) : undefined };
  const { body, json } = await imageLoad(cli.client, readPieces(cli, fd), query);
  if (!json) return copy(body, (bytes) => cli.out(bytes));
  await showMessages(body, { write: (text) => cli.out(text), isTerminal: cli.isTty(1), columns: () => cli.columns() });
  await drain(body);
};

/** `docker import`. */
export const importImage: Verb = async ({ cli, flags, args }) => {
  const [source, repository = ''] = args as [string, string?];
  const changes = flags.list('change');
  const query = {
    changes: changes.length > 0 ? changes : undefined,
    message: flags.string('message') || undefined,
    platform: flags.string('platform') || undefined,
    repo: repository || undefined,
  };
  if (repository !== '') parseReference(repository);
  let body;
  if (source === '-') body = await imageImport(cli.client, { ...query, fromSrc: '-' }, readPieces(cli, 0));
  else if (/^(https?|ftp):\/\//.test(source)) body = await imageImport(cli.client, { ...query, fromSrc: source });
  else body = await imageImport(cli.client, { ...query, fromSrc: '-' }, readPieces(cli, openInput(cli, source)));
  await showMessages(body, { write: (text) => cli.out(text), isTerminal: cli.isTty(1), columns: () => cli.columns() });
};
