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
    transformObject: jsonSchemaTransformObject,
  });
}

export async function serveApiPages(app: FastifyInstance, options: ServerOptions): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());
  if (options.production) return;
  await app.register(fastifySwaggerUi, { routePrefix: '/api/docs', staticCSP: false });
}
