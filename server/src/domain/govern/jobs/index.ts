export { executionApprovals } from './action-decisions.ts';
export { type EndedExecution, readEndedExecution, succeededAfter } from './ended-execution.ts';
export { type EffectNames, executionRoutes } from './execution-routes.ts';
export { executionSchema } from './execution-schemas.ts';
export { jobRoutes, presentTriggered } from './job-routes.ts';
export { triggeredSchema } from './job-schemas.ts';
export { listJobs } from './job-store.ts';
export {
  defineJob,
  type ExecutionReporter,
  type JobOutcome,
  type JobRegistry,
  type JobRun,
  type JobType,
  jobRegistry,
} from './job-type.ts';
export { listOpenExecutions } from './present.ts';
export { executionQueue, type RunnerDeps, recoverExecutions, runExecution } from './runner.ts';
export { repeat, type SchedulerDeps, scheduleDueJobs } from './scheduler.ts';
export {
  applyEnvironmentSchedules,
  createPlatformJobs,
  type EnvironmentSchedules,
  type JobsDeps,
  type Triggered,
  triggerPlatformJob,
  triggerPlatformJobIn,
} from './service.ts';
