import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { path: string; headers: Record<string, string>; body: string };

export type Receiver = {
  url: string;
  received: Received[];
  /** Answers 204 when it is not replaced. */
  answer: (request: Received, response: ServerResponse) => void;
  /** Waits until so many came. */
  until(count: number): Promise<Received[]>;
  close(): Promise<void>;
};

/** A system on loopback that gets webhooks. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one: Received = {
        path: request.url ?? '',
        headers: plain(request.headers),
        body: Buffer.concat(chunks).toString('utf8'),
      };
      receiver.received.push(one);
      receiver.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: (_request, response) => void response.writeHead(204).end(),
    async until(count) {
      for (let tries = 0; receiver.received.length < count; tries++) {
        if (tries > 800) throw new Error(`${receiver.received.length} of ${count} messages came`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return receiver.received;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
