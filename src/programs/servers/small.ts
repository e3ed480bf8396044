import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { serveHttp } from '../../lib/http/server';
import { utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';

/** A blocking call's result; undefined when a handled signal has ended the wait. */
export async function unlessInterrupted<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isSysError(error, 'EINTR')) return undefined;
    throw error;
  }
}

/** Accepts on a descriptor for ever; each connection is a flow of its own, whose end by the peer is no error. */
export async function acceptLoop(sys: Sys, fd: number, serve: (stream: Duplex, peer: string, port: number) => Promise<void>): Promise<never> {
  for (;;) {
    const accepted = await unlessInterrupted(() => sys.accept(fd));
    if (!accepted) continue;
    const { fd: connection, peer } = accepted;
    const stream = sys.stream(connection);
    sys.thread(async () => {
      try {
        await serve(stream, peer.family === 'inet' ? peer.host : '', peer.family === 'inet' ? peer.port : 0);
      } catch (error) {
        if (!isSysError(error) && !(error instanceof Error && error.name === 'StreamClosed')) throw error;
      } finally {
        stream.close();
      }
    });
  }
}

/** sshd(8): listens, and tells who connects that sessions aren't simulated. */
export const sshd: Program = {
  async main(sys) {
    sys.resumable(() => ({}));
    const fd = sys.listen(inet('0.0.0.0', 22));
    const fd6 = sys.listen(inet('::', 22), { v6Only: true });
    await sys.write(2, 'Server listening on 0.0.0.0 port 22.\nServer listening on :: port 22.\n');
    const serve = async (stream: Duplex) => {
      await stream.write(utf8('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n'));
      await stream.read();
    };
    sys.thread(() => acceptLoop(sys, fd6, serve));
    return acceptLoop(sys, fd, serve);
  },
};

/** cupsd(8): the printing service's port, on the loopback. */
export const cupsd: Program = {
  async main(sys) {
    sys.resumable(() => ({}));
    const fd = sys.listen(inet('127.0.0.1', 631));
    return acceptLoop(sys, fd, (stream) =>
      serveHttp(stream, async () => ({ status: 200, headers: [['Content-Type', 'text/html; charset=utf-8'], ['Server', 'CUPS/2.4 IPP/2.1']], body: utf8('<html><head><title>Home - CUPS 2.4.2</title></head><body><h1>OpenPrinting CUPS 2.4.2</h1></body></html>\n') })),
    );
  },
};

const HELLO = `
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (amd64)
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`;

/** The program of the hello-world image: its well-known message. */
export const hello: Program = {
  async main(sys) {
    // The image of arm64 calls itself by its variant too.
    await sys.write(1, sys.uname().machine === 'aarch64' ? HELLO.replace('(amd64)', '(arm64v8)') : HELLO);
    return 0;
  },
};
