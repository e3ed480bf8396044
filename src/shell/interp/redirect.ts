import { isSysError } from '../../machine/errno';
import type { OpenMode } from '../../machine/sys';
import { encode } from '../text';
import type { Redir } from '../syntax/ast';
import type { Expander } from '../expand/expander';
import type { Frame } from './state';
import type { Shell } from './shell';

/** A redirection whose word is expanded. */
interface Ready { redir: Redir; text: string }

/** A redirection that failed; the message has been said. */
export class RedirectionFailed {}

function expandTarget(shell: Shell, x: Expander, redir: Redir): Ready {
  if (redir.op === '<<' || redir.op === '<<-') {
    const body = redir.body!;
    return { redir, text: body.parts.every((part) => part.t === 'q') ? body.parts.map((part) => (part.t === 'q' ? part.v : '')).join('') : x.quoted(body) };
  }
  if (redir.op === '<<<') return { redir, text: `${x.string(redir.target)}\n` };
  if (!shell.dialect.bash) return { redir, text: x.string(redir.target) };
  const fields = x.fields(redir.target);
  if (fields.length !== 1) {
    shell.warn(`${redir.target.raw}: ambiguous redirect`);
    throw new RedirectionFailed();
  }
  return { redir, text: fields[0]! };
}

/** Applies one redirection; false when a substitution has to run first. Throws RedirectionFailed. */
export function redirect(shell: Shell, frame: Frame, redir: Redir): boolean {
  const ready = shell.attempt(frame, (x) => expandTarget(shell, x, redir));
  if (!ready) return false;
  apply(shell, frame, ready.value);
  return true;
}

function apply(shell: Shell, frame: Frame, { redir, text }: Ready): void {
  const { op } = redir;
  const input = op.startsWith('<') && op !== '<>';
  const fd = redir.fd ?? (input || op === '<>' ? 0 : 1);
  if (redir.varName !== undefined) {
    applyNamed(shell, redir, text);
    return;
  }
  if (op === '&>' || op === '&>>' || (op === '>&' && shell.dialect.bash && (redir.fd ?? 1) === 1 && !/^(?:\d+|-|\d+-)$/.test(text))) {
    const opened = openFile(shell, op === '&>>' ? '>>' : '>', text);
    put(shell, frame, opened, 1);
    save(shell, frame, 2);
    shell.sys.dup2(1, 2);
    return;
  }
  if (op === '<&' || op === '>&') {
    duplicate(shell, frame, fd, text);
    return;
  }
  put(shell, frame, op === '<<' || op === '<<-' || op === '<<<' ? hereText(shell, text) : openFile(shell, op, text), fd);
}

/** {name}>file: a new descriptor from 10 on, whose number the variable gets. */
function applyNamed(shell: Shell, redir: Redir, text: string): void {
  const name = redir.varName!;
  if ((redir.op === '>&' || redir.op === '<&') && text === '-') {
    shell.closeQuietly(Number(shell.vars.get(name)));
    return;
  }
  const opened = redir.op === '>&' || redir.op === '<&' ? shell.sys.dup(Number(text), 10) : redir.op.startsWith('<<') ? hereText(shell, text) : openFile(shell, redir.op, text);
  const high = opened >= 10 ? opened : shell.sys.dup(opened, 10);
  if (high !== opened) shell.sys.close(opened);
  shell.vars.set(name, String(high));
}

function duplicate(shell: Shell, frame: Frame, fd: number, text: string): void {
  const { sys } = shell;
  if (text === '-') {
    save(shell, frame, fd);
    shell.closeQuietly(fd);
    return;
  }
  const match = /^(\d+)(-?)$/.exec(text);
  if (!match) {
    shell.warn(shell.dialect.bash ? `${text}: ambiguous redirect` : 'Bad fd number');
    throw new RedirectionFailed();
  }
  const from = Number(match[1]);
  if (!sys.fds().includes(from) || shell.state.internalFds.includes(from)) {
    shell.warn(`${from}: Bad file descriptor`);
    throw new RedirectionFailed();
  }
  if (from === fd) return;
  save(shell, frame, fd);
  sys.dup2(from, fd);
  if (match[2]) {
    save(shell, frame, from);
    shell.closeQuietly(from);
  }
}

