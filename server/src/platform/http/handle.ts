import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { sha256Hex } from '../hash.ts';
import { type EventStream, openEventStream } from './event-stream.ts';
import { onlyOnce } from './idempotency.ts';
import { Answer, type Cookie, Download, type RequestContext, type Route } from './route.ts';
import type { ServerOptions } from './server-options.ts';

type Context = RequestContext<'public', unknown, unknown, unknown>;

/** Calls a route's handler and turns what it returns into an answer. */
export function handlerOf(route: Route, options: ServerOptions, streams: Set<EventStream>) {
  const success = Number(Object.keys(route.responses).find((status) => status.startsWith('2')) ?? 200);

  return async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const gone = new AbortController();
    reply.raw.on('close', () => gone.abort());
    if (route.body === undefined) refuseBody(request.body);
    const context = contextOf(request, options, gone.signal);
    if (route.stream !== undefined) {
      await route.ready?.(context as RequestContext<never, unknown, unknown, unknown>);
      return startStream(route, context, request, reply, streams);
    }
    const key = request.headers['idempotency-key'];
    if (
      route.idempotent === true &&
      typeof key === 'string' &&
      context.scope !== null &&
      context.caller !== null
    ) {
      return answerOnce(route, context, { key, success, options, reply, url: request.url });
    }
    const answer = asAnswer(await call(route, context), success);
    if (answer instanceof Download) {
      const name = answer.fileName.replaceAll(/[^\w.-]/g, '_');
      reply.header('content-disposition', `attachment; filename="${name}"`);
      for (const [header, value] of Object.entries(answer.headers)) reply.header(header, value);
      return reply.type(answer.contentType).serializer(String).send(answer.stream);
    }
    return send(reply, answer, options.production);
  };
}

/** `{}` is what some clients send when there is nothing to say. */
function refuseBody(body: unknown): void {
  if (body === undefined || body === null) return;
  const fields = typeof body === 'object' ? Object.keys(body) : [''];
  if (fields.length === 0) return;
  const details = fields.slice(0, 10).map((path) => ({ path, message: 'is not a known field' }));
  throw new AppError('invalid_input', 'This call takes no body', { details });
}

function call(route: Route, context: Context): Promise<unknown> {
  if (route.handler === undefined) throw new AppError('internal', `${route.operationId} has no handler`);
  return route.handler(context as RequestContext<never, unknown, unknown, unknown>);
}

function asAnswer(value: unknown, success: number): Answer | Download {
  if (value instanceof Download) return value;
  if (value instanceof Answer) return value;
  return new Answer({ status: success, body: value });
}

function send(reply: FastifyReply, answer: Answer, production: boolean): FastifyReply {
  reply.code(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
  for (const cookie of answer.cookies) setCookie(reply, cookie, production);
  return reply.send(answer.body);
}

async function answerOnce(
  route: Route,
  context: Context,
  parts: { key: string; success: number; options: ServerOptions; reply: FastifyReply; url: string },
): Promise<unknown> {
  const { caller, scope } = context;
  if (caller === null || scope === null) throw new AppError('internal', 'a repeated request needs a caller');
  const { database, clock } = parts.options;
  const request = { operation: route.operationId, url: parts.url, body: (context.body ?? null) as Json };
  const answer = await onlyOnce(
    { database, clock, scope, actor: caller.id, key: parts.key, request },
    async () => {
      const first = asAnswer(await call(route, context), parts.success);
      if (first instanceof Download)
        throw new AppError('internal', 'a download cannot be repeated by its key');
      for (const [name, value] of Object.entries(first.headers)) parts.reply.header(name, value);
      return { status: first.status, body: (first.body ?? null) as Json | null };
    },
  );
  if (answer.repeated) parts.reply.header('idempotency-replayed', 'true');
  return parts.reply.code(answer.status).send(answer.body ?? undefined);
}

async function startStream(
  route: Route,
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  streams: Set<EventStream>,
): Promise<void> {
  let cleanUp: (() => void | Promise<void>) | undefined;
  let left = false;
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
  reply.hijack();
  const lastEventId =
    request.headers['last-event-id'] ?? (request.query as { last_event_id?: string }).last_event_id;
  const failed = (error: unknown): void =>
    context.log.error('an event stream failed', { error, operation: route.operationId });
  const finish = (): void => {
    left = true;
    streams.delete(events);
    Promise.resolve(cleanUp?.()).catch(failed);
  };
  const events = openEventStream(reply.raw, {
    lastEventId: typeof lastEventId === 'string' ? lastEventId : undefined,
    headers,
    onClose: finish,
  });
  streams.add(events);
  try {
    cleanUp = await route.stream?.(context as RequestContext<never, unknown, unknown, unknown>, events);
    // Left while it was being set up: nobody else will clean up.
    if (left) finish();
  } catch (error) {
    failed(error);
    events.close();
  }
}

function contextOf(request: FastifyRequest, options: ServerOptions, signal: AbortSignal): Context {
  const caller = request.caller ?? null;
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    caller,
    scope: caller?.scope ?? null,
    requestId: request.id,
    ip: request.ip,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    cookies: request.cookies,
    signal,
    log: options.log.with({ requestId: request.id }),
    publicUrl: options.publicUrl ?? `${request.protocol}://${request.host}`,
  };
}

function setCookie(reply: FastifyReply, cookie: Cookie, production: boolean): void {
  const base = {
    path: cookie.path ?? '/',
    httpOnly: true,
    sameSite: cookie.sameSite ?? 'lax',
    // In production never over plain HTTP, even where a proxy forgot to say that it speaks HTTPS.
    secure: production ? true : 'auto',
  } as const;
  if (cookie.value === '') reply.clearCookie(cookie.name, base);
  else
    reply.setCookie(cookie.name, cookie.value, {
      ...base,
      ...(cookie.maxAgeSeconds === undefined ? {} : { maxAge: cookie.maxAgeSeconds }),
    });
}

/** A weak tag of the serialised body; answers 304 when the caller already has it. */
export async function tagAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const route = request.routeOptions.config.route;
  if (route?.etag !== true || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  const tag = `W/"${sha256Hex(payload).slice(0, 27)}"`;
  reply.header('etag', tag);
  const wanted = request.headers['if-none-match'];
  if (wanted === undefined || !wanted.split(',').some((part) => part.trim() === tag || part.trim() === '*'))
    return payload;
  reply.code(304).removeHeader('content-length');
  return null;
}
