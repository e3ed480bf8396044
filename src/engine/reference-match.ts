/** `busybox` for `docker.io/library/busybox:latest`: repository and tag as short as they may be written. */
function parts(reference: string): { repository: string; tag: string } {
  let rest = reference.replace(/^(?:index\.)?docker\.io\//, '').replace(/^library\//, '');
  const digest = rest.indexOf('@');
  if (digest !== -1) return { repository: rest.slice(0, digest), tag: rest.slice(digest) };
  const slash = rest.lastIndexOf('/');
  const colon = rest.indexOf(':', slash + 1);
  if (colon === -1) return { repository: rest, tag: '' };
  const tag = rest.slice(colon + 1);
  rest = rest.slice(0, colon);
  return { repository: rest, tag };
}

/** Whether two references may mean the same image: a missing tag means any. */
export function familiarMatch(wanted: string, name: string): boolean {
  const a = parts(wanted);
  const b = parts(name);
  return a.repository === b.repository && (a.tag === b.tag || a.tag === '' || (a.tag === 'latest' && b.tag === ''));
}
