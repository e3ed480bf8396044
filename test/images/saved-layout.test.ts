import { expect, test } from 'vitest';
import { concat } from '../../src/lib/bytes';
import { callStream } from '../../src/client/get-stream';
import { session } from '../sessions/host';
import { layoutFaults } from './layout-rules';

const DOCKERFILE = `FROM busybox AS made
ARG who=me
ENV A=1 B="two words"
LABEL org.example.by=\${who}
WORKDIR /srv
COPY --chmod=640 note ./
RUN echo x > y && ln y z && ln -s y s && rm /bin/vi
EXPOSE 80 53/udp
VOLUME /data
USER 1000:1000
STOPSIGNAL SIGINT
HEALTHCHECK --interval=5s CMD true
ONBUILD RUN true
ENTRYPOINT ["cat"]
CMD ["note"]
`;

test("what is saved is an image layout in which every document, digest and size is as the specification has it", async () => {
  const machine = await session();
  try {
    const prepared = await machine.sh(`echo hi > note; cat > Dockerfile <<'EOF'\n${DOCKERFILE}EOF
docker pull -q alpine; docker build -q -t made:1 . && docker build -q -t attested --provenance=true --annotation k=v . && sed -i "s/--chmod=640 //" Dockerfile && DOCKER_BUILDKIT=0 docker build -q -t classic . 2>/dev/null
docker run --name made made:1 ; docker commit -a Ann -m first -c 'LABEL z=1' made committed && docker export made | docker import -c 'CMD ["/bin/sh"]' - imported`);
    expect(prepared.status, prepared.stderr).toBe(0);
    for (const names of [['made:1'], ['attested'], ['classic'], ['committed'], ['imported'], ['alpine'], ['made:1', 'alpine', 'imported']]) {
      const parts: Uint8Array[] = [];
      for await (const part of callStream(machine.host.transport, 'GET', `/images/get?${names.map((name) => `names=${name}`).join('&')}`)) parts.push(part.slice());
      expect(layoutFaults(concat(parts)), names.join(' ')).toEqual([]);
    }
  } finally {
    machine.end();
  }
});

test('the same context and seed make the same image; another content another one', async () => {
  const built = async (seed: number, note: string): Promise<string> => {
    const machine = await session({ seed });
    try {
      const { stdout, stderr } = await machine.sh(`echo ${note} > note; cat > Dockerfile <<'EOF'\n${DOCKERFILE}RUN head -c 8 /dev/urandom > /tmp/r || true\nEOF\ndocker build -q -t made:1 . && docker save made:1 | sha256sum`);
      expect(stderr).toBe('');
      return stdout;
    } finally {
      machine.end();
    }
  };
  const first = await built(1, 'a');
  expect(first).toMatch(/^sha256:[0-9a-f]{64}\n[0-9a-f]{64} {2}-\n$/);
  expect(await built(1, 'a')).toBe(first);
  expect(await built(1, 'b')).not.toBe(first);
});
