import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createEmulator } from 'emulate';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';

/** Systems on this machine that the demo sends to, none of them ours: a Slack, a mailbox, and a receiver of webhooks. */
export type Receivers = {
  slack: {
    apiUrl: string;
    token: string;
    channel: string /** Without replies in threads. */;
    messages(): Promise<string[]>;
  };
  mailbox: { host: string; port: number; subjects: string[] };
  webhook: {
    url: string;
    /** The secret that signs is shown when the webhook is created; what came before is checked then. */
    expect(secret: string): void;
    received: { id: string; event: string; verified: boolean }[];
  };
  stop(): Promise<void>;
};

const channel = 'alerts';
const slackToken = 'xoxb-of-the-demo';

export async function startReceivers(): Promise<Receivers> {
  const slack = await startSlack();
  const mailbox = await startMailbox();
  const webhook = await startWebhookReceiver();
  return {
    slack: slack.receiver,
    mailbox: mailbox.receiver,
    webhook: webhook.receiver,
    async stop() {
      await webhook.stop();
      await mailbox.stop();
      await slack.stop();
    },
  };
}

async function startSlack() {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      tokens: { [slackToken]: { login: 'infraudit', scopes: ['chat:write', 'channels:history'] } },
      slack: { team: { name: 'Acme' }, channels: [{ name: channel }] },
    },
  });
  const call = async <T>(method: string, wanted: Record<string, string> = {}): Promise<T> => {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slackToken}` },
      body: new URLSearchParams(wanted),
    });
    const answer = (await response.json()) as T & { ok: boolean; error?: string };
    if (!answer.ok) throw new Error(`Slack, ${method}: ${answer.error}`);
    return answer;
  };
  return {
    receiver: {
      apiUrl: `${emulator.url}/api/`,
      token: slackToken,
      channel,
      async messages() {
        const { channels } = await call<{ channels: { id: string; name: string }[] }>('conversations.list');
        const id = channels.find(({ name }) => name === channel)?.id ?? '';
        const { messages } = await call<{ messages: { text: string; thread_ts?: string }[] }>(
          'conversations.history',
          {
            channel: id,
            limit: '200',
          },
        );
        return messages.filter(({ thread_ts }) => thread_ts === undefined).map(({ text }) => text);
      },
    },
    stop: () => emulator.close(),
  };
}

async function startMailbox() {
  const subjects: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      void buffer(stream)
        .then((mail) => PostalMime.parse(mail))
        .then(
          (mail) => {
            subjects.push(mail.subject ?? '');
            done();
          },
          (error: Error) => done(error),
        );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    receiver: { host: '127.0.0.1', port, subjects },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

type Arrival = { id: string; body: string; headers: Record<string, string> };

async function startWebhookReceiver() {
  const waiting: Arrival[] = [];
  const received: Receivers['webhook']['received'] = [];
  let signed: Webhook | undefined;
  const check = (arrival: Arrival, by: Webhook): void => {
    const { event = 'unknown' } = JSON.parse(arrival.body) as { event?: string };
    let verified = true;
    try {
      by.verify(arrival.body, arrival.headers);
    } catch {
      verified = false;
    }
    received.push({ id: arrival.id, event, verified });
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const arrival = { id: headers['webhook-id'] ?? '', body: Buffer.concat(chunks).toString(), headers };
      if (signed === undefined) waiting.push(arrival);
      else check(arrival, signed);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    receiver: {
      url: `http://127.0.0.1:${port}/hooks`,
      expect(secret: string) {
        signed = new Webhook(secret);
        for (const arrival of waiting.splice(0)) check(arrival, signed);
      },
      received,
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
