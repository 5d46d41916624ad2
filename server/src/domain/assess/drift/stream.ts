import { AppError } from '../../../core/errors.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { EventStream } from '../../../platform/events/contract.ts';
import { defineStream, type Route } from '../../../platform/http/route.ts';

/** Event types of the product under the names that this stream publishes. */
const published: Record<string, string> = {
  'drift.detected': 'drift_detected',
  'drift.resolved': 'drift_resolved',
  'drift.updated': 'drift_updated',
};

/**
 * New and resolved drifts as they come, with replay: a caller that returns with the id of its last event gets
 * what it missed. `scan_progress` has no id, because an old one is of no use to anybody.
 */
export function driftStream(deps: { db: Database; events: EventStream }): Route {
  return defineStream({
    method: 'GET',
    url: '/api/ws/drifts',
    operationId: 'streamDrifts',
    summary: 'Drifts as they are detected and resolved (server-sent events)',
    tag: 'Drift',
    access: 'view',
    async stream({ scope }, stream) {
      const afterId = parseEventId(stream.lastEventId);
      stream.send({ event: 'connected', data: { organization_id: scope.organizationId } });
      const unsubscribe = await deps.events.subscribe(
        scope,
        { types: Object.keys(published), afterId },
        (event) => {
          stream.send({ id: event.id, event: published[event.type] ?? event.type, data: event.payload });
        },
      );
      const mine = `${scope.organizationId}:`;
      const stopListening = await deps.db.listen('execution_progress', (payload) => {
        if (payload.startsWith(mine)) {
          stream.send({ event: 'scan_progress', data: { execution_id: Number(payload.slice(mine.length)) } });
        }
      });
      return async () => {
        unsubscribe();
        await stopListening();
      };
    },
  });
}

function parseEventId(value: string | undefined): number | null {
  if (value === undefined || value === '') return null;
  const id = Number(value);
  if (!Number.isSafeInteger(id) || id < 0)
    throw new AppError('invalid_input', 'Last-Event-ID: must be a number');
  return id;
}
