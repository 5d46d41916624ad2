export { assessmentDocuments } from './assessment-documents.ts';
export { type AssessmentEvidenceCheck, checkAssessmentEvidence } from './check-evidence.ts';
export { complianceExportRoutes } from './routes.ts';
export type { ExportDeps } from './subject.ts';
