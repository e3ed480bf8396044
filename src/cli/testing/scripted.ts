import { marshal } from '../../lib/gojson';
import { serveHttp } from '../../lib/http/server';
import type { HttpAnswer, HttpRequest } from '../../lib/http/message';
import { text, utf8 } from '../../lib/bytes';
import { duplexPair, readAll, type Duplex } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import { SysError } from '../../machine/errno';
import { makeDocker } from '../docker';

/** What came of one command line on a scripted engine. */
export interface Outcome {
  stdout: string;
  stderr: string;
  status: number;
  /** `METHOD target` of each request, in the order of arrival. */
  calls: string[];
}

export type Answer = Partial<HttpAnswer> & { json?: unknown; raw?: (stream: Duplex) => Promise<void> };
export type Script = (call: string, body: string) => Answer;

const PING: Answer = { status: 200, headers: [['Api-Version', '1.55'], ['Ostype', 'linux'], ['Docker-Experimental', 'false']] };

function answerOf(answer: Answer): HttpAnswer {
  const { json, raw, status = 200, headers = [], body } = answer;
  if (raw) return { status: 101, reason: 'UPGRADED', headers: [['Connection', 'Upgrade'], ['Upgrade', 'tcp'], ...headers], hijack: raw };
  if (json !== undefined) return { status, headers: [['Content-Type', 'application/json'], ...headers], body: utf8(marshal(json)) };
  return { status, headers, body };
}

/** Runs docker with an engine that answers as told, on a process that has a few files and no terminal. */
export async function scripted(words: readonly string[], script: Script, stdin = ''): Promise<Outcome> {
  const outcome: Outcome = { stdout: '', stderr: '', status: -1, calls: [] };
  const handler = async (request: HttpRequest): Promise<HttpAnswer> => {
    const call = `${request.method} ${request.target}`;
    outcome.calls.push(call);
    if (request.target === '/_ping') return answerOf(PING);
    return answerOf(script(call, request.hasBody ? text(await readAll(request.body)) : ''));
  };
  let input = utf8(stdin);
  const sys = {
    argv: words, env: { HOME: '/root' }, now: () => 1_795_219_200_000, cwd: () => '/root',
    access: () => false, isatty: () => false, external: <T>(work: Promise<T>) => work, onSignal: () => undefined,
    readText: () => {
      throw new SysError('ENOENT');
    },
    thread: (flow: () => Promise<void>) => void flow(),
    read: async () => {
      const bytes = input;
      input = new Uint8Array(0);
      return bytes;
    },
    write: async (fd: number, bytes: Uint8Array | string) => {
      const piece = typeof bytes === 'string' ? bytes : text(bytes);
      if (fd === 1) outcome.stdout += piece;
      else outcome.stderr += piece;
    },
  } as unknown as Sys;
  const docker = makeDocker({
    transport: (_, host) => ({
      host,
      dial: async () => {
        const [client, server] = duplexPair();
        void serveHttp(server, handler);
        return client;
      },
    }),
  });
  outcome.status = await docker.main(sys);
  return outcome;
}
