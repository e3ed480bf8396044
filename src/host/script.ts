import type { ByteReader, ByteWriter } from '../lib/stream';
import { chunksOf } from '../lib/stream';
import { SIGNALS } from '../machine/signal';
import type { WaitStatus } from '../machine/sys';
import { LEARNER_ACCOUNT, loginEnvironment, type Account, type Host } from './boot';

export interface ScriptOptions {
  account?: Account;
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  stdin?: ByteReader;
  stdout: ByteWriter;
  /** Without it errors go where the output goes, each in its turn, as after `2>&1`. */
  stderr?: ByteWriter;
}

/** A wait status as a shell's `$?`. */
export function exitCode(status: WaitStatus): number {
  return status.kind === 'exited' ? status.code : status.kind === 'signaled' ? 128 + SIGNALS[status.signal] : 1;
}

/** Runs bash on the host without a terminal, with the given arguments; output goes on as it comes. Gives its exit status. */
export async function runBash(host: Host, args: readonly string[], options: ScriptOptions): Promise<number> {
  const account = options.account ?? LEARNER_ACCOUNT;
  const process = await host.machine.start({
    path: '/bin/bash',
    argv: ['bash', ...args],
    env: { ...loginEnvironment(account), ...options.env },
    cwd: options.cwd ?? account.home,
    credentials: account.credentials,
    oneOutput: !options.stderr,
  });
  const feed = async () => {
    if (options.stdin) for await (const part of chunksOf(options.stdin)) await process.stdin.write(part);
    process.stdin.end();
  };
  const drain = async (from: ByteReader, to: ByteWriter) => {
    for await (const part of chunksOf(from)) await to.write(part);
  };
  const feeding = feed().catch(() => undefined);
  await Promise.all([drain(process.stdout, options.stdout), options.stderr && drain(process.stderr, options.stderr)]);
  const status = await process.exit;
  void feeding;
  return exitCode(status);
}

/** A script's output and status as values, for tests and lesson checks. */
export async function shell(host: Host, commands: string, options: Partial<ScriptOptions> = {}): Promise<{ stdout: string; stderr: string; status: number }> {
  const collect = () => {
    const parts: string[] = [];
    const decoder = new TextDecoder();
    return { parts, writer: { write: async (bytes: Uint8Array) => void parts.push(decoder.decode(bytes, { stream: true })) } };
  };
  const out = collect();
  const err = collect();
  const status = await runBash(host, ['-c', commands], { ...options, stdout: out.writer, stderr: err.writer });
  return { stdout: out.parts.join(''), stderr: err.parts.join(''), status };
}

