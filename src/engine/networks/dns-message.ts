import { text, utf8 } from '../../lib/bytes';
import { parseIp } from './ip';

export const DNS_TYPE = { A: 1, CNAME: 5, PTR: 12, AAAA: 28 } as const;
export const DNS_CODE = { ok: 0, serverFailure: 2, nameError: 3, refused: 5 } as const;

export interface DnsQuestion {
  id: number;
  name: string;
  type: number;
  recursionDesired: boolean;
  /** Where the question section ends. */
  end: number;
}

/** Reads the one question of a query (RFC 1035 section 4.1); undefined for what isn't one. */
export function parseQuestion(packet: Uint8Array): DnsQuestion | undefined {
  if (packet.length < 17) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.length);
  if ((packet[2]! & 0x80) !== 0 || view.getUint16(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (;;) {
    const length = packet[at];
    if (length === undefined || length > 63) return undefined;
    at++;
    if (length === 0) break;
    labels.push(text(packet.subarray(at, at + length)));
    at += length;
  }
  if (at + 4 > packet.length) return undefined;
  return { id: view.getUint16(0), name: labels.join('.'), type: view.getUint16(at), recursionDesired: (packet[2]! & 1) === 1, end: at + 4 };
}

function encodeName(name: string): number[] {
  const out: number[] = [];
  for (const label of name.split('.').filter(Boolean)) {
    const bytes = utf8(label);
    out.push(bytes.length, ...bytes);
  }
  return [...out, 0];
}

/** An answer to a query: addresses for A and AAAA, names for PTR. */
export function answerQuestion(query: Uint8Array, question: DnsQuestion, code: number, answers: readonly string[], ttlSeconds = 600): Uint8Array {
  const out: number[] = [...query.subarray(0, question.end)];
  out[2] = 0x80 | (question.recursionDesired ? 1 : 0);
  out[3] = 0x80 | code;
  [out[6], out[7], out[8], out[9], out[10], out[11]] = [answers.length >> 8, answers.length & 255, 0, 0, 0, 0];
  for (const answer of answers) {
    const data = question.type === DNS_TYPE.PTR ? encodeName(answer) : addressBytes(answer);
    out.push(0xc0, 12, question.type >> 8, question.type & 255, 0, 1);
    out.push((ttlSeconds >>> 24) & 255, (ttlSeconds >>> 16) & 255, (ttlSeconds >>> 8) & 255, ttlSeconds & 255);
    out.push(data.length >> 8, data.length & 255, ...data);
  }
  return Uint8Array.from(out);
}

function addressBytes(address: string): number[] {
  const ip = parseIp(address)!;
  const count = ip.version === 4 ? 4 : 16;
  return Array.from({ length: count }, (_, i) => Number((ip.value >> BigInt(8 * (count - 1 - i))) & 255n));
}

/** `3.0.18.172.in-addr.arpa` → `172.18.0.3`. */
export function reverseName(name: string): string | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/i.exec(name);
  return match ? `${match[4]}.${match[3]}.${match[2]}.${match[1]}` : undefined;
}
