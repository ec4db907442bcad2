import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** When a connection dies: as soon as a text is sent, or after the server has answered the commit that follows it. */
export interface Cut {
  at: string;
  when: 'before' | 'committed';
}

/** A server's door that can be cut for real, in the middle of what a client says. */
export interface CuttingProxy {
  port: number;
  /** Cuts the next connection that fits, once; nothing while it is undefined. */
  cut?: Cut;
  /** How often it has cut. */
  cuts: number;
  close(): void;
}

/** Stands before a server, so that a test can take the line away at an exact moment. */
export async function cuttingProxy(server: { host: string; port: number }): Promise<CuttingProxy> {
  const door = createServer((client) => {
    const upstream = connect(server.port, server.host);
    let isMet = false;
    let isCommitting = false;
    const end = () => [client, upstream].forEach((socket) => socket.destroy());
    const cutNow = () => {
      proxy.cut = undefined;
      proxy.cuts += 1;
      end();
    };
    client.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      isMet ||= proxy.cut !== undefined && text.includes(proxy.cut.at);
      if (isMet && proxy.cut?.when === 'before') return cutNow();
      isCommitting ||= isMet && text.includes('COMMIT');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      if (isCommitting && proxy.cut) return cutNow();
      client.write(chunk);
    });
    for (const socket of [client, upstream] as Socket[]) socket.on('error', end).on('close', end);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const proxy: CuttingProxy = {
    port: (door.address() as AddressInfo).port,
    cuts: 0,
    close: () => door.close(),
  };
  return proxy;
}
