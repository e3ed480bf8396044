import type { Flavour } from './flavour';
import names from './options.json';

/** What MySQL took out, by the release that did. */
const REMOVED = ['8.0', '8.4', '9.0'] as const;

function isBefore(version: string, release: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => parseInt(part, 10));
  const [otherMajor = 0, otherMinor = 0] = release.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && minor < otherMinor);
}

/** Options that a server knows: those of both families and of its own, without what its release no longer has. */
function known(flavour: Flavour): readonly string[] {
  const own = `${names.both} ${flavour.maria ? names.mariadb : names.mysql}`.split(' ');
  if (flavour.maria) return own;
  const gone = new Set(REMOVED.filter((release) => !isBefore(flavour.version, release)).flatMap((release) => names[release].split(' ')));
  return own.filter((name) => !gone.has(name));
}

/** Names as my_getopt.cc compares them: no case, underscores as dashes. */
export const optionName = (text: string): string => text.replaceAll('_', '-').toLowerCase();

export interface UnknownOption {
  isVariable: boolean;
  message: string;
}

/**
 * The first option that the server doesn't know (mysys/my_getopt.cc): `name=value` is an unknown variable, a bare name
 * an unknown option. A beginning of a name stands for it; `skip-`, `disable-`, `enable-` and `maximum-` go before one;
 * `loose-` forgives.
 */
export function unknownOption(flavour: Flavour, options: readonly string[]): UnknownOption | undefined {
  const all = known(flavour);
  for (const option of options) {
    const name = optionName(/^[^=\s]*/.exec(option)![0]);
    if (name === '' || name.startsWith('loose-')) continue;
    const bare = name.replace(/^(skip|disable|enable|maximum)-/, '');
    if (all.some((each) => each.startsWith(name) || each.startsWith(bare))) continue;
    // Settings of plugins and components (`validate_password.policy`, `group_replication_…`) come with them.
    if (/\.|^(group-replication|rpl-semi-sync|clone|keyring|connection-control|audit-log|server-audit|spider|rocksdb|s3|connect|mroonga|tokudb|federated|authentication)-/.test(bare)) continue;
    const isVariable = option.includes('=');
    return { isVariable, message: isVariable ? `unknown variable '${option.replace(/\s*=\s*/, '=')}'` : `unknown option '--${option}'` };
  }
  return undefined;
}
