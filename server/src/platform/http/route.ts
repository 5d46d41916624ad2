import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Permission } from '../../core/permissions.ts';
import type { Actor, Scope } from '../../core/scope.ts';
import type { Log } from '../log/log.ts';
import type { EventStream } from './event-stream.ts';

/** Who sent a request, as the sign-in part of the product recognised them. */
export type Caller = {
  /** Stable and unique, for rate limits and repeated requests: `user:3`, `api_key:8`. */
  id: string;
  actor: Actor;
  /** The organisation that the request acts in; null for somebody who belongs to none. */
  scope: Scope | null;
  /** Recognised by a cookie, which browsers send along by themselves: changing calls must come from our pages. */
  viaCookie: boolean;
};

/** Who may call: anyone, anyone signed in, or whoever has the permission in the organisation. */
export type Access = 'public' | 'authenticated' | Permission;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An answer with more than a body. Without it a handler's value is the body of the first 2xx response. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly cookies: Cookie[];

  constructor(parts: {
    status?: number;
    body?: unknown;
    headers?: Record<string, string>;
    cookies?: Cookie[];
  }) {
    this.status = parts.status ?? 200;
    this.body = parts.body;
    this.headers = parts.headers ?? {};
    this.cookies = parts.cookies ?? [];
  }
}
export type Cookie = {
  name: string;
  /** Empty deletes the cookie. */
  value: string;
  maxAgeSeconds?: number;
  path?: string;
  sameSite?: 'lax' | 'strict';
};

/** A download: the body is streamed as it is. */
export class Download {
  readonly stream: Readable;
  readonly contentType: string;
  readonly fileName: string;
  readonly headers: Record<string, string>;

  constructor(parts: {
    stream: Readable;
    contentType: string;
    fileName: string;
    headers?: Record<string, string>;
  }) {
    this.stream = parts.stream;
    this.contentType = parts.contentType;
    this.fileName = parts.fileName;
    this.headers = parts.headers ?? {};
  }
}

export type RequestContext<A extends Access, P, Q, B> = {
  params: P;
  query: Q;
  body: B;
  caller: A extends 'public' ? Caller | null : Caller;
  scope: A extends Permission ? Scope : Scope | null;
  requestId: string;
  /** The caller's address, for limits and the record of sign-ins. */
  ip: string;
  header(name: string): string | undefined;
  cookies: Record<string, string | undefined>;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
  log: Log;
  /** The public address of this installation, without a slash at the end. */
  publicUrl: string;
};

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Shape = z.ZodObject | undefined;
type Responses = Record<number, z.ZodType | null>;
type Bodies<R extends Responses> = {
  [K in keyof R]: R[K] extends z.ZodType ? z.input<R[K]> : undefined;
}[keyof R];

export type RouteWords<A extends Access> = {
  method: Method;
  /** With parameters as `:name`. */
  url: string;
  /** Permanent: generated clients call by it. */
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  access: A;
  /** Older addresses that answer the same. */
  aliases?: string[];
  /** Bytes; the server's limit (1 MB) when absent. */
  bodyLimit?: number;
  /** Honours Idempotency-Key: a repeated request answers as the first did, without a second creation. */
  idempotent?: boolean;
  /** Answers carry an ETag, and If-None-Match is honoured. */
  etag?: boolean;
  /** A limit of its own for costly or guessable calls, per caller or address, besides the general one. */
  limit?: { requests: number; windowSeconds: number };
  /** Media types of an answer that is not JSON. */
  produces?: string[];
};

export type RouteDefinition<
  A extends Access,
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType | undefined,
  R extends Responses,
> = RouteWords<A> & {
  params?: P;
  query?: Q;
  body?: B;
  /** By status; null is an answer without a body. Errors are added by the server. */
  responses: R;
  handler(
    context: RequestContext<A, Parsed<P>, Parsed<Q>, Parsed<B>>,
  ): Promise<Bodies<R> | Answer | Download>;
};

/** Server-sent events: `handler` returns when the stream is set up; its clean-up runs when the caller leaves. */
export type StreamDefinition<A extends Access, P extends Shape, Q extends Shape> = RouteWords<A> & {
  method: 'GET';
  params?: P;
  query?: Q;
  /** Runs before the stream opens: what it throws is still an answer of its own, such as 404. */
  ready?(context: RequestContext<A, Parsed<P>, Parsed<Q>, undefined>): Promise<void>;
  stream(
    context: RequestContext<A, Parsed<P>, Parsed<Q>, undefined>,
    events: EventStream,
  ): Promise<() => void | Promise<void>>;
};

/** A route in the table: what a reader, a test or the OpenAPI document needs. */
export type Route = RouteWords<Access> & {
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  body?: z.ZodType | undefined;
  responses: Responses;
  handler?: (context: RequestContext<Access, unknown, unknown, unknown>) => Promise<unknown>;
  ready?: (context: RequestContext<Access, unknown, unknown, unknown>) => Promise<void>;
  stream?: (
    context: RequestContext<Access, unknown, unknown, unknown>,
    events: EventStream,
  ) => Promise<() => void | Promise<void>>;
};

export function defineRoute<
  A extends Access,
  R extends Responses,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>): Route {
  // What the handler is called with was parsed by the very schemas beside it.
  return definition as unknown as Route;
}

export function defineStream<A extends Access, P extends Shape = undefined, Q extends Shape = undefined>(
  definition: StreamDefinition<A, P, Q>,
): Route {
  return {
    ...definition,
    query: (definition.query ?? z.object({})).extend(streamParameters),
    responses: { 200: null },
    produces: ['text/event-stream'],
  } as unknown as Route;
}

/** A browser cannot set headers on an event stream, so what others send in headers may be in the address. */
const streamParameters = {
  ticket: z.string().max(200).optional().describe('From `POST /api/v1/auth/stream-ticket`; works once.'),
  token: z.string().max(8192).optional().describe('An access token, where tickets cannot be had.'),
  last_event_id: z.string().max(40).optional().describe('As the header `Last-Event-ID`.'),
};
