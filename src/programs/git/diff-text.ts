import { text } from '../../lib/bytes';
import { hunksOf } from '../text/hunks';
import type { Change } from './changes';
import type { GitCall } from './command';
import { objectId } from '../../lib/git-objects';
import type { Repository } from './repository';
import { shortId } from './revision';

const CONTEXT = 3;

/** git takes content with a NUL in its first 8000 bytes for binary. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

interface Sides {
  before: Uint8Array;
  after: Uint8Array;
}

function sides(repository: Repository, change: Change & { content?: Uint8Array | undefined }): Sides {
  const read = (file: Change['before']): Uint8Array => (file ? repository.objects.read(file.id).body : new Uint8Array(0));
  return { before: read(change.before), after: change.content ?? read(change.after) };
}

/** Lines with a mark for a last one without a newline. */
function linesOf(bytes: Uint8Array): string[] {
  const content = text(bytes);
  if (content === '') return [];
  return content.endsWith('\n') ? content.slice(0, -1).split('\n') : content.split('\n').map((line, i, all) => (i === all.length - 1 ? `${line}\0` : line));
}

/** The line that a hunk is headed with: the nearest before it that begins with a letter, `_` or `$`. */
function heading(lines: readonly string[], before: number): string {
  for (let i = before - 1; i >= 0; i--) if (/^[A-Za-z_$]/.test(lines[i]!)) return ` ${lines[i]!.replace('\0', '').slice(0, 80).trimEnd()}`;
  return '';
}

/** One file's part of a patch (git-diff(1), "GENERATING PATCH TEXT"). */
export function patchOf(call: GitCall, repository: Repository, change: Change & { content?: Uint8Array | undefined }): string {
  const { paint } = call;
  const { before, after } = sides(repository, change);
  const old = change.from ?? change.path;
  const short = (id: string | undefined): string => (id === undefined ? '0000000' : repository.objects.has(id) ? shortId(repository, id) : id.slice(0, 7));
  const newId = change.after && (change.content ? objectId('blob', change.content) : change.after.id);
  const head = [`diff --git a/${old} b/${change.path}`];
  if (change.kind === 'A') head.push(`new file mode ${change.after!.mode}`);
  else if (change.kind === 'D') head.push(`deleted file mode ${change.before!.mode}`);
  else if (change.before!.mode !== change.after!.mode) head.push(`old mode ${change.before!.mode}`, `new mode ${change.after!.mode}`);
  if (change.kind === 'R') head.push(`similarity index ${change.similarity}%`, `rename from ${old}`, `rename to ${change.path}`);
  const sameContent = change.before?.id === newId;
  if (!sameContent) head.push(`index ${short(change.before?.id)}..${short(newId)}${change.before && change.after && change.before.mode === change.after.mode ? ` ${change.before.mode}` : ''}`);
  const shown = (lines: readonly string[]): string => lines.map((line) => `${paint('1', line)}\n`).join('');
  if (sameContent) return shown(head);
  const [from, to] = [change.before ? `a/${old}` : '/dev/null', change.after ? `b/${change.path}` : '/dev/null'];
  if (isBinary(before) || isBinary(after)) return `${shown(head)}Binary files ${from} and ${to} differ\n`;
  const [a, b] = [linesOf(before), linesOf(after)];
  const hunks = hunksOf(a, b);
  if (hunks.length === 0) return shown(head);
  head.push(`--- ${from}`, `+++ ${to}`);
  let out = shown(head);
  const line = (mark: string, content: string, code: string): string => {
    const [whole = '', unended] = content.split('\0');
    return `${code === '' ? `${mark}${whole}` : paint(code, `${mark}${whole}`)}\n${unended === undefined ? '' : '\\ No newline at end of file\n'}`;
  };
  for (let i = 0; i < hunks.length; ) {
    let last = i;
    while (last + 1 < hunks.length && hunks[last + 1]!.oldFrom - hunks[last]!.oldTo <= CONTEXT * 2) last++;
    const oldFrom = Math.max(0, hunks[i]!.oldFrom - CONTEXT);
    const oldTo = Math.min(a.length, hunks[last]!.oldTo + CONTEXT);
    const newFrom = hunks[i]!.newFrom - (hunks[i]!.oldFrom - oldFrom);
    const newTo = hunks[last]!.newTo + (oldTo - hunks[last]!.oldTo);
    const range = (start: number, end: number): string => (end - start === 1 ? String(start + 1) : `${end === start ? start : start + 1},${end - start}`);
    out += `${paint('36', `@@ -${range(oldFrom, oldTo)} +${range(newFrom, newTo)} @@`)}${heading(a, oldFrom)}\n`;
    let at = oldFrom;
    for (let h = i; h <= last; h++) {
      const hunk = hunks[h]!;
      for (; at < hunk.oldFrom; at++) out += line(' ', a[at]!, '');
      for (; at < hunk.oldTo; at++) out += line('-', a[at]!, '31');
      for (let k = hunk.newFrom; k < hunk.newTo; k++) out += line('+', b[k]!, '32');
    }
    for (; at < oldTo; at++) out += line(' ', a[at]!, '');
    i = last + 1;
  }
  return out;
}

