import { connect, type Socket } from 'node:net';
import { ByteQueue, type Duplex } from '../lib/stream';
import type { Endpoint } from './arguments';
import { DialError } from '../api/transport';

/** A real socket as a byte stream, with back-pressure both ways. */
export function socketDuplex(socket: Socket): Duplex {
  const incoming = new ByteQueue(256 * 1024);
  incoming.onChange = () => {
    if (incoming.size < incoming.capacityBytes / 2) socket.resume();
  };
  socket.on('data', (data) => {
    // A queue past its capacity would refuse the rest: reading stops before that.
    void incoming.write(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)).catch(() => socket.destroy());
    if (incoming.size >= incoming.capacityBytes / 2) socket.pause();
  });
  socket.on('end', () => incoming.end());
  socket.on('error', () => incoming.end());
  socket.on('close', () => incoming.end());
  return {
    read: (max) => incoming.read(max),
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed || socket.writableEnded) reject(new Error('socket closed'));
        else socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    closeWrite: () => void socket.end(),
    close: () => {
      incoming.break();
      // What was written before must still go out.
      if (!socket.writableEnded) socket.end();
      socket.destroySoon();
    },
  };
}

/** Connects to a real endpoint. Throws DialError. */
export function dialEndpoint(endpoint: Endpoint): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = endpoint.kind === 'unix' ? connect({ path: endpoint.path, allowHalfOpen: true }) : connect({ host: endpoint.host, port: endpoint.port, allowHalfOpen: true });
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socketDuplex(socket));
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const known = ['ENOENT', 'EACCES', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'].find((code) => code === error.code);
      reject(new DialError((known ?? 'OTHER') as 'OTHER', error.message));
    });
  });
}

/**
 * Copies both ways until both sides have ended. A server that never half-closes (dockerd) has gone altogether once its
 * end is read: with `serverCloses` so has what it is joined to, whose next write then fails as on a real socket.
 */
export async function splice(a: Duplex, b: Duplex, serverCloses = false): Promise<void> {
  const copy = async (from: Duplex, to: Duplex) => {
    try {
      for (;;) {
        const part = await from.read();
        if (part.length === 0) break;
        await to.write(part);
      }
      if (serverCloses && from === b) to.close();
      else to.closeWrite();
    } catch {
      to.close();
      from.close();
    }
  };
  await Promise.all([copy(a, b), copy(b, a)]);
  a.close();
  b.close();
}
