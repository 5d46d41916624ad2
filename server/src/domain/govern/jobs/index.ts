export { executionApprovals, releaseExecution } from './action-decisions.ts';
export { actionRoutes } from './action-routes.ts';
export { listSteps, type StepRow } from './action-store.ts';
export { undoExecutionIn } from './action-undo.ts';
export { type EndedExecution, readEndedExecution, succeededAfter } from './ended-execution.ts';
export { applyEnvironmentSchedules, createPlatformJobs } from './environment-schedules.ts';
export { listOpenExecutions } from './execution-present.ts';
export { leaseWatch, recoverAfterRestart, recoverExecutions } from './execution-recovery.ts';
export { type EffectNames, executionRoutes } from './execution-routes.ts';
export { executionSchema } from './execution-schemas.ts';
export { type ExecutionRow, getExecution } from './execution-store.ts';
export { cancelExecutionIn, type ExecutionsDeps } from './executions.ts';
export { jobRoutes, presentTriggered } from './job-routes.ts';
export { triggeredSchema } from './job-schemas.ts';
export { listJobs } from './job-store.ts';
export {
  type ActionFollower,
  defineJob,
  type ExecutionReporter,
  type JobOutcome,
  type JobRegistry,
  type JobRun,
  type JobType,
  jobRegistry,
} from './job-type.ts';
export { type RetentionPart, retentionCleanupJob } from './retention-cleanup.ts';
export { executionQueue, type RunnerDeps, runExecution } from './runner.ts';
export { repeat, scheduleDueJobs, schedulerMemory } from './scheduler.ts';
export type { EnvironmentSchedules, JobsDeps, SchedulerDeps } from './service.ts';
export { type Triggered, triggerPlatformJob, triggerPlatformJobIn } from './start-run.ts';
