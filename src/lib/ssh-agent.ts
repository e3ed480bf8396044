import { concat, EMPTY, text, utf8 } from './bytes';
import type { Duplex } from './stream';

/** A key that an SSH agent holds: its public blob (RFC 4253, 6.6) and what stands beside it. */
export interface AgentKey {
  blob: Uint8Array;
  comment: string;
}

/** Message numbers of the agent's protocol (draft-ietf-sshm-ssh-agent). */
export const AGENT = { failure: 5, success: 6, askIdentities: 11, identities: 12, add: 17, remove: 18, removeAll: 19 } as const;
const LONGEST = 262_144;

const number = (n: number): Uint8Array => Uint8Array.of(n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255);
const read32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);

/** Bytes with their length before them (RFC 4251, 5: `string`). */
export function sshString(value: Uint8Array | string): Uint8Array {
  const body = typeof value === 'string' ? utf8(value) : value;
  return concat([number(body.length), body]);
}

/** Takes strings off some bytes. Throws RangeError where they end too early. */
export class SshFields {
  constructor(private rest: Uint8Array) {}

  next(): Uint8Array {
    if (this.rest.length < 4 || this.rest.length < 4 + read32(this.rest, 0)) throw new RangeError('an SSH message is cut short');
    const end = 4 + read32(this.rest, 0);
    const field = this.rest.subarray(4, end);
    this.rest = this.rest.subarray(end);
    return field;
  }
}

/** The next message with its number first; undefined at the end of the stream, or for what is no message. */
async function readMessage(stream: Duplex): Promise<Uint8Array | undefined> {
  let held: Uint8Array = EMPTY;
  const fill = async (wanted: number): Promise<boolean> => {
    while (held.length < wanted) {
      const part = await stream.read(wanted - held.length);
      if (part.length === 0) return false;
      held = concat([held, part]);
    }
    return true;
  };
  if (!(await fill(4))) return undefined;
  const length = read32(held, 0);
  if (length === 0 || length > LONGEST || !(await fill(4 + length))) return undefined;
  return held.subarray(4);
}

/** Answers an agent's clients. `change` says whether it takes what isn't a question for its keys. */
export async function serveAgent(stream: Duplex, keys: () => readonly AgentKey[], change: (type: number, body: Uint8Array) => boolean): Promise<void> {
  for (;;) {
    const message = await readMessage(stream);
    if (!message) return;
    let answer: Uint8Array = Uint8Array.of(AGENT.failure);
    if (message[0] === AGENT.askIdentities) {
      const list = keys();
      answer = concat([Uint8Array.of(AGENT.identities), number(list.length), ...list.flatMap(({ blob, comment }) => [sshString(blob), sshString(comment)])]);
    } else if (change(message[0]!, message.subarray(1))) answer = Uint8Array.of(AGENT.success);
    await stream.write(sshString(answer));
  }
}

/** Sends a message and gives the answer; a closed connection is a failure. */
export async function askAgent(stream: Duplex, type: number, body: Uint8Array = EMPTY): Promise<{ type: number; body: Uint8Array }> {
  await stream.write(sshString(concat([Uint8Array.of(type), body])));
  const answer = await readMessage(stream);
  return answer ? { type: answer[0]!, body: answer.subarray(1) } : { type: AGENT.failure, body: EMPTY };
}

/** The keys that an agent holds. */
export async function agentKeys(stream: Duplex): Promise<AgentKey[]> {
  const { type, body } = await askAgent(stream, AGENT.askIdentities);
  if (type !== AGENT.identities) return [];
  const fields = new SshFields(body.subarray(4));
  return Array.from({ length: read32(body, 0) }, () => ({ blob: fields.next(), comment: text(fields.next()) }));
}
