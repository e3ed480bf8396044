import { Flags } from './flags';
import { chompContent, heredocOrNothing } from './heredoc';
import type { AddInstruction, CopyInstruction, SourceContent } from './instructions';
import { DockerfileError } from './location';
import { common, type Request } from './parse-instruction';

function requireDestination(request: Request, instruction: string): void {
  if (request.args.length >= 2) return;
  throw new DockerfileError(
    `${instruction} requires at least two arguments, but only one was provided. Destination could not be determined`,
  );
}

/** The last argument is the destination; sources are paths or here-documents. */
function sources(request: Request, instruction: string) {
  const destination = request.args.at(-1)!;
  if (heredocOrNothing(destination)) {
    throw new DockerfileError(`${instruction} cannot accept a heredoc as a destination`);
  }
  const sourcePaths: string[] = [];
  const sourceContents: SourceContent[] = [];
  for (const source of request.args.slice(0, -1)) {
    const heredoc = heredocOrNothing(source);
    if (!heredoc) {
      sourcePaths.push(source);
      continue;
    }
    const content = request.heredocs.findLast(({ name }) => name === heredoc.name)?.content ?? '';
    const data = heredoc.chomp ? chompContent(content) : content;
    sourceContents.push({ data, path: heredoc.name, expand: heredoc.expand });
  }
  return { destination, sourcePaths, sourceContents };
}

export function parseAdd(request: Request): AddInstruction {
  requireDestination(request, 'ADD');
  const flags = new Flags({
    chown: 'string', chmod: 'string', link: 'bool', 'keep-git-dir': 'bool', checksum: 'string', unpack: 'bool',
    exclude: 'strings',
  }).parse(request.flags);
  return {
    kind: 'add', ...common(request), ...sources(request, 'ADD'),
    chown: flags.string('chown'), chmod: flags.string('chmod'), link: flags.bool('link') ?? false,
    keepGitDir: flags.bool('keep-git-dir'), checksum: flags.string('checksum'), unpack: flags.bool('unpack'),
    excludePatterns: flags.strings('exclude'),
  };
}

export function parseCopy(request: Request): CopyInstruction {
  requireDestination(request, 'COPY');
  const flags = new Flags({
    chown: 'string', from: 'string', chmod: 'string', link: 'bool', exclude: 'strings', parents: 'bool',
  }).parse(request.flags);
  return {
    kind: 'copy', ...common(request), ...sources(request, 'COPY'),
    from: flags.string('from'), chown: flags.string('chown'), chmod: flags.string('chmod'),
    link: flags.bool('link') ?? false, parents: flags.bool('parents') ?? false,
    excludePatterns: flags.strings('exclude'),
  };
}
