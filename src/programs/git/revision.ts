import { fatal } from './failure';
import type { Repository } from './repository';

/** Finds the object that a name means, before `~` and `^` (gitrevisions(7)). */
function named(repository: Repository, name: string): string | undefined {
  if (name === 'HEAD' || name === '@') return repository.head();
  for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
    const id = /^(HEAD|FETCH_HEAD|ORIG_HEAD|refs\/.*)$/.test(prefix + name) ? repository.ref(prefix + name) : undefined;
    if (id !== undefined) return id;
  }
  const remoteHead = repository.ref(`refs/remotes/${name}/HEAD`);
  if (remoteHead !== undefined) return remoteHead;
  if (!/^[0-9a-f]{4,40}$/.test(name)) return undefined;
  const found = repository.objects.startingWith(name);
  return found.length === 1 ? found[0] : undefined;
}

/** The object that a revision means; undefined where there is none. */
export function resolveObject(repository: Repository, revision: string): string | undefined {
  const match = /^(.+?)((?:[~^]\d*|\^\{\w*\})*)$/.exec(revision);
  let id = match ? named(repository, match[1]!) : undefined;
  for (const [, sign, digits] of (match?.[2] ?? '').matchAll(/([~^])(\{\w*\}|\d*)/g)) {
    if (id === undefined) return undefined;
    id = peel(repository, id);
    if (digits === '{tree}') id = repository.commit(id).tree;
    if (digits!.startsWith('{')) continue;
    const count = digits === '' ? 1 : Number(digits);
    if (sign === '^') id = count === 0 ? id : repository.commit(id).parents[count - 1];
    else for (let i = 0; i < count && id !== undefined; i++) id = repository.commit(id).parents[0];
  }
  return id;
}

/** An annotated tag's commit; other objects as they are. */
export function peel(repository: Repository, id: string): string {
  const { type, body } = repository.objects.read(id);
  return type === 'tag' ? peel(repository, new TextDecoder().decode(body.subarray(7, 47))) : id;
}

/** The commit that a revision means. Throws what git says of one that is unknown. */
export function resolveCommit(repository: Repository, revision: string): string {
  const id = resolveObject(repository, revision);
  if (id === undefined) throw fatal(`ambiguous argument '${revision}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`);
  return peel(repository, id);
}

/** A commit's first line. */
export function subjectOf(repository: Repository, id: string): string {
  return repository.commit(id).message.split('\n')[0]!;
}

/** Seven digits, more where they would be ambiguous. */
export function shortId(repository: Repository, id: string): string {
  for (let length = 7; length < 40; length++) if (repository.objects.startingWith(id.slice(0, length)).length <= 1) return id.slice(0, length);
  return id;
}

/** All commits that can be reached from these, newest first, parents after children. */
export function history(repository: Repository, from: readonly string[], without: readonly string[] = []): string[] {
  const hidden = new Set<string>();
  const hide = [...without];
  for (let id = hide.pop(); id !== undefined; id = hide.pop()) {
    if (hidden.has(id)) continue;
    hidden.add(id);
    hide.push(...repository.commit(id).parents);
  }
  const seen = new Set<string>();
  const order: string[] = [];
  const waiting = from.map((id, order) => ({ id, seconds: repository.commit(id).committer.seconds, order }));
  let made = waiting.length;
  while (waiting.length > 0) {
    waiting.sort((a, b) => b.seconds - a.seconds || a.order - b.order);
    const { id } = waiting.shift()!;
    if (seen.has(id) || hidden.has(id)) continue;
    seen.add(id);
    order.push(id);
    for (const parent of repository.commit(id).parents) waiting.push({ id: parent, seconds: repository.commit(parent).committer.seconds, order: made++ });
  }
  return order;
}

/** Whether one commit is the other or comes before it. */
export function isAncestor(repository: Repository, id: string, of: string): boolean {
  return history(repository, [of]).includes(id);
}

/** The newest commit that both come from. */
export function mergeBase(repository: Repository, a: string, b: string): string | undefined {
  const ours = new Set(history(repository, [a]));
  return history(repository, [b]).find((id) => ours.has(id));
}
