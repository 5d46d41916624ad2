import {
  type BaselinesDeps,
  baselineRoutes,
  captureMissingBaselines,
  removeExpiredBaselines,
} from '../domain/assess/baselines/index.ts';
import {
  type AssessmentRoutesDeps,
  assessmentRoutes,
  attestationRoutes,
  type ComplianceDeps,
  complianceCheckJob,
  controlRoutes,
  type FrameworkRoutesDeps,
  frameworkRoutes,
  preflightRoutes,
} from '../domain/assess/compliance/index.ts';
import { customControlRoutes, exceptionRoutes, sweepExceptions } from '../domain/assess/controls/index.ts';
import {
  attributeDrifts,
  compareConfigurations,
  type DriftRoutesDeps,
  driftDetectionJob,
  driftRoutes,
  namesOfDrifts,
  resolveForNewBaseline,
} from '../domain/assess/drift/index.ts';
import { type ApprovalsDeps, approvalRoutes, sweepApprovals } from '../domain/govern/approvals/index.ts';
import { checkpointing } from '../domain/govern/audit-log/index.ts';
import { evidenceRetention, evidenceRoutes, evidenceSigning } from '../domain/govern/evidence/index.ts';
import {
  actionRoutes,
  applyEnvironmentSchedules,
  createPlatformJobs,
  type EnvironmentSchedules,
  executionApprovals,
  executionQueue,
  executionRoutes,
  type JobsDeps,
  type JobType,
  jobRegistry,
  jobRoutes,
  type RunnerDeps,
  repeat,
  retentionCleanupJob,
  type SchedulerDeps,
  triggerPlatformJob,
  triggerPlatformJobIn,
} from '../domain/govern/jobs/index.ts';
import { reportRetention } from '../domain/inform/reports/index.ts';
import { inventoryRoutes, namesOfResources } from '../domain/observe/inventory/index.ts';
import {
  connectStored,
  listProviders,
  type ProvidersDeps,
  providerRoutes,
  resourceSyncJob,
} from '../domain/observe/providers/index.ts';
import { alertRetention } from '../domain/respond/alerts/index.ts';
import { recommendationRetention } from '../domain/respond/recommendations/index.ts';
import type { AnyTx } from '../platform/db/database.ts';
import type { Subscriber } from '../platform/events/dispatcher.ts';
import type { Route } from '../platform/http/route.ts';
import type { Advisor } from '../plugin-kit/define-advisor.ts';
import type { AnyControl } from '../plugin-kit/define-control.ts';
import type { Framework } from '../plugin-kit/define-framework.ts';
import type { Provider } from '../plugin-kit/define-provider.ts';
import type { ResourceType } from '../plugin-kit/define-resource-type.ts';
import { controls } from '../plugins/controls/controls.generated.ts';
import { awsProvider } from '../plugins/providers/aws/provider.ts';
import { remediations } from '../plugins/remediations/remediations.generated.ts';
import { composeInform, informQueues } from './compose-inform.ts';
import { composeRespond, respondQueues } from './compose-respond.ts';
import type { LookOut, Platform } from './domain-floor.ts';
import { complianceMapping, examplesOfControl, frameworks } from './frameworks.ts';
import type { NotificationSettings } from './notification-settings.ts';
import { type Duties, startJobs } from './start-jobs.ts';

export type { Platform } from './domain-floor.ts';

export type DomainOptions = {
  schedules: EnvironmentSchedules;
  jobTimeoutSeconds: number;
  allowPrivateAddresses: boolean;
  allowAmbientCredentials: boolean;
  requiredTags: readonly string[];
  /** Undefined keeps every baseline. */
  baselineRetentionDays: number | undefined;
  /** Names this process in executions. */
  worker: string;
  onExecutionEnded?: RunnerDeps['onEnded'];
  onOccurrence?: SchedulerDeps['onOccurrence'];
  /** How often a job that people make may be due at most. */
  minimumIntervalSeconds?: number;
  /** Every kind of account that can be connected; benchmarks count the calls of theirs. */
  providers?: readonly Provider[] | undefined;
  /** Instead of the product's own; suites bring theirs. */
  controls?: readonly AnyControl[] | undefined;
  frameworks?: readonly Framework[] | undefined;
  /** What the variables say about notifications; nothing when absent. */
  notifications?: NotificationSettings | undefined;
  /** Besides the product's own; measurements bring theirs. */
  jobTypes?: readonly JobType[] | undefined;
  /** A language model that may word recommendations where an organisation wants it. */
  advisor?: Advisor | null | undefined;
  advisorRetryMs?: readonly number[] | undefined;
};

