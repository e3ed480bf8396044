// --ulimit of a build: the limits of its RUN instructions, which are part of what their results are known by.
import { expect, test } from 'vitest';
import { session } from '../sessions/host';

test('RUN instructions have the limits that the build was given, by either builder', async () => {
  const { sh, end } = await session();
  try {
    await sh("docker pull -q alpine; printf 'FROM alpine\\nRUN ulimit -n > /n\\nCMD [\"cat\", \"/n\"]\\n' > Dockerfile");
    const shown = (build: string): string => `${build} > /dev/null 2>&1; docker run --rm app`;
    expect(await sh([
      shown('docker build --ulimit nofile=77:88 -t app .'), shown('docker build -t app .'), shown('docker build --ulimit nofile=77:88 -t app .'), shown('DOCKER_BUILDKIT=0 docker build --ulimit nofile=99 -t app .'),
    ].join('; '))).toEqual({ stdout: '77\n1024\n77\n99\n', stderr: '', status: 0 });
  } finally {
    end();
  }
});
