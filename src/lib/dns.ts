import { concat, text, utf8 } from './bytes';

/** Record types (RFC 1035, RFC 3596). */
export const DNS_TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28, SRV: 33, ANY: 255 } as const;
export type DnsType = keyof typeof DNS_TYPES;

export const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;
export type DnsRcode = keyof typeof RCODES;

export interface DnsQuestion {
  /** Without a dot at the end. */
  name: string;
  type: DnsType;
}

/** A record; `data` is an address for A and AAAA, a name for CNAME, NS and PTR, text for the others. */
export interface DnsRecord {
  name: string;
  type: DnsType;
  ttl: number;
  data: string;
}

export interface DnsMessage {
  id: number;
  isResponse: boolean;
  authoritative: boolean;
  truncated: boolean;
  recursionDesired: boolean;
  recursionAvailable: boolean;
  rcode: DnsRcode;
  questions: DnsQuestion[];
  answers: DnsRecord[];
}

const typeName = (number: number): DnsType | undefined => (Object.keys(DNS_TYPES) as DnsType[]).find((name) => DNS_TYPES[name] === number);
const rcodeName = (number: number): DnsRcode => (Object.keys(RCODES) as DnsRcode[]).find((name) => RCODES[name] === number) ?? 'SERVFAIL';

/** A question as resolvers ask it. */
export function dnsQuery(id: number, name: string, type: DnsType): DnsMessage {
  return { id, isResponse: false, authoritative: false, truncated: false, recursionDesired: true, recursionAvailable: false, rcode: 'NOERROR', questions: [{ name, type }], answers: [] };
}

/** The answer to a question. */
export function dnsAnswer(query: DnsMessage, answers: DnsRecord[], rcode: DnsRcode = 'NOERROR'): DnsMessage {
  return { ...query, isResponse: true, recursionAvailable: true, rcode, answers };
}

/** The wire format of RFC 1035, section 4, without name compression. */
export function encodeDns(message: DnsMessage): Uint8Array {
  const flags =
    (message.isResponse ? 0x8000 : 0) | (message.authoritative ? 0x400 : 0) | (message.truncated ? 0x200 : 0) |
    (message.recursionDesired ? 0x100 : 0) | (message.recursionAvailable ? 0x80 : 0) | RCODES[message.rcode];
  const parts = [...u16(message.id, flags, message.questions.length, message.answers.length, 0, 0)];
  for (const { name, type } of message.questions) parts.push(...encodeName(name), ...u16(DNS_TYPES[type], 1));
  for (const { name, type, ttl, data } of message.answers) {
    const bytes = encodeData(type, data);
    parts.push(...encodeName(name), ...u16(DNS_TYPES[type], 1, ttl >>> 16, ttl & 0xffff, bytes.length), ...bytes);
  }
  return Uint8Array.from(parts);
}

function u16(...values: number[]): number[] {
  return values.flatMap((value) => [(value >>> 8) & 255, value & 255]);
}

function encodeName(name: string): number[] {
  const labels = name.replace(/\.$/, '').split('.').filter((label) => label !== '');
  const out: number[] = [];
  for (const label of labels) {
    const bytes = utf8(label);
    if (bytes.length > 63) throw new RangeError(`label too long: ${label}`);
    out.push(bytes.length, ...bytes);
  }
  return [...out, 0];
}

function encodeData(type: DnsType, data: string): number[] {
  switch (type) {
    case 'A':
      return data.split('.').map(Number);
    case 'AAAA':
      return encodeIPv6(data);
    case 'CNAME': case 'NS': case 'PTR':
      return encodeName(data);
    case 'TXT': {
      const bytes = utf8(data);
      const out: number[] = [];
      for (let at = 0; at === 0 || at < bytes.length; at += 255) {
        const part = bytes.subarray(at, at + 255);
        out.push(part.length, ...part);
      }
      return out;
    }
    case 'MX': {
      const [preference = '0', exchange = ''] = data.split(' ');
      return [...u16(Number(preference)), ...encodeName(exchange)];
    }
    default:
      return [...utf8(data)];
  }
}

