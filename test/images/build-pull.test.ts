// What a build tells of fetching its base (BuildKit util/pull/pullprogress, progressui's textMux).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

/** Text with digests named by the order in which they come. */
function named(text: string): string {
  const seen: string[] = [];
  return text.replace(/[0-9a-f]{64}/g, (hex) => {
    if (!seen.includes(hex)) seen.push(hex);
    return String.fromCharCode(65 + seen.indexOf(hex));
  });
}

test('the base comes layer by layer, and is unpacked', async () => {
  const { stderr } = await machine.sh("printf 'FROM redis:alpine\\nRUN echo hi\\n' > Dockerfile; docker build -t mine .");
  expect(named(stderr.slice(stderr.indexOf('#4'), stderr.indexOf('#5')))).toBe(`#4 [1/2] FROM docker.io/library/redis:alpine@sha256:A
#4 resolve docker.io/library/redis:alpine@sha256:A done
#4 sha256:B 797B / 797B 0.1s done
#4 sha256:C 200.98kB / 200.98kB 0.1s done
#4 sha256:D 94B / 94B 0.1s done
#4 sha256:E 28B / 28B 0.1s done
#4 sha256:F 0B / 3.85MB 0.2s
#4 sha256:G 0B / 35.05MB 0.2s
#4 sha256:H 336B / 336B 0.1s done
#4 sha256:F 1.05MB / 3.85MB 0.4s
#4 sha256:F 2.10MB / 3.85MB 0.5s
#4 sha256:G 2.10MB / 35.05MB 0.5s
#4 sha256:F 3.15MB / 3.85MB 0.7s
#4 sha256:F 3.85MB / 3.85MB 0.7s done
#4 extracting sha256:F 0.1s done
#4 extracting sha256:B done
#4 extracting sha256:C done
#4 sha256:G 6.29MB / 35.05MB 1.0s
#4 sha256:G 9.44MB / 35.05MB 1.3s
#4 sha256:G 12.58MB / 35.05MB 1.6s
#4 sha256:G 14.68MB / 35.05MB 1.7s
#4 sha256:G 16.78MB / 35.05MB 1.9s
#4 sha256:G 19.92MB / 35.05MB 2.2s
#4 sha256:G 24.12MB / 35.05MB 2.5s
#4 sha256:G 27.26MB / 35.05MB 2.8s
#4 sha256:G 31.46MB / 35.05MB 3.1s
#4 sha256:G 35.05MB / 35.05MB 3.3s done
#4 extracting sha256:G
#4 extracting sha256:G 0.6s done
#4 extracting sha256:D done
#4 extracting sha256:E done
#4 extracting sha256:H done
#4 DONE 4.1s

`);
});

test('what is cancelled while it is fetched ends there, and goes on from there', async () => {
  const cancelled = await machine.sh("printf 'FROM python:3.12\\n' > Dockerfile; timeout --preserve-status -s INT 3 docker build --progress=plain . 2>&1 | tail -3; used=$(df /); sleep 60; [ \"$used\" = \"$(df /)\" ] && timeout 2 docker build --progress=plain . 2>&1 | grep 236.26MB");
  expect(named(cancelled.stdout)).toBe(`#4 sha256:A 6.29MB / 236.26MB 2.5s
#4 CANCELED
ERROR: failed to build: failed to solve: Canceled: context canceled
#4 sha256:A 7.34MB / 236.26MB 0.2s
#4 sha256:A 11.53MB / 236.26MB 1.7s
`);
});
