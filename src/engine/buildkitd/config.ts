import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';

/** What buildkitd was told by its flags and its buildkitd.toml. */
export interface BuildkitdConfig {
  address: string;
  root: string;
  debug: boolean;
  /** Entitlements that builds may ask for. */
  entitlements: readonly string[];
  /** Registries that speak plain HTTP, or whose certificate nobody knows. */
  insecureRegistries: readonly string[];
}

const DEFAULTS = { address: 'unix:///run/buildkit/buildkitd.sock', root: '/var/lib/buildkit', config: '/etc/buildkit/buildkitd.toml' };

/** The values of a TOML file that matter here, by `table.key` (BuildKit docs/buildkitd.toml.md). */
export function readToml(text: string): Map<string, string> {
  const values = new Map<string, string>();
  let table = '';
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\s+|\s+$/g, '');
    const head = /^\[+\s*([^\]]*?)\s*\]+/.exec(line);
    if (head) {
      table = `${head[1]!.replace(/["']/g, '')}.`;
      continue;
    }
    const pair = /^([\w"'.-]+)\s*=\s*(.*)$/.exec(line);
    if (pair) values.set(table + pair[1]!.replace(/["']/g, ''), pair[2]!.replace(/\s+#.*$/, ''));
  }
  return values;
}

/** The flags (BuildKit cmd/buildkitd/main.go) over the file that --config names. */
export function readConfig(sys: Sys): BuildkitdConfig {
  const flags = new Map<string, string[]>();
  const words = sys.argv.slice(1);
  for (let i = 0; i < words.length; i++) {
    const [, name, value] = /^--?([\w-]+)(?:=(.*))?$/.exec(words[i]!) ?? [];
    if (name === undefined) continue;
    const given = value ?? (words[i + 1]?.startsWith('-') === false && name !== 'debug' ? words[++i]! : 'true');
    flags.set(name, [...(flags.get(name) ?? []), given]);
  }
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
    debug: last('debug') === 'true' || toml.get('debug') === 'true', entitlements: [...(flags.get('allow-insecure-entitlement') ?? []), ...entitled], insecureRegistries: [...new Set(insecure)],
  };
}
