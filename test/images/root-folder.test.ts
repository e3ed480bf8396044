// The root folder of containers and build steps: the overlay's upper directory, made when they are.
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('it is as old as what it belongs to, and no change of its own', async () => {
  const { sh, end } = await session();
  try {
    await sh('docker pull -q alpine; date +%Y > now; docker run --name box alpine sh -c "stat -c %y / | cut -c-4 > /tmp/year"; docker cp box:/tmp/year year');
    expect(await sh('cmp now year; docker diff box')).toEqual({ stdout: 'C /tmp\nA /tmp/year\n', stderr: '', status: 0 });
    expect(await sh("printf 'FROM alpine\\nRUN stat -c %%y / | cut -c-4 > /tmp/year\\n' > Dockerfile; docker build -q -t made . > id; docker run --rm made cat /tmp/year | cmp - now; docker save made | tar xO $(docker save made | tar xO manifest.json | jq -r '.[0].Layers[1]') | tar tz")).toEqual({
      stdout: 'etc/\ntmp/\ntmp/year\n', stderr: '', status: 0,
    });
  } finally {
    end();
  }
});
