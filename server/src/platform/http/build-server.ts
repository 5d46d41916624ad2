import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyHelmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { accessHook } from './access.ts';
import { errorAnswer, errorSchema } from './error-answers.ts';
import type { EventStream } from './event-stream.ts';
import { handlerOf, tagAnswer } from './handle.ts';
import { describeApi, serveApiPages } from './openapi.ts';
import { serveOperations } from './operations.ts';
import type { Route } from './route.ts';
import { defaultBodyLimit, type ServerOptions } from './server-options.ts';
import { hasWebPages, isPageAddress, serveWebPages } from './web-pages.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route;
  }
}

const requestIdShape = /^[\w.:-]{1,100}$/;

/** The HTTP server with its routes, not listening yet; `inject` of it is what tests call. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: defaultBodyLimit,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
    },
  });
  app.setValidatorCompiler((part) => {
    const validate = validatorCompiler(part as Parameters<typeof validatorCompiler>[0]);
    // A call without a body arrives here as null, and a body that may be absent means undefined.
    return (data: unknown) => validate(part.httpPart === 'body' && data === null ? undefined : data);
  });
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('caller', null);

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await app.register(fastifyCookie);
  await protect(app, options);
  await app.register(fastifyCompress, { global: true, threshold: 2048, encodings: ['gzip'] });
  await describeApi(app, options);
  app.addHook('onRequest', accessHook(options));
  app.addHook('onSend', tagAnswer);
  app.addHook('onResponse', (request, reply) => record(options, request, reply));
  app.setErrorHandler((error, request, reply) => sendError(options, error, request, reply));
  acceptEmptyBodies(app);

  serveOperations(app, options);
  const streams = new Set<EventStream>();
  // Streams never end by themselves: a stop would wait for their callers to leave.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.close();
  });
  for (const route of options.routes) addRoute(app, route, options, streams);
  await serveApiPages(app, options);
  if (hasWebPages(options.webFolder)) await serveWebPages(app, options.webFolder);
  app.setNotFoundHandler((request, reply) => {
    if (hasWebPages(options.webFolder) && isPageAddress(request.method, request.url)) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    }
    return sendError(
      options,
      new AppError('not_found', `${request.method} ${request.url.split('?')[0]} does not exist`),
      request,
      reply,
    );
  });
  return app;
}

async function protect(app: FastifyInstance, options: ServerOptions): Promise<void> {
  const all = options.allowedOrigins.includes('*');
  await app.register(fastifyCors, {
    origin: all ? '*' : options.allowedOrigins,
    credentials: !all,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'X-Request-Id',
      'ETag',
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'Retry-After',
      'Idempotency-Replayed',
    ],
    maxAge: 600,
  });
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes its theme into style elements and attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: options.production ? { maxAge: 15_552_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Calls without parameters may say `Content-Type: application/json` and send nothing. */
function acceptEmptyBodies(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string;
    if (text.trim() === '') return done(null, undefined);
    return app.getDefaultJsonParser('error', 'error')(request, text, done);
  });
}

function addRoute(
  app: FastifyInstance,
  route: Route,
  options: ServerOptions,
  streams: Set<EventStream>,
): void {
  for (const [index, url] of [route.url, ...(route.aliases ?? [])].entries()) {
    app.route({
      method: route.method,
      url,
      ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
      config: { route },
      schema: schemaOf(route, index === 0),
      handler: handlerOf(route, options, streams),
    });
  }
}

function schemaOf(route: Route, documented: boolean): object {
  const failures = [400, 401, 403, 404, 409, 413, 422, 423, 429, 500, 502, 503];
  const successes = Object.entries(route.responses).map(([status, schema]) => [
    status,
    schema ?? z.null().describe('No body'),
  ]);
  const isJson = route.produces === undefined;
  return {
    hide: !documented,
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    ...(route.params === undefined ? {} : { params: route.params.strict() }),
    querystring: strictQuery(route.query ?? z.object({})),
    ...(route.body === undefined ? {} : { body: strictBody(route.body) }),
    ...(route.produces === undefined ? {} : { produces: route.produces }),
    response: {
      ...(isJson ? Object.fromEntries(successes) : {}),
      ...Object.fromEntries(
        failures.filter((status) => !(status in route.responses)).map((status) => [status, errorSchema]),
      ),
    },
  };
}

/** A field that nobody reads is a mistake of the caller, and saying so is kinder than ignoring it. */
function strictBody(body: z.ZodType): z.ZodType {
  return body instanceof z.ZodObject ? body.strict() : body;
}

/** Unless the route says itself that others may add to its address. */
function strictQuery(query: z.ZodObject): z.ZodObject {
  return query.def.catchall === undefined ? query.strict() : query;
}

function sendError(
  options: ServerOptions,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { status, code, message, details, surprising } = errorAnswer(error);
  if (surprising)
    options.log.error('a request failed', {
      requestId: request.id,
      method: request.method,
      path: request.routeOptions.url,
      error,
    });
  const retryAfter =
    error instanceof AppError ? (error.detail as { retryAfter?: number } | undefined)?.retryAfter : undefined;
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      error: message,
      code,
      details,
      requestId: request.id,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
}

async function record(options: ServerOptions, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const path = request.routeOptions.url ?? 'unknown';
  const facts = { method: request.method, path, status: reply.statusCode };
  options.metrics.httpRequest({ ...facts, seconds: reply.elapsedTime / 1000 });
  const caller = request.caller?.id;
  options.log.debug('request', {
    ...facts,
    requestId: request.id,
    ms: Math.round(reply.elapsedTime),
    ...(caller === undefined ? {} : { caller }),
  });
}
