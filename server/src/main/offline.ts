/**
 * The door for commands that work without a server. Only pure functions leave through it: nothing here opens
 * a file, a socket or a database.
 */
import type { MappingRow } from '../plugin-kit/define-framework.ts';

export {
  type ClockChange,
  type ClockChangePolicy,
  clockChanges,
  describeTiming,
  type PreviewedRun,
  previewRuns,
  type Schedule,
  scheduleProblem,
} from '../core/schedule.ts';
export { mostPreviewedRuns, type PreviewAnswer, previewText } from '../core/schedule-line.ts';
export { type DiffAnswer, diffLine, diffText } from '../domain/assess/drift/offline-diff.ts';
export { publicKeyOf } from '../domain/govern/audit-log/checkpoint.ts';
export { type ExportCheck, exportCheck } from '../domain/govern/audit-log/export-check.ts';
export { checkEvidence, type EvidenceCheck } from '../domain/govern/evidence/check.ts';
export { verifySignature } from '../domain/inform/webhooks/signature.ts';

/** Loaded when asked for: it brings all controls with it. */
export const loadComplianceMapping = async (): Promise<readonly MappingRow[]> =>
  (await import('./frameworks.ts')).complianceMapping;

/** Likewise. */
export const loadAssessmentEvidenceCheck = async () =>
  (await import('./assessment-evidence.ts')).assessmentEvidenceCheck;
