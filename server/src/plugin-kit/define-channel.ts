import type { Socket } from 'node:net';
import type { z } from 'zod';
import type { Json, JsonObject } from '../core/json.ts';
import type { Severity } from '../core/severity.ts';

/** What became of the subject: `message` is said once and has no later state. */
export const noticeStates = ['open', 'acknowledged', 'resolved', 'message'] as const;
export type NoticeState = (typeof noticeStates)[number];

/**
 * What people are told, before any channel has made a message of it. Every text is as it came, without any
 * escaping and possibly long: a channel escapes and shortens for its vendor.
 */
export type Notice = {
  /** Later notices about the same thing name the same subject: `alert:12`. Null stands alone. */
  subject: string | null;
  state: NoticeState;
  /** The event that it comes from: `alert.created`. */
  event: string;
  /** What it is, for people: `Security alert`. */
  kind: string;
  severity: Severity | null;
  title: string;
  /** What happened, in sentences. */
  description: string;
  resource: string | null;
  account: string | null;
  /** ISO instants. `since`: when it began, where that is known. */
  since: string | null;
  at: string;
  /** The page about it. */
  link: string | null;
  /** What to do now, in a sentence. */
  next: string | null;
  /** The organisation, as its members named it. */
  organization: string;
  /** For machines: ids and words of the event. */
  data: JsonObject;
  /** Of a summary: what it sums up, most urgent first; `more` were left out. */
  items: readonly NoticeItem[];
  more: number;
};

export type NoticeItem = {
  title: string;
  kind: string;
  severity: Severity | null;
  /** It was over when the summary was written. */
  resolved: boolean;
  at: string;
  link: string | null;
};

export type ChannelRequest = {
  method: 'POST' | 'PUT' | 'GET';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
};
export type ChannelAnswer = {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  durationMs: number;
};

export const mailEncryptions = ['starttls', 'implicit', 'none'] as const;

/** A mail server, as an installation or a channel names it. */
export type MailServer = {
  host: string;
  port: number;
  user: string | null;
  password: string | null;
  from: string;
  /** `starttls` is demanded, not tried; `implicit` begins at once (port 465); `none` sends in the clear. */
  tls: (typeof mailEncryptions)[number];
  /** PEM of an authority besides those that the machine trusts. */
  authority: string | null;
};

/** The only ways out of the process. They refuse addresses that the operator has not allowed. */
export type ChannelTools = {
  /** Redirects are answers. Throws an AppError when there is no answer: `upstream_failed`, `unprocessable`. */
  request(request: ChannelRequest): Promise<ChannelAnswer>;
  /** A connection for protocols other than HTTP. `trusted` is for hosts that the operator configured. */
  connect(host: string, port: number, options: { trusted: boolean; signal: AbortSignal }): Promise<Socket>;
  /** The mail server of the installation; null where none is configured. */
  mailServer: MailServer | null;
};

/** What was said and answered, without anything secret: kept and shown. */
export type Exchange = {
  request?: { method: string; url: string; headers: Record<string, string> };
  response?: { status: number; headers: Record<string, string>; body: string; durationMs: number };
};

export type ChannelOutcome = (
  | {
      outcome: 'sent';
      /** What a later notice about the same subject needs to join this one. */
      thread?: JsonObject;
      /** Worth saying although it went out: a recipient who was refused. */
      note?: string;
    }
  | { outcome: 'retry'; reason: string; retryAfterSeconds?: number }
  | { outcome: 'give_up'; reason: string }
) &
  Exchange;

type Shape = z.ZodObject;

export type Channel<Settings extends Shape = Shape, Secrets extends Shape = Shape> = {
  /** Permanent: stored with each channel. */
  kind: string;
  title: string;
  sentence: string;
  /** What everybody who may see channels may read. */
  settings: Settings;
  /** What is sealed and never read again: every field is an optional text. */
  secrets: Secrets;
  /** Why these together cannot work, for the person who enters them; null when they can. */
  problemOf(
    settings: z.output<Settings>,
    secrets: z.output<Secrets>,
    installation: { mailServer: boolean },
  ): { field: string; message: string } | null;
  /** Where it goes, for people; nothing of a secret but the host of an address. */
  addressOf(settings: z.output<Settings>, secrets: z.output<Secrets>): string;
  /** States that it can carry; others are not sent there, and the history says so. */
  states: readonly NoticeState[];
  /** Beyond so many messages in a minute the rest becomes one summary; null sends each one. */
  perMinute: number | null;
  /** The longest message that the vendor takes, as UTF-8 JSON. */
  maxBytes: number;
  /** Settings and secrets that are right in form, for the conformance suite. */
  example: { settings: z.input<Settings>; secrets: z.input<Secrets> };
  /** Notice to message. Pure: no clock, no network, no secret. */
  render(notice: Notice, settings: z.output<Settings>): Json;
  /**
   * Sends one message. Called again with the same `deliveryId` when it is unknown whether the call before it
   * arrived. Throws what `tools` throw; everything else is an outcome.
   */
  send(call: {
    settings: z.output<Settings>;
    secrets: z.output<Secrets>;
    message: Json;
    notice: Notice;
    /** What the newest sent notice of the same subject left behind. */
    thread: JsonObject | null;
    deliveryId: string;
    tools: ChannelTools;
    signal: AbortSignal;
  }): Promise<ChannelOutcome>;
};

/** A channel as the core handles it: settings and secrets were parsed by its own schemas. */
export type AnyChannel = Channel;

export function defineChannel<Settings extends Shape, Secrets extends Shape>(
  channel: Channel<Settings, Secrets>,
): AnyChannel {
  return channel as unknown as AnyChannel;
}
