export type { RemediationDeps } from './deps.ts';
export { remediationsFor } from './findings.ts';
export { remediationJob } from './job.ts';
export { proposeIn } from './propose.ts';
export { remediationRoutes } from './routes.ts';
export { scheduledRemediationJob } from './scheduled/job.ts';
