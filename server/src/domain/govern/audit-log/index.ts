export { type AuditAction, auditActions } from './actions.ts';
export {
  type AuditEntry,
  type AuditEvent,
  type AuditOutcome,
  type AuditPlace,
  type AuditVerification,
  listAuditEvents,
  recordAudit,
  recordAudits,
  recordSystemAudit,
  verifyAuditLog,
  verifyChain,
} from './audit-log.ts';
export { withoutSecrets } from './detail.ts';
export { auditLogRoutes } from './routes.ts';
