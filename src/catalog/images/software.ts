import type { ImageFacts } from '../facts';
import type { Recipe } from '../recipe';
import type { Tree } from '../tree';
import { byRules } from './rules';
import { BASES, madeUp } from './synthetic';

/** Software whose main program isn't simulated: what its image says of itself, and where its files stand. */
export interface Software {
  /** The newest version; its tag and `latest` name one image. */
  version: string;
  created: string;
  base: keyof typeof BASES;
  /** Compressed, without the base. */
  megabytes: number;
  /** The files that can be run; the first is the main program. */
  programs: string;
  entrypoint?: string[];
  cmd?: string[];
  ports?: string[];
  volumes?: string[];
  workdir?: string;
  user?: string;
  env?: string[];
  /** The variable in which the image has its version. */
  variable?: string;
  /** Other tags of the same image: floating names of its line. */
  tags?: string;
  /** Other releases, each with the tags of its line. They stand on the layers of the newest. */
  older?: readonly Older[];
}

export type Older = Pick<Software, 'version' | 'created' | 'tags'>;

const [LAST_STEP, PROGRAM_BYTES] = [1_400, 9_000_000];

/** Where a command's file goes: Debian's /bin is a link to /usr/bin, which a layer must not replace. */
const place = (command: string, base: Software['base']): string => (!command.startsWith('/') ? `/usr/local/bin/${command}` : base === 'bookworm' ? command.replace(/^\/(s?bin)\//, '/usr/$1/') : command);
const INIT = '#!/bin/sh\nwhile [ $# -gt 0 ]; do\n  case "$1" in\n    --) shift; break ;;\n    -*) shift ;;\n    *) break ;;\n  esac\ndone\nexec "$@"\n';

/** What the configuration starts: inits and entrypoints hand on, everything else is the program that isn't simulated. */
function starters(tree: Tree, { programs, entrypoint, cmd, base }: Software): void {
  const main = programs.split(' ')[0]!;
  const hand = `#!/bin/sh\nset -e\nif [ $# -eq 0 ] || [ "\${1#-}" != "$1" ]; then\n  set -- ${main} "$@"\nfi\nexec "$@"\n`;
  const there = new Set([...programs.split(' '), '/usr/local/bin/bash']);
  const words = [...(entrypoint ?? []).filter((word) => /^\//.test(word) || word === entrypoint![0]), ...(cmd ?? []).slice(0, 1)];
  for (const word of words) {
    const path = place(word, base);
    if (word.startsWith('-') || there.has(path) || programs.split(' ').some((program) => program.endsWith(`/${word}`))) continue;
    there.add(path);
    if (/(?:tini|dumb-init)$/.test(word)) tree.script(path, INIT);
    else if (/entrypoint/.test(word)) tree.script(path, hand);
    else tree.exe(path, 20_000, main.slice(main.lastIndexOf('/') + 1));
  }
  // Commands without a folder are looked up in PATH.
  for (const word of (cmd ?? []).slice(0, 1)) {
    const found = programs.split(' ').find((program) => program.endsWith(`/${word}`) && !/^\/(?:usr\/)?(?:local\/)?s?bin\//.test(program));
    if (found) tree.link(`/usr/local/bin/${word}`, found);
  }
}

/** One release: its packages in one layer, its configuration in another. `id` begins its layers' keys. */
function image(id: string, name: string, it: Software): ImageFacts {
  return madeUp(id, it.created, BASES[it.base], [
    ['packages', Math.round(it.megabytes * 1e6)],
    ['configuration', LAST_STEP],
    ...(it.workdir ? [[`WORKDIR ${it.workdir}`, 93] as [string, number]] : []),
    ...(it.ports ?? []).map((port): [string, undefined] => [`EXPOSE map[${port}:{}]`, undefined]),
    ...(it.user ? [[`USER ${it.user}`, undefined] as [string, undefined]] : []),
    ...(it.entrypoint ? [[`ENTRYPOINT ${JSON.stringify(it.entrypoint).replaceAll(',', ' ')}`, undefined] as [string, undefined]] : []),
    ...(it.cmd ? [[`CMD ${JSON.stringify(it.cmd).replaceAll(',', ' ')}`, undefined] as [string, undefined]] : []),
  ], {
    ...(it.entrypoint ? { entrypoint: it.entrypoint } : {}), ...(it.cmd ? { cmd: it.cmd } : {}), ...(it.ports ? { ports: it.ports } : {}), ...(it.volumes ? { volumes: it.volumes } : {}), ...(it.workdir ? { workdir: it.workdir } : {}), ...(it.user ? { user: it.user } : {}),
    env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...(it.variable === undefined ? [] : [`${it.variable}=${it.version}`]), ...(it.env ?? [])],
    unrecorded: `${name.split('/').at(-1)} ${it.version}`,
  });
}

const tagsOf = ({ tags = '' }: Pick<Software, 'tags'>): string[] => tags.split(' ').filter(Boolean);

/** The images of such software. */
export function softwareRecipe(name: string, it: Software): Recipe {
  const id = name.replaceAll('/', '-');
  const older = (it.older ?? []).map((one): Software => ({ ...it, ...one }));
  return {
    facts: { latest: image(id, name, it), ...Object.fromEntries(older.map((one) => [one.version, image(id, name, one)])) },
    ...(it.base === 'busybox' ? { base: () => ({ kind: 'busybox', flavour: 'glibc' }) as const } : {}),
    aliases: { ...Object.fromEntries([it.version, ...tagsOf(it)].map((tag) => [tag, 'latest'])), ...Object.fromEntries((it.older ?? []).flatMap((one) => tagsOf(one).map((tag) => [tag, one.version]))) },
    layer: byRules(
      [/^packages$/, ({ tree, base }) => {
        for (const path of it.programs.split(' ')) tree.exe(path, Math.min(PROGRAM_BYTES, it.megabytes * 3e5));
        starters(tree, it);
        for (const path of it.volumes ?? []) tree.dir(path, 0o777);
        if (it.user && !/^\d/.test(it.user) && it.user !== 'root') {
          const nobody = base.kind === 'alpine' ? 'nobody:x:65534:65534:nobody:/:/sbin/nologin\n' : 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
          if (it.user !== 'nobody') tree.file('/etc/passwd', `root:x:0:0:root:/root:/bin/sh\n${nobody}${it.user}:x:1000:1000::/home/${it.user}:/bin/sh\n`).file('/etc/group', `root:x:0:\n${it.user}:x:1000:\n`).dir(`/home/${it.user}`, 0o755, { uid: 1000, gid: 1000 });
        }
        tree.ballast(`/opt/${id}/lib`, 'runtime.so modules.tar assets.tar');
      }],
      [/^configuration$/, ({ tree }) => void tree.ballast(`/etc/${name.split('/').at(-1)}`, 'defaults.conf')],
    ),
  };
}
