import { z } from 'zod';
import { pageAnswer, pageOf, pageParameters, pageWanted } from '../../../platform/http/pages.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { auditActions } from './actions.ts';
import { listAuditEvents } from './audit-log.ts';
import { checkpointRoutes } from './checkpoint-routes.ts';
import type { ExportDeps } from './export.ts';
import { auditEventSchema, auditFilterSchema, auditVerificationSchema } from './schemas.ts';
import { verifyAuditLog } from './verification.ts';

const tag = 'Audit log';

export function auditLogRoutes(deps: ExportDeps): Route[] {
  const { db: database } = deps;
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit-events',
      operationId: 'listAuditEvents',
      summary: 'What was done, by whom, with which outcome; newest first',
      tag,
      access: 'view_audit',
      query: auditFilterSchema.extend(pageParameters),
      responses: { 200: pageOf(auditEventSchema) },
      handler: async ({ query, scope }) => {
        const wanted = pageWanted(query);
        const { events, total } = await database.within(scope, (tx) => listAuditEvents(tx, query, wanted));
        return pageAnswer(wanted, total, events);
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit-events/verify',
      operationId: 'verifyAuditLog',
      summary:
        'Check the whole chain and all checkpoints, and name the first event that was changed, removed or moved',
      tag,
      access: 'view_audit',
      limit: { requests: 10, windowSeconds: 60 },
      responses: { 200: auditVerificationSchema },
      handler: async ({ scope }) => verifyAuditLog(database, scope),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/audit-events/actions',
      operationId: 'listAuditActions',
      summary: 'Every code that an audit event may carry, with its meaning',
      tag,
      access: 'view',
      responses: { 200: z.array(z.object({ action: z.string(), description: z.string() })) },
      handler: async () =>
        Object.entries(auditActions).map(([action, description]) => ({ action, description })),
    }),
    ...checkpointRoutes(deps),
  ];
}
