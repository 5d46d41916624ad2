import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutboundHttp } from '../../../platform/outbound-http/outbound-http.ts';
import type { ChannelTools, MailServer, Notice } from '../../../plugin-kit/define-channel.ts';

/** The tools as the product hands them over, with private addresses allowed or not. */
export function toolsForTests(options: { private?: boolean; mailServer?: MailServer } = {}): ChannelTools & {
  close(): Promise<void>;
} {
  const outbound = createOutboundHttp({
    allowPrivateAddresses: options.private ?? true,
    userAgent: 'InfraAudit/test',
  });
  return {
    request: (request) => outbound.request(request),
    connect: (host, port, how) => outbound.connect(host, port, how),
    mailServer: options.mailServer ?? null,
    close: () => outbound.close(),
  };
}

export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** A receiver that keeps what comes and answers what it is told. */
export async function startReceiver() {
  const received: Received[] = [];
  let answer: { status: number; body: string; headers: Record<string, string> } = {
    status: 200,
    body: 'ok',
    headers: {},
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers(status: number, body = '', headers: Record<string, string> = {}) {
      answer = { status, body, headers };
    },
    stop() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** One call of `send` with what most tests do not care about. */
export const callOf = (notice: Notice, tools: ChannelTools) => ({
  notice,
  thread: null,
  deliveryId: 'dlv_0123456789abcdef01234567',
  tools,
  signal: new AbortController().signal,
});
