import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/**
 * Receivers that take what the vendors take, by what they publish of their formats, and refuse the rest as they do.
 * What was refused is kept: a suite ends with none.
 */
type Answer = { status: number; body?: string; headers?: Record<string, string> };
type Arrived = { path: string; headers: IncomingHttpHeaders; body: string };

export type Vendor<T> = {
  url: string;
  accepted: (T & { delivery: string | undefined })[];
  refused: string[];
  /** Every request is answered so from here on; null: by what it is. Nothing that is answered so is accepted. */
  answers(answer: Answer | null): void;
  stop(): Promise<void>;
};

/** `judge` answers with what it takes, or throws what is wrong. */
async function startVendor<T>(
  judge: (arrived: Arrived) => T,
  replies: { taken: (event: T) => Answer; refused: (reason: string) => Answer },
): Promise<Vendor<T>> {
  const accepted: Vendor<T>['accepted'] = [];
  const refused: string[] = [];
  let fixed: Answer | null = null;
  const decide = (arrived: Arrived): Answer => {
    try {
      const event = judge(arrived);
      if (fixed !== null) return fixed;
      accepted.push({ ...event, delivery: arrived.headers['x-infraaudit-delivery']?.toString() });
      return replies.taken(event);
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      refused.push(reason);
      return replies.refused(reason);
    }
  };
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const answer = decide({
        path: `${request.method} ${request.url}`,
        headers: request.headers,
        body,
      });
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    refused,
    answers(answer) {
      fixed = answer;
    },
    stop() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function jsonOf(arrived: Arrived, path: string, mostBytes: number): unknown {
  if (arrived.path !== `POST ${path}`) throw new Error(`not an address of it: ${arrived.path}`);
  if (arrived.headers['content-type'] !== 'application/json') throw new Error('the body is not called JSON');
  if (Buffer.byteLength(arrived.body) > mostBytes) throw new Error('the body is too large');
  return JSON.parse(arrived.body);
}

const address = z.url({ protocol: /^https?$/ });
const dedupKey = z.string().min(1).max(255);

/** An alert event of the Events API v2. Only a trigger says what it is about; the others name it. */
const pagerDutyEvent = z.discriminatedUnion('event_action', [
  z.strictObject({
    routing_key: z.string().length(32),
    event_action: z.literal('trigger'),
    dedup_key: dedupKey.optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024),
      source: z.string().min(1),
      severity: z.enum(['critical', 'error', 'warning', 'info']),
      timestamp: z.iso.datetime().optional(),
      component: z.string().optional(),
      group: z.string().optional(),
      class: z.string().optional(),
      custom_details: z.record(z.string(), z.unknown()).optional(),
    }),
    images: z
      .array(
        z.strictObject({
          src: z.url({ protocol: /^https$/ }),
          href: address.optional(),
          alt: z.string().optional(),
        }),
      )
      .optional(),
    links: z.array(z.strictObject({ href: address, text: z.string().optional() })).optional(),
    client: z.string().optional(),
    client_url: address.optional(),
  }),
  ...(['acknowledge', 'resolve'] as const).map((action) =>
    z.strictObject({
      routing_key: z.string().length(32),
      event_action: z.literal(action),
      dedup_key: dedupKey,
    }),
  ),
]);
type PagerDutyEvent = z.infer<typeof pagerDutyEvent>;
type Incident = { key: string; status: 'triggered' | 'acknowledged' | 'resolved'; summary: string };

/** Keeps incidents as PagerDuty does: events for a key that has no open one are taken and change nothing. */
export async function startPagerDuty(
  routingKey: string,
): Promise<Vendor<PagerDutyEvent> & { incidents: Incident[] }> {
  const incidents: Incident[] = [];
  const open = (key: string) => incidents.find((each) => each.key === key && each.status !== 'resolved');
  const vendor = await startVendor<PagerDutyEvent>(
    (arrived) => {
      const event = pagerDutyEvent.parse(jsonOf(arrived, '/v2/enqueue', 512 * 1024));
      if (event.routing_key !== routingKey) throw new Error('Invalid routing key');
      return event;
    },
    {
      taken(event) {
        const key = event.dedup_key ?? `made-${incidents.length}`;
        const incident = open(key);
        if (event.event_action !== 'trigger') {
          if (incident !== undefined)
            incident.status = event.event_action === 'resolve' ? 'resolved' : 'acknowledged';
        } else if (incident === undefined) {
          incidents.push({ key, status: 'triggered', summary: event.payload.summary });
        }
        const body = JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: key });
        return { status: 202, body, headers: { 'content-type': 'application/json' } };
      },
      refused: (reason) => ({
        status: 400,
        body: JSON.stringify({
          status: 'invalid event',
          message: 'Event object is invalid',
          errors: [reason],
        }),
      }),
    },
  );
  return { ...vendor, incidents };
}

