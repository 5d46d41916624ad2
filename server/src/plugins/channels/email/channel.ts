import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import {
  type ChannelOutcome,
  defineChannel,
  type MailServer,
  mailEncryptions,
} from '../../../plugin-kit/define-channel.ts';
import { type Mail, renderMail } from './render.ts';

const mostRecipients = 50;
const connectionTimeoutMs = 10_000;
const socketTimeoutMs = 20_000;

const address = z.email('must be an e-mail address').max(320);
const settings = z.strictObject({
  recipients: z.array(address).min(1).max(mostRecipients).describe('Who gets the mails.'),
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be the name of a mail server')
    .optional()
    .describe('Mail server of this channel; without it that of the installation (SMTP_HOST) sends.'),
  port: z.number().int().min(1).max(65_535).default(587),
  user: z.string().max(320).optional(),
  from: address.optional().describe('Sender, where the channel has a mail server of its own.'),
  tls: z
    .enum(mailEncryptions)
    .default('starttls')
    .describe('starttls is demanded; implicit begins with TLS (port 465); none sends in the clear.'),
  authority: z
    .string()
    .max(20_000)
    .regex(/^-----BEGIN CERTIFICATE-----/, 'must be a certificate in PEM')
    .optional()
    .describe('Certificate of the authority that signed that of the mail server, where it is your own.'),
});
const secrets = z.strictObject({ password: z.string().min(1).max(1000).optional() });

export const emailChannel = defineChannel({
  kind: 'email',
  title: 'E-mail',
  sentence: 'Mails to a list of people, by the mail server of the installation or one of its own.',
  settings,
  secrets,
  problemOf(given, hidden, installation) {
    if (given.host === undefined) {
      return installation.mailServer
        ? null
        : {
            field: 'host',
            message: 'give a mail server (host, from), or let the operator set SMTP_HOST and SMTP_FROM',
          };
    }
    if (given.from === undefined)
      return { field: 'from', message: 'a mail server of its own needs a sender' };
    if (given.user !== undefined && hidden.password === undefined)
      return { field: 'password', message: 'a user needs a password' };
    if (given.user !== undefined && given.tls === 'none')
      return { field: 'tls', message: 'a password is not sent in the clear: choose starttls or implicit' };
    return null;
  },
  addressOf: ({ recipients }) =>
    recipients.length === 1 ? (recipients[0] ?? '') : `${recipients[0]} and ${recipients.length - 1} more`,
  states: ['open', 'resolved', 'message'],
  perMinute: 20,
  maxBytes: 1_000_000,
  example: { settings: { recipients: ['ops@example.com'] }, secrets: {} },
  render: (notice) => renderMail(notice),
  async send({ settings: given, secrets: hidden, message, notice, thread, deliveryId, tools, signal }) {
    const own: MailServer | null =
      given.host === undefined
        ? null
        : {
            host: given.host,
            port: given.port,
            user: given.user ?? null,
            password: hidden.password ?? null,
            from: given.from ?? '',
            tls: given.tls,
            authority: given.authority ?? null,
          };
    const server = own ?? tools.mailServer;
    if (server === null)
      return { outcome: 'give_up', reason: 'no mail server is configured: SMTP_HOST and SMTP_FROM' };
    const connection = await tools.connect(server.host, server.port, { trusted: own === null, signal });
    try {
      return await sendMail({
        server,
        connection,
        recipients: given.recipients,
        mail: message as Mail,
        // The same id at each attempt: mailboxes that see it twice show it once.
        messageId: `<${deliveryId}@${server.from.split('@')[1] ?? 'infraaudit'}>`,
        event: notice.event,
        thread,
        signal,
      });
    } finally {
      connection.destroy();
    }
  },
});

async function sendMail(parts: {
  server: MailServer;
  connection: Socket;
  recipients: string[];
  mail: Mail;
  messageId: string;
  event: string;
  thread: JsonObject | null;
  signal: AbortSignal;
}): Promise<ChannelOutcome> {
  const { server, recipients, messageId } = parts;
  const first = typeof parts.thread?.message_id === 'string' ? parts.thread.message_id : null;
  const transport = createTransport({
    host: server.host,
    port: server.port,
    connection: parts.connection,
    secure: server.tls === 'implicit',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    tls: {
      servername: server.host,
      ...(server.authority === null ? {} : { ca: [server.authority] }),
    },
    connectionTimeout: connectionTimeoutMs,
    greetingTimeout: connectionTimeoutMs,
    socketTimeout: socketTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const stop = () => parts.connection.destroy(new Error('called off'));
  parts.signal.addEventListener('abort', stop, { once: true });
  try {
    const sent = await transport.sendMail({
      from: { name: 'InfraAudit', address: server.from },
      to: recipients,
      subject: parts.mail.subject,
      text: parts.mail.text,
      html: parts.mail.html,
      messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-InfraAudit-Event': parts.event },
      ...(first === null || first === messageId ? {} : { inReplyTo: first, references: [first] }),
    });
    const refused = sent.rejected.map(String);
    return {
      outcome: 'sent',
      thread: { message_id: first ?? messageId },
      ...(refused.length === 0
        ? {}
        : { note: `the mail server refused ${refused.join(', ')}`.slice(0, 500) }),
    };
  } catch (error) {
    return outcomeOfFailure(error, server.host);
  } finally {
    parts.signal.removeEventListener('abort', stop);
    transport.close();
  }
}

/** 4xx of SMTP passes, 5xx stays; what is no answer of the server may pass. */
function outcomeOfFailure(error: unknown, host: string): ChannelOutcome {
  const { code, responseCode, response } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
  };
  const said = (response ?? (error instanceof Error ? error.message : String(error))).slice(0, 300);
  if (code === 'EAUTH')
    return {
      outcome: 'give_up',
      reason: `${host} does not take the user and the password: ${responseCode ?? ''}`.trim(),
    };
  if (code === 'ETLS')
    return { outcome: 'give_up', reason: `${host} offers no encryption that can be trusted: ${said}` };
  if (responseCode !== undefined && responseCode >= 500)
    return { outcome: 'give_up', reason: `${host} refused the mail: ${said}` };
  return { outcome: 'retry', reason: `${host} did not take the mail: ${said}` };
}
