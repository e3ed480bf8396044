import type { Digest } from '../../../oci/digest';
import type { Solved } from './solve';
import { unlessAborted } from './unless-aborted';

/** What builds that run at the same time do once for all of them (the vertices that BuildKit's jobs share). */
export class Flights {
  private readonly flights = new Map<Digest, Promise<Solved | undefined>>();

  /** The result of a vertex, by another build's work where one is at it; when that comes to nothing, by this one's. */
  async join(digest: Digest, signal: AbortSignal, follow: (made: Promise<Solved | undefined>) => Promise<Solved | undefined>, work: () => Promise<Solved>): Promise<Solved> {
    for (let other = this.flights.get(digest); other; other = this.flights.get(digest)) {
      const made = await follow(unlessAborted(signal, other));
      if (made) return made;
    }
    const flight = work();
    const told = flight.catch(() => undefined).finally(() => this.flights.delete(digest));
    this.flights.set(digest, told);
    return flight;
  }
}
