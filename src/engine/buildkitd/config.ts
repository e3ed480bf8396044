import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';
import { readFlags, unsupported } from './flags';

/** What buildkitd was told by its flags and its buildkitd.toml. */
export interface BuildkitdConfig {
  address: string;
  root: string;
  /** Entitlements that builds may ask for. */
  entitlements: readonly string[];
  /** Registries that speak plain HTTP, or whose certificate nobody knows. */
  insecureRegistries: readonly string[];
}

const DEFAULTS = { address: 'unix:///run/buildkit/buildkitd.sock', root: '/var/lib/buildkit', config: '/etc/buildkit/buildkitd.toml' };

/** Keys of buildkitd.toml that do what they say; `debug` only has more logged. */
const KEYS = /^(?:debug|root|insecure-entitlements|registry\..+\.(?:http|insecure))$/;

/** The values of a TOML file, by `table.key` (BuildKit docs/buildkitd.toml.md). Throws Refusal for what has no effect here. */
export function readToml(text: string): Map<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n').map((line) => line.replace(/^\s*#.*|\s+#[^"']*$/g, '').trim());
  let table = '';
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const head = /^\[+\s*([^\]]*?)\s*\]+$/.exec(line);
    if (head) {
      table = `${head[1]!.replace(/["']/g, '')}.`;
      continue;
    }
    const [, name, start = ''] = /^([\w"'.-]+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (name === undefined) throw unsupported(`"${line}" in buildkitd.toml`);
    const key = table + name.replace(/["']/g, '');
    if (!KEYS.test(key)) throw unsupported(`${key} in buildkitd.toml`);
    let value = start;
    // An array goes on to its bracket.
    while (value.startsWith('[') && !value.endsWith(']')) {
      const more = lines.shift();
      if (more === undefined) throw unsupported('an array without an end in buildkitd.toml');
      value += ` ${more}`;
    }
    values.set(key, value);
  }
  return values;
}

/** The flags (BuildKit cmd/buildkitd/main.go) over the file that --config names. Throws Refusal. */
export function readConfig(sys: Sys): BuildkitdConfig {
  const flags = readFlags(sys.argv.slice(1));
  const last = (name: string): string | undefined => flags.get(name)?.at(-1);
  let text = '';
  try {
    text = sys.readText(last('config') ?? DEFAULTS.config);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  const toml = readToml(text);
  const insecure = [...toml].flatMap(([key, value]) => /^registry\.(.+)\.(?:http|insecure)$/.exec(key)?.[1] !== undefined && value === 'true' ? [/^registry\.(.+)\.\w+$/.exec(key)![1]!] : []);
  const entitled = [...(toml.get('insecure-entitlements') ?? '').matchAll(/["']([^"']+)["']/g)].map((match) => match[1]!);
  return {
    address: last('addr') ?? DEFAULTS.address, root: last('root') ?? /^["'](.*)["']$/.exec(toml.get('root') ?? '')?.[1] ?? DEFAULTS.root,
    entitlements: [...(flags.get('allow-insecure-entitlement') ?? []), ...entitled], insecureRegistries: [...new Set(insecure)],
  };
}
