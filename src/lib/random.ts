import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { hex } from './bytes';

/** The one source of chance: seeded, so that the same seed and commands give the same ids, names and addresses. */
export class Random {
  private generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** An integer in [0, n). */
  below(n: number): number {
    return uniformInt(this.generator, 0, n - 1);
  }

  bytes(length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let i = 0; i < length; i++) out[i] = this.below(256);
    return out;
  }

  /** Lower-case hexadecimal of `lengthBytes` random bytes; a container id is `hex(32)`. */
  hex(lengthBytes: number): string {
    return hex(this.bytes(lengthBytes));
  }

  /** Plain data from which `restore` goes on exactly here. */
  save(): number[] {
    return [...this.generator.getState()];
  }

  restore(state: readonly number[]): void {
    this.generator = xoroshiro128plusFromState(state);
  }
}
