import { quote } from '../../../lib/govalue';
import { marshal } from '../../../lib/gojson';

/** --security-opt: checked, a seccomp profile read in, `systempaths=unconfined` taken out. */
export function securityOptions(
  options: readonly string[],
  readText: (path: string) => string,
): { options: string[] | null; maskedPaths: string[] | null; readonlyPaths: string[] | null } {
  const kept: string[] = [];
  let unconfined = false;
  for (const option of options) {
    let at = option.indexOf('=');
    if (at === -1 && option !== 'no-new-privileges') at = option.indexOf(':');
    const key = at === -1 ? option : option.slice(0, at);
    const value = at === -1 ? '' : option.slice(at + 1);
    if (value === '' && key !== 'no-new-privileges') throw new Error(`invalid --security-opt: ${quote(option)}`);
    if (option === 'systempaths=unconfined') {
      unconfined = true;
      continue;
    }
    if (key === 'seccomp' && value !== 'unconfined' && value !== 'builtin') kept.push(`seccomp=${profile(value, readText)}`);
    else kept.push(option);
  }
  return { options: options.length === 0 ? null : kept, maskedPaths: unconfined ? [] : null, readonlyPaths: unconfined ? [] : null };
}

function profile(path: string, readText: (path: string) => string): string {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new Error(`opening seccomp profile (${path}) failed: ${(error as Error).message}`);
  }
  try {
    return marshal(JSON.parse(text), { escapeHtml: false });
  } catch {
    throw new Error(`compacting json for seccomp profile (${path}) failed: invalid character`);
  }
}