const spacing = z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding']);
const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: z.string().min(1),
  weight: z.enum(['lighter', 'default', 'bolder']).optional(),
  color: z.enum(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention']).optional(),
  size: z.enum(['default', 'small', 'medium', 'large', 'extraLarge']).optional(),
});
/** The parts of Adaptive Cards 1.4 that are made here; whatever else a card might hold is refused. */
const teamsMessage = z.strictObject({
  type: z.literal('message'),
  attachments: z
    .array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        contentUrl: z.null(),
        content: z.strictObject({
          $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
          type: z.literal('AdaptiveCard'),
          version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
          msteams: z.strictObject({ width: z.literal('Full') }).optional(),
          fallbackText: z.string().optional(),
          body: z
            .array(
              z.strictObject({
                type: z.literal('RichTextBlock'),
                spacing: spacing.optional(),
                inlines: z.array(textRun).min(1),
              }),
            )
            .min(1),
          actions: z
            .array(
              z.strictObject({
                type: z.literal('Action.OpenUrl'),
                title: z.string().min(1),
                url: address,
              }),
            )
            .max(6)
            .optional(),
        }),
      }),
    )
    .length(1),
});
export type TeamsMessage = z.infer<typeof teamsMessage>;

/** The trigger of a workflow: its address holds its key, and it answers that the run was accepted. */
export function startTeamsWorkflow(path: string): Promise<Vendor<TeamsMessage>> {
  return startVendor((arrived) => teamsMessage.parse(jsonOf(arrived, path, 28 * 1024)), {
    taken: () => ({ status: 202 }),
    refused: (reason) => ({
      status: 400,
      body: JSON.stringify({ error: { code: 'TriggerInputSchemaMismatch', message: reason } }),
    }),
  });
}

/** The text of a card, a line each. */
export const linesOf = (message: TeamsMessage): string[] =>
  (message.attachments[0]?.content.body ?? []).map(({ inlines }) => inlines.map(({ text }) => text).join(''));

const text = z.string();
const jsonMessage = z.strictObject({
  event: text.min(1),
  state: z.enum(['open', 'acknowledged', 'resolved', 'message']),
  subject: text.nullable(),
  timestamp: z.iso.datetime(),
  text: text.min(1).max(500),
  kind: text.min(1),
  severity: z.enum(['critical', 'high', 'medium', 'low']).nullable(),
  title: text.max(500),
  description: text.max(8000),
  resource: text.max(500).nullable(),
  account: text.max(500).nullable(),
  since: z.iso.datetime().nullable(),
  link: address.nullable(),
  next: text.max(1000).nullable(),
  organization: text.max(200),
  items: z
    .array(
      z.strictObject({
        title: text.max(300),
        kind: text.max(100),
        severity: z.enum(['critical', 'high', 'medium', 'low']).nullable(),
        resolved: z.boolean(),
        at: z.iso.datetime(),
        link: address.nullable(),
      }),
    )
    .max(500),
  more: z.int().min(0),
  data: z.record(z.string(), z.unknown()),
});
export type JsonMessage = z.infer<typeof jsonMessage>;

/** A program of somebody's own that checks who speaks before it reads what is said. */
export function startProgram(given: { secret: string; token: string }): Promise<Vendor<JsonMessage>> {
  return startVendor(
    (arrived) => {
      const { authorization, 'x-infraaudit-signature': signature = '' } = arrived.headers;
      if (authorization !== `Bearer ${given.token}`) throw new Error('the token is wrong');
      const expected = `sha256=${createHmac('sha256', given.secret).update(arrived.body).digest('hex')}`;
      const claimed = Buffer.from(String(signature));
      if (claimed.length !== expected.length || !timingSafeEqual(claimed, Buffer.from(expected)))
        throw new Error('the signature is wrong');
      if (!/^dlv_[0-9a-f]{24}$/.test(String(arrived.headers['x-infraaudit-delivery'])))
        throw new Error('it names no delivery');
      const message = jsonMessage.parse(jsonOf(arrived, '/infraudit', 300_000));
      if (arrived.headers['x-infraaudit-event'] !== message.event) throw new Error('it names another event');
      return message;
    },
    { taken: () => ({ status: 204 }), refused: (reason) => ({ status: 401, body: reason }) },
  );
}
