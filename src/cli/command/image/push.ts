import { parsePlatform } from '../../../oci/platform';
import { parseReference } from '../../../oci/reference';
import { imagePush } from '../../../client/image';
import type { Cli } from '../../cli';
import { style } from '../../formatter/ansi';
import { printNote } from '../../formatter/note';
import { showMessages, type JsonMessage } from '../../progress-display';
import type { Verb } from '../../verb';
import { authHeader } from '../auth';
import { platformJson } from './rm';

/** What a push that wasn't of the whole image tells of itself (moby api/types/auxprogress). */
interface PushNote {
  manifestPushedInsteadOfIndex?: boolean;
  originalIndex?: { digest: string };
  selectedManifest?: { digest: string };
  contentMissing?: boolean;
}

const ONE_PLATFORM = `Using --platform pushes only the specified platform manifest of a multi-platform image index.
Other components, like attestations, will not be included.
To push the complete multi-platform image, remove the --platform flag.
`;
/** With the tabs that docker/cli's source has. */
const MISSING = [
  "You're trying to push a manifest list/index which ", '\t\t\t\treferences multiple platform specific manifests, but not all of them are available locally', '\t\t\t\tor available to the remote repository.', '',
  '\t\t\t\tMake sure you have all the referenced content and try again.', '',
  '\t\t\t\tYou can also push only a single platform specific manifest directly by specifying the platform you want to push with the --platform flag.',
].join('\n');

/** The platform for the API; of one that isn't is told twice, the first time without an end of the line. */
async function checkedPlatform(cli: Cli, text: string): Promise<string> {
  try {
    return platformJson(parsePlatform(text));
  } catch (error) {
    await cli.err(`Invalid platform ${text}`);
    throw error;
  }
}

/** `docker push`. */
export const push: Verb = async ({ cli, flags, args }) => {
  const platform = flags.string('platform');
  const encoded = platform === '' ? undefined : await checkedPlatform(cli, platform);
  if (encoded !== undefined) await printNote(cli, ONE_PLATFORM);
  let reference = parseReference(args[0]!);
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  if (all && !reference.isNameOnly) throw new Error("tag can't be used with --all-tags/-a");
  if (!all && reference.isNameOnly) {
    reference = reference.tagNameOnly();
    if (!quiet) await cli.line(`Using default tag: ${reference.tag}`);
  }
  if (reference.digest !== undefined) throw new Error('cannot push a digest reference');
  const query = { tag: all ? undefined : (reference.tag ?? undefined), platform: encoded };
  const body = await imagePush(cli.client, reference.familiarName, query, authHeader(cli, reference));
  const notes: string[] = [];
  const [red, green] = cli.isTty(1) && !cli.sys.env.NO_COLOR ? [style(31), style(32)] : [(text: string) => text, (text: string) => text];
  try {
    await showMessages(body, {
      write: (text) => (quiet ? Promise.resolve() : cli.out(text)),
      isTerminal: !quiet && cli.isTty(1),
      columns: () => cli.columns(),
      onAux: async (message: JsonMessage) => {
        const { manifestPushedInsteadOfIndex, originalIndex, selectedManifest, contentMissing } = message.aux as PushNote;
        if (manifestPushedInsteadOfIndex) {
          notes.push(`Not all multiplatform-content is present and only the available single-platform image was pushed\n${red(originalIndex?.digest ?? '')} -> ${green(selectedManifest?.digest ?? '')}`);
        }
        if (contentMissing) notes.push(MISSING);
      },
    });
    if (quiet) await cli.line(reference.toString());
  } finally {
    for (const note of notes) await printNote(cli, note);
  }
};
