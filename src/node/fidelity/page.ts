import { canonical, commandAt } from '../../cli/tree';
import type { Entry } from './table';

/** What differs on purpose, whatever the command. */
const ON_PURPOSE = [
  'The engine is simulated, and `docker version` says so: its Git commit is `dockyard`.',
  'Registries are stand-ins. `docker.io`, `ghcr.io`, `quay.io` and `mcr.microsoft.com` offer a catalogue of images that is made here: names, tags, commands, sizes and layers are as one knows them, digests are their own.',
  'Configuration, history and sizes follow records of the real images for the tags that tutorials use most (72, of the official images from `adminer` to `wordpress`). Other releases of those images are derived from them, and some stand on the same layers. All other images are approximations: what their configuration holds is as one knows it, and where a step of theirs is not recorded, `docker history` says `# dockyard: … the real image\'s steps are not recorded`.',
  'Package mirrors have names of their own, so that nobody takes them for the real ones: `deb.dockyard.example`, `security.dockyard.example`, `archive.dockyard.example`, `ports.dockyard.example` and `dl-cdn.alpine.dockyard.example` for apt and apk, `registry.npm.example` for npm.',
  'TLS is not simulated: `https` speaks plainly to port 443.',
  'The internet is a short list of hosts; any other name is not found. Its one Git host, `git.dockyard.example`, has the sample projects and takes no pushes.',
  'Keys, certificates and passwords come from the seeded chance like all else: they are well formed, and no secrets. They are for learning only.',
  'Programs are written for this machine. A foreign executable says that it is not simulated.',
  'Databases are small engines of their own, which speak the real protocols and SQL. What their dialects have beyond it says that it is not simulated.',
  'Learners\' own programs run in QuickJS and MicroPython with the part of the standard library that tutorials use; modules that are not there say so. The packages of npm and pip are small stand-ins of the same names.',
  'Chance and time are the machine\'s own: the same seed and commands give the same IDs, names and addresses.',
];

const code = (text: string): string => `\`${text}\``;

function counts(entries: readonly Entry[], what: string): string {
  const of = (support: Entry['support']): number => entries.filter((entry) => entry.support === support).length;
  return `| ${what} | ${entries.length} | ${of('full')} | ${of('partial')} | ${of('none')} |`;
}

/** Rows with the same support and note as one. */
function rows(entries: readonly Entry[], nameOf: (entry: Entry) => string): string {
  const groups = new Map<string, string[]>();
  for (const entry of entries.filter(({ note }) => note !== '')) {
    const key = `| ${entry.support} | ${entry.note} |`;
    groups.set(key, [...(groups.get(key) ?? []), code(nameOf(entry))]);
  }
  return [...groups].map(([key, names]) => `| ${names.join(', ')} ${key}`).join('\n');
}

/** The support table as a page of Markdown: what differs, and by how much; the whole is in fidelity.json. */
export function supportPage(entries: readonly Entry[]): string {
  const commands = entries.filter((entry) => 'command' in entry && entry.flag === undefined);
  const flags = entries.filter((entry) => 'command' in entry && entry.flag !== undefined);
  const endpoints = entries.filter((entry) => 'endpoint' in entry);
  const commandOf = (entry: Entry): string => ('command' in entry ? entry.command : '');
  const isCanonical = (entry: Entry): boolean => {
    const spec = commandAt(commandOf(entry).replace(/^docker ?/, ''))!;
    return canonical(spec) === spec;
  };
  const ownNote = (entry: Entry): boolean => isCanonical(entry) && entry.note !== '' && commands.every((one) => commandOf(one) !== commandOf(entry) || one.note !== entry.note);
  const head = (what: string): string => `| ${what} | support | how it differs |\n| --- | --- | --- |`;
  return `# What is simulated

Every command, flag and endpoint of Docker 29.7.2 (Engine API 1.55), compared with what Dockyard does. *Full* means the
same output, effect and exit status as far as we know; *partial* says what differs; *none* prints
\`dockyard: … is not simulated\` and ends with status 1 (an endpoint answers 501). Tests run every line of this table.
The whole of it, entry by entry, is in [fidelity.json](../public/fidelity.json).

| | all | full | partial | none |
| --- | --- | --- | --- | --- |
${counts(commands, 'commands')}
${counts(flags, 'flags')}
${counts(endpoints, 'endpoints')}

## Different on purpose

${ON_PURPOSE.map((line) => `- ${line}`).join('\n')}

## Commands

${head('command')}
${rows(commands, commandOf)}

## Flags

Flags of the commands above are no better than their command. A command's other names (*docker run* of *docker container run*)
have the same flags.

${head('flag')}
${rows(flags.filter(ownNote), (entry) => ('command' in entry ? `${entry.command} --${entry.flag ?? ''}` : ''))}

## Endpoints

${head('endpoint')}
${rows(endpoints, (entry) => ('endpoint' in entry ? entry.endpoint : ''))}
`;
}
