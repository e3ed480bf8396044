import { concat, utf8 } from '../lib/bytes';

/** Writes protocol buffers' wire format (protobuf.dev, encoding): fields in the order of the calls, zero values left out. */
export class ProtoWriter {
  private readonly parts: Uint8Array[] = [];

  private varint(value: number | bigint): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    const bytes: number[] = [];
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    this.parts.push(Uint8Array.from(bytes));
  }

  integer(field: number, value: number): this {
    if (value === 0) return this;
    this.varint(field * 8);
    this.varint(Math.trunc(value));
    return this;
  }

  bool(field: number, value: boolean): this {
    return this.integer(field, value ? 1 : 0);
  }

  /** Written even when it is empty, as an element of a list or a message that is there. */
  element(field: number, value: Uint8Array): this {
    this.varint(field * 8 + 2);
    this.varint(value.length);
    this.parts.push(value);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    return value.length === 0 ? this : this.element(field, value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8(value));
  }

  finish(): Uint8Array {
    return concat(this.parts);
  }
}

/** A field as it stands on the wire: a number, or bytes. */
export interface ProtoField {
  field: number;
  number: number;
  bytes: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);

/** Reads the fields of a message in order; fixed-width ones, which the Engine API's messages don't have, are passed over. */
export function* readProto(message: Uint8Array): Generator<ProtoField> {
  let at = 0;
  const varint = (): number => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('proto: unexpected end of message');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
  };
  while (at < message.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    const type = key % 8;
    if (type === 0) {
      yield { field, number: varint(), bytes: NO_BYTES };
    } else if (type === 2) {
      const length = varint();
      if (at + length > message.length) throw new Error('proto: unexpected end of message');
      yield { field, number: 0, bytes: message.subarray(at, at + length) };
      at += length;
    } else {
      at += type === 1 ? 8 : 4;
    }
  }
}
