import { parseReference } from '../../../oci/reference';
import { imagePush } from '../../../client/image';
import { showMessages, type JsonMessage } from '../../progress-display';
import type { Verb } from '../../verb';
import { authHeader } from '../auth';
import { encodePlatform } from './rm';

interface PushNote {
  manifestPushedInsteadOfIndex?: boolean;
  originalIndex?: { digest: string };
  selectedManifest?: { digest: string };
}

/** `docker push`. */
export const push: Verb = async ({ cli, flags, args }) => {
  let reference = parseReference(args[0]!);
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  if (all && !reference.isNameOnly) throw new Error("tag can't be used with --all-tags/-a");
  if (!all && reference.isNameOnly) {
    reference = reference.tagNameOnly();
    if (!quiet) await cli.line(`Using default tag: ${reference.tag}`);
  }
  const platform = flags.string('platform');
  const query = {
    tag: all ? undefined : (reference.tag ?? undefined),
    platform: platform === '' ? undefined : encodePlatform(platform),
  };
  const body = await imagePush(cli.client, reference.familiarName, query, authHeader(cli, reference));
  const notes: string[] = [];
  await showMessages(body, {
    write: (text) => (quiet ? Promise.resolve() : cli.out(text)),
    isTerminal: !quiet && cli.isTty(1),
    columns: () => cli.columns(),
    onAux: async (message: JsonMessage) => {
      const aux = message.aux as PushNote;
      if (!aux.manifestPushedInsteadOfIndex) return;
      notes.push(
        '',
        ` i Info → Not all multiplatform-content is present and only the available single-platform image was pushed\n         ${aux.originalIndex?.digest ?? ''} -> ${aux.selectedManifest?.digest ?? ''}`,
      );
    },
  });
  for (const note of notes) await cli.note(note);
  if (quiet) await cli.line(reference.toString());
};
