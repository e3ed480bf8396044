import { EMULATORS, supportedPlatforms } from '../../lib/emulators';
import { SysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import type { Applet, Io } from '../applet';

const FLAGS: Readonly<Record<string, string>> = { install: 'architectures to install', mount: 'binfmt_misc mount point (default "/proc/sys/fs/binfmt_misc")', uninstall: 'architectures to uninstall' };

/** tonistiigi/binfmt: registers QEMU's emulators for programs of other architectures (cmd/binfmt/main.go). */
export const binfmt: Applet = async (io) => {
  const flags = await parse(io);
  if (flags === undefined) return 2;
  if (flags.has('help')) return 0;
  if (flags.has('version')) {
    await io.err('binfmt/7cf93b6 qemu/v11.0.2 go/1.26.3');
    return 0;
  }
  const mount = flags.get('mount') ?? '/proc/sys/fs/binfmt_misc';
  const isMounted = io.sys.access(`${mount}/status`, '');
  if (!isMounted) {
    try {
      io.sys.mount('binfmt_misc', mount, 'binfmt_misc', '');
    } catch (error) {
      await io.err(`error: ${reasonOf(error)}\ncannot mount binfmt_misc filesystem at ${mount}\nmain.run\n\t/src/cmd/binfmt/main.go:232\nmain.main\n\t/src/cmd/binfmt/main.go:220`);
      return 0;
    }
  }
  for (const name of unwanted(io.sys, mount, flags.get('uninstall') ?? '')) await io.err(`uninstalling: ${name} ${uninstall(io.sys, mount, name)}`);
  for (const name of wanted(io.sys, mount, flags.get('install') ?? '')) await io.err(`installing: ${name} ${install(io.sys, mount, name)}`);
  const rules = enabledRules(io.sys, mount);
  const list = (items: readonly string[]): string => (items.length === 0 ? 'null' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`);
  await io.out(`{\n  "supported": ${list(supportedPlatforms(rules))},\n  "emulators": ${list(rules)}\n}\n`);
  if (!isMounted) io.sys.umount(mount);
  return 0;
};

/** Go's flag package; undefined after complaining. */
async function parse(io: Io): Promise<Map<string, string> | undefined> {
  const usage = `Usage of ${io.sys.argv[0]}:\n  -install string\n    \t${FLAGS['install']}\n  -mount string\n    \t${FLAGS['mount']}\n  -uninstall string\n    \t${FLAGS['uninstall']}\n  -version\n    \tdisplay version`;
  const flags = new Map<string, string>();
  for (let i = 0; i < io.args.length; i++) {
    const [, name, value] = /^--?([^=-][^=]*)(?:=(.*))?$/s.exec(io.args[i]!) ?? [];
    if (name === undefined) return flags;
    if (name === 'version') flags.set(name, '');
    else if (name === 'h' || name === 'help') {
      await io.err(usage);
      return new Map([['help', '']]);
    } else if (!Object.hasOwn(FLAGS, name)) {
      await io.err(`flag provided but not defined: -${name}\n${usage}`);
      return undefined;
    } else if (value === undefined && i + 1 === io.args.length) {
      await io.err(`flag needs an argument: -${name}\n${usage}`);
      return undefined;
    } else flags.set(name, value ?? io.args[++i]!);
  }
  return flags;
}

function enabledRules(sys: Sys, mount: string): string[] {
  const names = sys.readdir(mount).map((entry) => entry.name).filter((name) => name !== 'register' && name !== 'status').sort();
  return names.filter((name) => sys.readText(`${mount}/${name}`).startsWith('enabled'));
}

/** A platform stands for its emulator, and a pattern for the rules that it fits. */
function unwanted(sys: Sys, mount: string, list: string): string[] {
  const rules = sys.readdir(mount).map((entry) => entry.name).sort();
  return list.split(',').filter(Boolean).flatMap((word) => {
    const name = EMULATORS.find((one) => one.architecture === architectureOf(word))?.binary.slice('qemu-'.length) ?? word;
    const found = rules.filter((rule) => new RegExp(`^${name.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(rule));
    return found.length > 0 ? found : [name];
  });
}

/** `linux/arm64/v8` and `aarch64` mean arm64. */
function architectureOf(word: string): string {
  const [, architecture = word] = /^linux\/([^/]+)/.exec(word) ?? [];
  return ({ aarch64: 'arm64', x86_64: 'amd64', i386: '386', armhf: 'arm', armel: 'arm' } as Readonly<Record<string, string>>)[architecture] ?? architecture;
}

/** `all`: what the machine doesn't run yet. */
function wanted(sys: Sys, mount: string, list: string): string[] {
  if (list !== 'all') return list === '' ? [] : list.split(',').map(architectureOf);
  const supported = supportedPlatforms(enabledRules(sys, mount)).map((platform) => platform.split('/')[1]);
  return EMULATORS.filter((one) => !supported.includes(one.architecture) && sys.access(`/usr/bin/${one.binary}`, '')).map((one) => one.architecture);
}

function install(sys: Sys, mount: string, architecture: string): string {
  const emulator = EMULATORS.find((one) => one.architecture === architecture);
  if (!emulator) return `unsupported architecture: ${architecture}`;
  const register = `${mount}/register`;
  const { binary, magic, mask } = emulator;
  const path = `/usr/bin/${binary}`;
  try {
    sys.writeFile(register, `:${binary}:M:0:${magic}:${mask}:${path}:CF${sys.env['QEMU_PRESERVE_ARGV0'] ? 'P' : ''}`);
    return 'OK';
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (error.code === 'EEXIST') return `${binary} already registered`;
    if (error.code === 'EROFS' || error.code === 'EACCES') return `Cannot open ${register}: open ${register}: ${reasonOf(error)}`;
    return `cannot register "${path}" to ${register}: write ${register}: ${reasonOf(error)}`;
  }
}

function uninstall(sys: Sys, mount: string, name: string): string {
  const found = sys.readdir(mount).map((entry) => entry.name).sort().find((each) => each !== 'register' && each !== 'status' && (each === name || each.endsWith(`-${name}`)));
  if (found === undefined) return 'not found';
  try {
    sys.writeFile(`${mount}/${found}`, '-1');
    return 'OK';
  } catch (error) {
    return `open ${mount}/${found}: ${reasonOf(error)}`;
  }
}

const reasonOf = (error: unknown): string => (error instanceof SysError ? error.message.toLowerCase() : String(error));