/** How many lines came and went; nothing for a binary file. */
export function countsOf(repository: Repository, change: Change & { content?: Uint8Array | undefined }): { added: number; removed: number } | undefined {
  const { before, after } = sides(repository, change);
  if (isBinary(before) || isBinary(after)) return undefined;
  let [added, removed] = [0, 0];
  for (const hunk of hunksOf(linesOf(before), linesOf(after))) {
    added += hunk.newTo - hunk.newFrom;
    removed += hunk.oldTo - hunk.oldFrom;
  }
  return { added, removed };
}

/** `1 file changed, 2 insertions(+), 1 deletion(-)` */
export function summaryOf(files: number, added: number, removed: number): string {
  const count = (n: number, one: string, sign: string): string => `, ${n} ${one}${n === 1 ? '' : 's'}(${sign})`;
  return ` ${files} file${files === 1 ? '' : 's'} changed${added > 0 || removed === 0 ? count(added, 'insertion', '+') : ''}${removed > 0 || added === 0 ? count(removed, 'deletion', '-') : ''}\n`;
}

function shownName(change: Change): string {
  if (change.from === undefined) return change.path;
  const [a, b] = [change.from.split('/'), change.path.split('/')];
  let head = 0;
  while (head < a.length - 1 && head < b.length - 1 && a[head] === b[head]) head++;
  return head === 0 ? `${change.from} => ${change.path}` : `${a.slice(0, head).join('/')}/{${a.slice(head).join('/')} => ${b.slice(head).join('/')}}`;
}

/** The `--stat` of changes, at 80 columns. */
export function statOf(call: GitCall, repository: Repository, changes: readonly (Change & { content?: Uint8Array | undefined })[]): string {
  if (changes.length === 0) return '';
  const rows = changes.map((change) => ({ name: shownName(change), counts: countsOf(repository, change), change }));
  const width = Math.max(...rows.map((row) => row.name.length));
  const most = Math.max(...rows.map(({ counts }) => (counts ? counts.added + counts.removed : 0)));
  const digits = Math.max(String(most).length, rows.some((row) => !row.counts) ? 3 : 0);
  const room = Math.max(1, 80 - width - digits - 6);
  const scale = (n: number): number => (most <= room || n === 0 ? n : Math.max(1, Math.round((n * room) / most)));
  let [added, removed] = [0, 0];
  let out = '';
  for (const { name, counts, change } of rows) {
    if (!counts) {
      const { before, after } = sides(repository, change);
      out += ` ${name.padEnd(width)} | ${'Bin'.padStart(digits)} ${before.length} -> ${after.length} bytes\n`;
      continue;
    }
    added += counts.added;
    removed += counts.removed;
    const total = counts.added + counts.removed;
    out += ` ${name.padEnd(width)} | ${String(total).padStart(digits)}${total === 0 ? '' : ` ${call.paint('32', '+'.repeat(scale(counts.added)))}${call.paint('31', '-'.repeat(scale(counts.removed)))}`}\n`;
  }
  return out + summaryOf(changes.length, added, removed);
}

/** `create mode 100644 f` and the like, as a commit ends its report. */
export function modesOf(changes: readonly Change[]): string {
  return changes
    .map((change) => {
      if (change.kind === 'A') return ` create mode ${change.after!.mode} ${change.path}\n`;
      if (change.kind === 'D') return ` delete mode ${change.before!.mode} ${change.path}\n`;
      if (change.kind === 'R') return ` rename ${shownName(change)} (${change.similarity}%)\n`;
      return change.before!.mode === change.after!.mode ? '' : ` mode change ${change.before!.mode} => ${change.after!.mode} ${change.path}\n`;
    })
    .join('');
}
