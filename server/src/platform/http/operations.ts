import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { sha256Hex } from '../hash.ts';
import type { ServerOptions } from './server-options.ts';

const readyWithinMs = 2000;
const hidden = { schema: { hide: true } as object };

/** What operators and their tools ask: alive, ready, metrics. */
export function serveOperations(app: FastifyInstance, options: ServerOptions): void {
  for (const url of ['/healthz', '/health']) app.get(url, hidden, async () => ({ status: 'ok' }));

  app.get('/readyz', hidden, async (_request, reply) => {
    const answers = await options.database.ping(readyWithinMs);
    reply.code(answers ? 200 : 503);
    return answers ? { status: 'ready', database: 'ok' } : { status: 'not ready', database: 'no answer' };
  });

  if (!options.metricsAccess.enabled) return;
  const { token } = options.metricsAccess;
  app.get('/metrics', hidden, async (request, reply) => {
    if (token !== undefined && !sameText(request.headers.authorization ?? '', `Bearer ${token}`)) {
      throw new AppError('unauthenticated', 'Metrics need the bearer token of METRICS_AUTH_TOKEN');
    }
    const { registry } = options.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** In the same time wherever the texts differ. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b)));
}
