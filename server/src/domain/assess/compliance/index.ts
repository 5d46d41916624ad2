export {
  type AssessInput,
  type AssessmentResult,
  assess,
  type RequirementStatus,
} from './assess.ts';
export {
  type AssessedControlRow,
  type AssessmentRow,
  getAssessment,
  listAssessedControls,
  listLatest,
  listResults,
  type ResultRow,
  readAssessedControls,
} from './assessment-list-store.ts';
export { type AssessmentRoutesDeps, assessmentRoutes } from './assessment-routes.ts';
export { attestationRoutes, type ValidAttestation, validAttestations } from './attestations/index.ts';
export { type ControlRoutesDeps, controlRoutes } from './control-routes.ts';
export { type FrameworkRoutesDeps, frameworkRoutes } from './framework-routes.ts';
export { complianceCheckJob } from './jobs.ts';
export { failingControlIds, failingControls } from './latest.ts';
export { type PreflightRoutesDeps, preflightRoutes } from './preflight-routes.ts';
export { type AssessmentView, presentAssessment } from './present.ts';
export { type AskedRequirement, requirementsOfControls } from './requirements-of-controls.ts';
export type { ComplianceDeps } from './subject.ts';
