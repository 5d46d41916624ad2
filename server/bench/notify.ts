import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { describeMachine, type EngineName, enginesHere, startMeasuredServer } from './measured-process.ts';

const usage = `Usage: npm run bench -- notify [--events N] [--engine pglite|postgres]

Announces N new alerts (10000) at once in a process of the product that has one rule and one channel, and counts at a
receiver on loopback what arrives: events per second from the first announcement to the last message, the delay of
each message from the moment before its announcement, what was lost and what came twice.
`;

/** Nothing has arrived for so long: it never will. */
const patienceMs = 60_000;

/** `npm run bench -- notify` */
export async function run(args: string[] = []): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', default: '10000' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const events = Number(values.events);
  if (values.help || !Number.isInteger(events) || events < 1) {
    console.log(usage);
    return;
  }
  console.log(`${events} alerts announced at once, on ${describeMachine()}`);
  for (const engine of enginesHere(values.engine)) await measure(engine, events);
}

async function measure(engine: EngineName, events: number): Promise<void> {
  const receiver = await startReceiver();
  const server = await startMeasuredServer(engine);
  try {
    const channel = await server.post<{ id: number }>('/notifications/channels', {
      name: 'Receiver',
      kind: 'webhook',
      secrets: { webhook_url: receiver.url },
    });
    await server.post('/notifications/preferences', { channel_id: channel.id, severity: 'high' });
    const { id } = await server.get<{ id: number }>('/organization');
    const startedAt = Date.now();
    await server.announceAlerts(id, events);
    const announcedMs = Date.now() - startedAt;
    await receiver.until(events);
    const seconds = (receiver.lastAt() - startedAt) / 1000;
    const delays = [...receiver.delaysMs].sort((a, b) => a - b);
    const at = (share: number) =>
      delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? Number.NaN;
    const arrived = receiver.subjects.size;
    console.log(
      `${engine}: ${arrived} of ${events} arrived, ${events - arrived} lost, ${delays.length - arrived} twice; ` +
        `${Math.round(arrived / seconds)} events/s (${seconds.toFixed(1)} s, announced in ${(announcedMs / 1000).toFixed(1)} s); ` +
        `delay p50 ${(at(0.5) / 1000).toFixed(2)} s, p99 ${(at(0.99) / 1000).toFixed(2)} s; ` +
        `memory ${Math.round(server.memory()?.peak ?? Number.NaN)} MB at its peak`,
    );
    if (arrived < events) process.exitCode = 1;
  } finally {
    await server.stop();
    await receiver.stop();
  }
}

async function startReceiver() {
  const subjects = new Set<string>();
  const delaysMs: number[] = [];
  let last = Date.now();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      last = Date.now();
      const { subject, since } = JSON.parse(Buffer.concat(chunks).toString()) as {
        subject: string;
        since: string;
      };
      subjects.add(subject);
      delaysMs.push(last - Date.parse(since));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`,
    subjects,
    delaysMs,
    lastAt: () => last,
    async until(count: number) {
      last = Date.now();
      while (subjects.size < count && Date.now() - last < patienceMs)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    stop() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
