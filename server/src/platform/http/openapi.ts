import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { ServerOptions } from './server-options.ts';

/** The document is made from the routes' own schemas; this must be registered before the routes. */
export async function describeApi(app: FastifyInstance, options: ServerOptions): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'InfraAudit',
        version: options.version,
        description:
          'Errors are `{error, code, details, requestId}`. Lists take `page` and `per_page`. ' +
          'Creating calls honour `Idempotency-Key`; single resources carry an `ETag`.',
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'An access token or an API key (`ia_live_…`).',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => withAnyJson(jsonSchemaTransformObject(input) as object),
  });
}

export async function serveApiPages(app: FastifyInstance, options: ServerOptions): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());
  if (options.production) return;
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs', staticCSP: false });
}

/**
 * `z.json()` is recursive, and the plugin leaves its references without their target. For a reader of the
 * document such a place is any JSON value, which the empty schema says.
 */
function withAnyJson<T extends object>(document: T): T {
  const known = (document as { components?: { schemas?: object } }).components?.schemas ?? {};
  const dangles = (reference: unknown): boolean =>
    typeof reference === 'string' && !Object.hasOwn(known, reference.split('/').at(-1) ?? '');
  const mend = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mend);
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value && dangles(value.$ref)) return { description: 'Any JSON value.' };
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mend(inner)]));
  };
  return mend(document) as T;
}