function encodeIPv6(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const words = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => parseInt(word, 16)));
  const before = words(head);
  const after = tail === undefined ? [] : words(tail);
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return u16(...all);
}

/** Reads a message; undefined for what isn't one. Records of unknown types are left out. */
export function decodeDns(bytes: Uint8Array): DnsMessage | undefined {
  try {
    return new Decoder(bytes).message();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Decoder {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  message(): DnsMessage {
    const id = this.u16();
    const flags = this.u16();
    const [questionCount, answerCount] = [this.u16(), this.u16()];
    this.u16();
    this.u16();
    const questions: DnsQuestion[] = [];
    const answers: DnsRecord[] = [];
    for (let i = 0; i < questionCount; i++) {
      const name = this.name();
      const type = typeName(this.u16());
      this.u16();
      if (type) questions.push({ name, type });
    }
    for (let i = 0; i < answerCount; i++) {
      const record = this.record();
      if (record) answers.push(record);
    }
    return {
      id, isResponse: (flags & 0x8000) !== 0, authoritative: (flags & 0x400) !== 0, truncated: (flags & 0x200) !== 0,
      recursionDesired: (flags & 0x100) !== 0, recursionAvailable: (flags & 0x80) !== 0, rcode: rcodeName(flags & 15), questions, answers,
    };
  }

  private record(): DnsRecord | undefined {
    const name = this.name();
    const type = typeName(this.u16());
    this.u16();
    const ttl = this.u16() * 65536 + this.u16();
    const length = this.u16();
    const start = this.at;
    const data = type && this.data(type, length);
    this.at = start + length;
    return type && data !== undefined ? { name, type, ttl, data } : undefined;
  }

  private data(type: DnsType, length: number): string {
    const raw = this.bytes.subarray(this.at, this.at + length);
    switch (type) {
      case 'A':
        return raw.join('.');
      case 'AAAA':
        return decodeIPv6(raw);
      case 'CNAME': case 'NS': case 'PTR':
        return this.name();
      case 'MX':
        return `${this.u16()} ${this.name()}`;
      case 'TXT': {
        const parts: Uint8Array[] = [];
        for (let at = 0; at < raw.length; at += raw[at]! + 1) parts.push(raw.subarray(at + 1, at + 1 + raw[at]!));
        return text(concat([new Uint8Array(0), ...parts]));
      }
      default:
        return text(raw);
    }
  }

  private u8(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new RangeError('message too short');
    return value;
  }

  private u16(): number {
    return this.u8() * 256 + this.u8();
  }

  /** A name, following compression pointers (RFC 1035, 4.1.4). */
  private name(): string {
    const labels: string[] = [];
    let back: number | undefined;
    for (let jumps = 0; ; ) {
      const length = this.u8();
      if (length === 0) break;
      if (length >= 0xc0) {
        if (++jumps > 32) throw new RangeError('pointer loop');
        const target = (length & 0x3f) * 256 + this.u8();
        back ??= this.at;
        this.at = target;
        continue;
      }
      labels.push(text(this.bytes.subarray(this.at, this.at + length)));
      this.at += length;
      if (this.at > this.bytes.length) throw new RangeError('message too short');
    }
    if (back !== undefined) this.at = back;
    return labels.join('.');
  }
}

function decodeIPv6(raw: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, i) => ((raw[2 * i]! << 8) | raw[2 * i + 1]!).toString(16));
  const whole = words.join(':');
  const runs = [...whole.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const run = runs[0];
  if (!run) return whole;
  const before = whole.slice(0, run.index);
  const after = whole.slice(run.index + run[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** `2.0.17.172.in-addr.arpa` for 172.17.0.2 (RFC 1035, 3.5). */
export function reverseName(ip: string): string {
  if (!ip.includes(':')) return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
  const nibbles = encodeIPv6(ip).flatMap((byte) => [byte >> 4, byte & 15]);
  return `${nibbles.reverse().map((nibble) => nibble.toString(16)).join('.')}.ip6.arpa`;
}
