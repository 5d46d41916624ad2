export type { RemediationDeps } from './deps.ts';
export { likelyRemediation } from './findings.ts';
export { remediationJob } from './job.ts';
export { proposeForIn } from './propose.ts';
export { remediationRoutes } from './routes.ts';
export { scheduledRemediationJob } from './scheduled/job.ts';