export type Domain = {
  routes: Route[];
  resourceTypes: ReadonlyMap<string, ResourceType>;
  /** Who hears of announced events; a process that works delivers them. */
  subscribers: readonly Subscriber[];
  /** The types of jobs that this version can run. */
  jobTypes: ReadonlySet<string>;
  /** To be called in the transaction that creates an organisation. */
  onOrganizationCreated: (tx: AnyTx, organizationId: number) => Promise<void>;
  /** Brings stored schedules in line with the environment. */
  prepare(): Promise<void>;
  /** Starts workers and the scheduler, or one of them; the result stops them. */
  start(duties?: Duties): Promise<() => Promise<void>>;
};

const approvalsTickMs = 5000;
const checkpointsTickMs = 60_000;
const evidenceTickMs = 5000;
const exceptionsTickMs = 60_000;

/** Wires the modules. The only place that knows a concrete provider. */
export function composeDomain(platform: Platform, options: DomainOptions): Domain {
  const { db, clock, announce, queue, log } = platform;
  const providers = new Map(
    (options.providers ?? [awsProvider]).map((provider) => [provider.type, provider]),
  );
  const resourceTypes = new Map(
    [...providers.values()].flatMap((provider) => provider.resourceTypes).map((type) => [type.type, type]),
  );
  const providersDeps: ProvidersDeps = {
    db,
    clock,
    announce,
    secrets: platform.secrets,
    providers,
    allowEndpointOverride: options.allowPrivateAddresses,
    allowAmbientCredentials: options.allowAmbientCredentials,
    requestSync: async (tx, providerId) => {
      const request = {
        type: 'resource_sync',
        parameters: { provider_id: providerId },
        trigger: 'system' as const,
      };
      return (await triggerPlatformJobIn(jobsDeps, tx, request)).executionId;
    },
  };
  const complianceDeps: ComplianceDeps = {
    db,
    clock,
    announce,
    resourceTypes,
    controls: options.controls ?? controls,
    frameworks: options.frameworks ?? frameworks,
  };
  const detectDeps = { db, clock, announce, resourceTypes, requiredTags: options.requiredTags };
  const respond = composeRespond(platform, providersDeps, {
    drift: detectDeps,
    controls: complianceDeps,
    jobs: () => jobsDeps,
    approvals: () => approvalsDeps,
    advisor: options.advisor ?? null,
    ...(options.advisorRetryMs === undefined ? {} : { retryMs: options.advisorRetryMs }),
  });
  const inform = composeInform(platform, complianceDeps, () => jobsDeps, options);
  const registry = jobRegistry([
    resourceSyncJob({
      ...providersDeps,
      afterSync: [
        (scope, providerId, report) => captureMissingBaselines({ db, clock }, scope, providerId, report),
        async (scope, _providerId, report) => {
          const days = options.baselineRetentionDays;
          if (days !== undefined) await removeExpiredBaselines({ db, clock }, scope, days, report);
        },
      ],
    }),
    driftDetectionJob({
      ...detectDeps,
      attribute: (scope, drifts, context) =>
        attributeDrifts(
          {
            db,
            clock,
            connect: async (of, providerId, signal) =>
              (await connectStored(providersDeps, of, providerId, signal)).session,
          },
          scope,
          drifts,
          context,
        ),
    }),
    complianceCheckJob(complianceDeps),
    retentionCleanupJob({
      clock,
      parts: [alertRetention, recommendationRetention, reportRetention],
      promised: [evidenceRetention],
    }),
    ...respond.jobTypes,
    ...inform.jobTypes,
    ...(options.jobTypes ?? []),
  ]);
  const jobsDeps: JobsDeps & SchedulerDeps = {
    db,
    clock,
    queue,
    announce,
    registry,
    schedules: options.schedules,
    timeoutSeconds: options.jobTimeoutSeconds,
    ...(options.minimumIntervalSeconds === undefined
      ? {}
      : { minimumIntervalSeconds: options.minimumIntervalSeconds }),
    hasConnection: async (tx) =>
      (await listProviders(tx)).some((provider) => provider.disconnected_at === null),
    ...(options.onOccurrence === undefined ? {} : { onOccurrence: options.onOccurrence }),
  };
  const runnerDeps: RunnerDeps = {
    db,
    clock,
    queue,
    announce,
    registry,
    log,
    worker: options.worker,
    ...(options.onExecutionEnded === undefined ? {} : { onEnded: options.onExecutionEnded }),
  };
  const approvalsDeps: ApprovalsDeps = {
    db,
    clock,
    announce,
    ...executionApprovals({ announce, queue, clock, registry }),
  };
  const baselinesDeps: BaselinesDeps = {
    db,
    clock,
    resolveOpenDrifts: (tx, resourceId) => resolveForNewBaseline(detectDeps, tx, resourceId),
    compare: ({ type, before, after, unreadable }) => {
      const schema = resourceTypes.get(type)?.facts;
      return compareConfigurations({
        type,
        before,
        after,
        unreadable,
        ...(schema === undefined ? {} : { schema }),
      });
    },
  };
  const driftDeps: DriftRoutesDeps = {
    ...detectDeps,
    events: platform.events,
    triggerDetection: (scope, parameters, trigger) =>
      triggerPlatformJob(jobsDeps, scope, { type: 'drift_detection', parameters, trigger }),
  };
  const frameworkDeps: FrameworkRoutesDeps = {
    ...complianceDeps,
    mapping: complianceMapping,
    requestCheck: (tx, parameters) =>
      triggerPlatformJobIn(jobsDeps, tx, { type: 'compliance_check', parameters, trigger: 'system' }),
  };
  const assessmentDeps: AssessmentRoutesDeps = {
    ...complianceDeps,
    triggerCheck: (scope, parameters, trigger) =>
      triggerPlatformJob(jobsDeps, scope, { type: 'compliance_check', parameters, trigger }),
  };

  const lookOuts: LookOut[] = [
    {
      name: 'the look-out for approvals',
      everyMs: approvalsTickMs,
      look: () => sweepApprovals(approvalsDeps),
    },
    { name: 'signing of audit logs', everyMs: checkpointsTickMs, look: checkpointing(platform) },
    { name: 'signing of evidence', everyMs: evidenceTickMs, look: evidenceSigning(platform) },
    {
      name: 'the end of exceptions',
      everyMs: exceptionsTickMs,
      look: () => sweepExceptions({ db, clock, announce }),
    },
  ];

  return {
    resourceTypes,
    subscribers: [...respond.subscribers, ...inform.subscribers],
    jobTypes: new Set(registry.keys()),
    routes: [
      ...providerRoutes({
        ...providersDeps,
        triggerSync: (scope, providerId, trigger) =>
          triggerPlatformJob(jobsDeps, scope, {
            type: 'resource_sync',
            parameters: { provider_id: providerId },
            trigger,
          }),
        changes: remediations.map(({ id, title, permissions }) => ({
          id,
          title,
          permissions: [...permissions.write, ...permissions.read],
        })),
      }),
      ...inventoryRoutes({
        db,
        resourceTypes,
        providerNames: async (tx) => new Map((await listProviders(tx)).map((row) => [row.id, row.name])),
      }),
      ...baselineRoutes(baselinesDeps),
      ...driftRoutes(driftDeps),
      ...customControlRoutes({ db, clock, resourceTypes }),
      ...exceptionRoutes(complianceDeps),
      ...attestationRoutes({ db, clock, frameworks: complianceDeps.frameworks }),
      ...frameworkRoutes(frameworkDeps),
      ...assessmentRoutes(assessmentDeps),
      ...controlRoutes({ ...complianceDeps, examplesOf: examplesOfControl }),
      ...preflightRoutes({ ...complianceDeps, providers }),
      ...jobRoutes(jobsDeps),
      ...executionRoutes({
        ...jobsDeps,
        effectNames: { resources: namesOfResources, drifts: namesOfDrifts },
      }),
      ...actionRoutes(jobsDeps),
      ...approvalRoutes(approvalsDeps),
      ...evidenceRoutes(platform),
      ...respond.routes,
      ...inform.routes,
    ],
    onOrganizationCreated: (tx, organizationId) => createPlatformJobs(jobsDeps, tx, organizationId),
    prepare: () => applyEnvironmentSchedules(jobsDeps),
    async start(duties = { schedules: true, works: true }) {
      if (duties.works) {
        for (const { queue: name, concurrency, handle } of [...respond.workers, ...inform.workers]) {
          await queue.work(name, { concurrency }, handle);
        }
      }
      const engines = duties.works ? [...(respond.engines ?? []), ...(inform.engines ?? [])] : [];
      const started = await Promise.all(engines.map((engine) => engine.start()));
      const stopRunner = await startJobs({ ...jobsDeps, ...runnerDeps }, duties);
      const stopJobs = async () => {
        await stopRunner();
        for (const engine of started) await engine.stop();
      };
      if (!duties.schedules) return stopJobs;
      const running = [...lookOuts, ...respond.lookOuts, ...inform.lookOuts].map(({ name, everyMs, look }) =>
        repeat(name, everyMs, log, look),
      );
      return async () => {
        for (const lookOut of running) await lookOut.stop();
        await stopJobs();
      };
    },
  };
}

/** The queues that the platform has to open for the domain. */
export const domainQueues = [executionQueue, ...respondQueues, ...informQueues] as const;
