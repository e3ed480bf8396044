import { defaultPlatform } from '../default-platform';
import { imageImport, imageLoad, imageSave } from '../../../client/image';
import { drain } from '../../../client/client';
import { copy } from '../../../client/streams';
import { isSysError } from '../../../machine/errno';
import type { Query } from '../../../client/url';
import type { Cli } from '../../cli';
import { errnoText } from '../../cli';
import { formatPlatform, parsePlatform } from '../../../oci/platform';
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

/** A folder can be opened, but not read when the request is under way. */
async function refuseFolder(cli: Cli, path: string, target: string, query: Query): Promise<void> {
  if (cli.sys.stat(path).type !== 'dir') return;
  await cli.client.info();
  throw cli.client.unsent('POST', target, query, `read ${path}: is a directory`);
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
  if (input !== '') await refuseFolder(cli, input, '/images/load', query);
  const { body, json } = await imageLoad(cli.client, readPieces(cli, fd), query);
  if (!json) return copy(body, (bytes) => cli.out(bytes));
  await showMessages(body, { write: (text) => cli.out(text), isTerminal: cli.isTty(1), columns: () => cli.columns() });
  await drain(body);
};

/** What the engine fetches itself. */
const isRemote = (source: string): boolean => /^https?:\/\//.test(source);

/** `docker import`. */
export const importImage: Verb = async ({ cli, flags, args }) => {
  const [source, repository = ''] = args as [string, string?];
  const changes = flags.list('change');
  const fd = source === '-' || isRemote(source) ? 0 : openInput(cli, source);
  const given = flags.string('platform') || defaultPlatform(cli);
  const platform = given === '' ? undefined : formatPlatform(parsePlatform(given));
  const query = {
    changes: changes.length > 0 ? changes : undefined,
    message: flags.string('message') || undefined,
    platform,
    repo: repository || undefined,
  };
  if (repository !== '') parseReference(repository);
  let body;
  if (isRemote(source)) body = await imageImport(cli.client, { ...query, fromSrc: source });
  else {
    const sent = { ...query, fromSrc: '-' };
    if (fd !== 0) await refuseFolder(cli, source, '/images/create', sent);
    body = await imageImport(cli.client, sent, readPieces(cli, fd));
  }
  await showMessages(body, { write: (text) => cli.out(text), isTerminal: cli.isTty(1), columns: () => cli.columns() });
};
