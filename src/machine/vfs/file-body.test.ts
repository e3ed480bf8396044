import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noise, readContent } from '../../lib/content';
import { bodyAllocated, bodyContent, copyBody, newBody, readBody, truncateBody, writeBody } from './file-body';

const offset = fc.oneof(fc.nat(300), fc.nat(90_000));
const step = fc.oneof(
  fc.record({ op: fc.constant('write' as const), at: offset, length: fc.oneof(fc.nat(50), fc.nat(70_000)), byte: fc.nat(255) }),
  fc.record({ op: fc.constant('append' as const), length: fc.nat(9000), byte: fc.nat(255) }),
  fc.record({ op: fc.constant('truncate' as const), at: offset }),
  fc.record({ op: fc.constant('copy' as const) }),
);

it('a body of extents holds the bytes that a plain array would, and copies are independent', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), fc.boolean(), (steps, generated) => {
      const start = generated ? noise(5, 20_000) : noise(5, 0);
      let body = newBody(start);
      let plain = readContent(start).slice();
      const kept: [ReturnType<typeof newBody>, Uint8Array][] = [];
      for (const one of steps) {
        if (one.op === 'copy') {
          kept.push([body, plain.slice()]);
          body = copyBody(body);
        } else if (one.op === 'truncate') {
          truncateBody(body, one.at);
          const next = new Uint8Array(one.at);
          next.set(plain.subarray(0, one.at));
          plain = next;
        } else {
          const at = one.op === 'append' ? plain.length : one.at;
          writeBody(body, at, new Uint8Array(one.length).fill(one.byte));
          if (one.length > 0) {
            const next = new Uint8Array(Math.max(plain.length, at + one.length));
            next.set(plain);
            next.fill(one.byte, at, at + one.length);
            plain = next;
          }
        }
      }
      for (const [held, bytes] of [...kept, [body, plain] as const]) {
        expect(held.size).toBe(bytes.length);
        expect(Buffer.compare(readBody(held, 0, held.size), bytes)).toBe(0);
        expect(Buffer.compare(readContent(bodyContent(held)), bytes)).toBe(0);
        expect(bodyAllocated(held)).toBeLessThanOrEqual(Math.ceil(bytes.length / 4096) * 4096);
        expect(held.held).toBe(held.extents.reduce((sum, extent) => sum + ('bytes' in extent ? extent.bytes.length : 0), 0));
        expect(held.starts).toHaveLength(held.extents.length);
      }
    }),
    { numRuns: 150, seed: 3 },
  );
});
