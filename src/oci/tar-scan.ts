import { concat, EMPTY } from '../lib/bytes';
import { TAR_BLOCK, TarError, type TarEntry } from './tar-entry';
import { TarHeaders } from './tar-header';

/** Takes a member's content piece by piece; `end` comes after the last. */
export interface MemberSink {
  write(part: Uint8Array): void;
  end(): void;
}

/** Padding and contents that nobody asked for. */
const NOWHERE: MemberSink = { write: () => undefined, end: () => undefined };
/** A pax header longer than this is an attack on memory (Go's archive/tar, maxSpecialFileSize). */
const MAX_EXTENSION = 1 << 20;

/** Reads an archive that arrives piece by piece, in little memory whatever its size. Throws TarError for a broken one. */
export class TarScanner {
  private readonly headers = new TarHeaders();
  private head: Uint8Array = EMPTY;
  private left = 0;
  private padding = 0;
  private sink: MemberSink = NOWHERE;
  private began = false;
  private ended = false;

  /** `member` is told of each member with the length of its content, and says where that goes; the entry has none itself. */
  constructor(private readonly member: (entry: TarEntry, size: number) => MemberSink | undefined) {}

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.ended; ) {
      if (this.left > 0) {
        const taken = Math.min(this.left, bytes.length - at);
        this.sink.write(bytes.subarray(at, at + taken));
        at += taken;
        this.left -= taken;
        if (this.left === 0) this.close();
      } else if (this.padding > 0) {
        const taken = Math.min(this.padding, bytes.length - at);
        at += taken;
        this.padding -= taken;
      } else {
        const taken = Math.min(TAR_BLOCK - this.head.length, bytes.length - at);
        this.head = concat([this.head, bytes.subarray(at, at + taken)]);
        at += taken;
        if (this.head.length === TAR_BLOCK) this.header();
      }
    }
  }

  /** The archive's end: what is missing then was cut off. */
  finish(): void {
    if (!this.began) throw new TarError('EOF');
    if (!this.ended && (this.left > 0 || this.head.length > 0)) throw new TarError('unexpected EOF');
  }

  private header(): void {
    const found = this.headers.read(this.head);
    this.head = EMPTY;
    this.began = true;
    if (found.kind === 'end') {
      this.ended = true;
      return;
    }
    this.left = found.size;
    this.padding = (TAR_BLOCK - (found.size % TAR_BLOCK)) % TAR_BLOCK;
    if (found.kind === 'member') this.sink = this.member(found.entry, found.size) ?? NOWHERE;
    else {
      if (found.size > MAX_EXTENSION) throw new TarError('archive/tar: header field too long');
      const parts: Uint8Array[] = [];
      this.sink = { write: (part) => void parts.push(part.slice()), end: () => this.headers.extension(concat(parts)) };
    }
    if (this.left === 0) this.close();
  }

  private close(): void {
    const { sink } = this;
    this.sink = NOWHERE;
    sink.end();
  }
}
