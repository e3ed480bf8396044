import { concat, EMPTY } from '../../lib/bytes';

/** What a terminal has to show: bounded for programs, while echo always finds room. */
export class OutputQueue {
  private chunks: Uint8Array[] = [];
  size = 0;

  constructor(private readonly capacityBytes: number) {}

  get room(): number {
    return Math.max(0, this.capacityBytes - this.size);
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.chunks.push(bytes);
    this.size += bytes.length;
  }

  take(max: number): Uint8Array {
    if (this.size <= max) {
      const all = this.size === 0 ? EMPTY : concat(this.chunks);
      this.clear();
      return all;
    }
    const head = this.chunks[0]!;
    if (head.length <= max) this.chunks.shift();
    else this.chunks[0] = head.subarray(max);
    const taken = head.subarray(0, max);
    this.size -= taken.length;
    return taken;
  }

  /** All of it, left where it is. */
  peek(): Uint8Array {
    return concat([EMPTY, ...this.chunks]).slice();
  }

  clear(): void {
    this.chunks = [];
    this.size = 0;
  }
}