/** Puts a freshly opened descriptor where it belongs. */
function put(shell: Shell, frame: Frame, opened: number, fd: number): void {
  if (opened === fd) {
    (frame.undo ??= []).push({ fd, saved: -1 });
    return;
  }
  save(shell, frame, fd, opened);
  shell.sys.dup2(opened, fd);
  shell.sys.close(opened);
}

function save(shell: Shell, frame: Frame, fd: number, besides = -1): void {
  const open = fd !== besides && shell.sys.fds().includes(fd);
  (frame.undo ??= []).push({ fd, saved: open ? shell.keepInternal(fd) : -1 });
}

/** Gives the descriptors back what they were. */
export function undoRedirections(shell: Shell, frame: Frame): void {
  if (!frame.undo) return;
  for (const { fd, saved } of frame.undo.reverse()) {
    if (saved === -1) shell.closeQuietly(fd);
    else {
      shell.sys.dup2(saved, fd);
      shell.sys.setCloseOnExec(fd, false);
      shell.dropInternal(saved);
    }
  }
  frame.undo = undefined;
}

/** exec with redirections only: they stay. */
export function keepRedirections(shell: Shell, frame: Frame): void {
  for (const { saved } of frame.undo ?? []) if (saved !== -1) shell.dropInternal(saved);
  frame.undo = undefined;
}

function openFile(shell: Shell, op: Redir['op'], path: string): number {
  const { sys } = shell;
  const clobber = op === '>' && shell.state.options.has('noclobber');
  const device = /^\/dev\/(?:fd\/(\d+)|(stdin)|(stdout)|(stderr))$/.exec(path);
  if (device) {
    const from = device[1] !== undefined ? Number(device[1]) : device[2] ? 0 : device[3] ? 1 : 2;
    if (sys.fds().includes(from)) return sys.dup(from);
  }
  try {
    if (clobber && exists(shell, path)) {
      shell.warn(shell.dialect.bash ? `${path}: cannot overwrite existing file` : `${shell.dialect.name === 'dash' ? 'cannot' : "can't"} create ${path}: File exists`);
      throw new RedirectionFailed();
    }
    const mode: OpenMode = op === '<' ? 'r' : op === '>>' ? 'a' : op === '<>' ? { read: true, write: true, create: true } : 'w';
    return sys.open(path, mode, 0o666);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const { dialect } = shell;
    if (dialect.bash) shell.warn(`${path}: ${error.message}`);
    else {
      const text = error.code === 'ENOENT' ? (op === '<' ? (dialect.name === 'dash' ? 'No such file' : 'no such file') : dialect.name === 'dash' ? 'Directory nonexistent' : 'nonexistent directory') : error.message;
      shell.warn(`${dialect.name === 'dash' ? 'cannot' : "can't"} ${op === '<' ? 'open' : 'create'} ${path}: ${text}`);
    }
    throw new RedirectionFailed();
  }
}

function exists(shell: Shell, path: string): boolean {
  try {
    return shell.sys.stat(path).type === 'file';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** The pipe that carries a here-document holds this much; longer ones go through an unlinked file. */
const PIPE_BYTES = 60_000;

function hereText(shell: Shell, text: string): number {
  const { sys } = shell;
  const bytes = encode(text);
  if (bytes.length <= PIPE_BYTES) {
    const [read, write] = sys.pipe();
    const high = shell.keepInternal(write);
    sys.close(write);
    shell.state.out.push({ fd: high, text, close: true });
    return read;
  }
  const path = `/tmp/sh-thd.${sys.pid}`;
  sys.writeFile(path, bytes, 0o600);
  const fd = sys.open(path, 'r');
  sys.unlink(path);
  return fd;
}
