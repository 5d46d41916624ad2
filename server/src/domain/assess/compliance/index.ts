export { type AssessmentRoutesDeps, assessmentRoutes } from './assessment-routes.ts';
export { attestationRoutes } from './attestations/index.ts';
export { type ControlRoutesDeps, controlRoutes } from './control-routes.ts';
export { type FrameworkRoutesDeps, frameworkRoutes } from './framework-routes.ts';
export { checkParameters, complianceCheckJob } from './jobs.ts';
export { failingControlIds } from './latest.ts';
export { type PreflightRoutesDeps, preflightRoutes } from './preflight-routes.ts';
export type { ComplianceDeps } from './subject.ts';
