export { type AuditAction, auditActions } from './actions.ts';
export {
  type AuditEntry,
  type AuditEvent,
  type AuditOutcome,
  type AuditPlace,
  listAuditEvents,
  recordAudit,
  recordAudits,
  recordKeyReplaced,
  recordSystemAudit,
} from './audit-log.ts';
export { checkpointing } from './checkpoints.ts';
export { withoutSecrets } from './detail.ts';
export { auditLogRoutes } from './routes.ts';
export { type AuditVerification, verifyAuditLog, verifyChain } from './verification.ts';
