import { ByteQueue, type Duplex } from '../../lib/stream';
import { DialError } from '../../api/transport';

/** Dials a real engine through the bridge: one WebSocket is one connection, its messages are the bytes. */
export function dialBridge(url: string, token: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['dockyard', `token.${token}`]);
    socket.binaryType = 'arraybuffer';
    const from = new ByteQueue(Infinity);
    let open = false;
    socket.onopen = () => {
      open = true;
      resolve({
        read: (max) => from.read(max),
        write: async (bytes) => {
          if (socket.readyState !== WebSocket.OPEN) throw new DialError('OTHER', 'the bridge has closed the connection');
          socket.send(bytes.slice());
        },
        // A WebSocket has no half-close: an empty message stands for it.
        closeWrite: () => socket.readyState === WebSocket.OPEN && socket.send(new Uint8Array(0)),
        close: () => socket.close(),
      });
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => void from.write(new Uint8Array(event.data)).catch(() => undefined);
    socket.onclose = () => {
      if (!open) reject(new DialError('ECONNREFUSED', 'the bridge refused the connection, or is not running'));
      from.end();
    };
  });
}
