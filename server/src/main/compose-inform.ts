import type { ComplianceDeps } from '../domain/assess/compliance/index.ts';
import { type JobsDeps, triggerPlatformJob } from '../domain/govern/jobs/index.ts';
import { complianceExportRoutes } from '../domain/inform/compliance-export/index.ts';
import { overviewRoutes } from '../domain/inform/overview/index.ts';
import { reportGenerationJob, reportRoutes } from '../domain/inform/reports/index.ts';
import type { DomainFloor, Platform } from './domain-floor.ts';
import { productVersion } from './version.ts';

/** What people and other systems are told: overview, reports, files of assessments. `jobs` is asked when a route runs. */
export function composeInform(
  platform: Platform,
  compliance: ComplianceDeps,
  jobs: () => JobsDeps,
): DomainFloor {
  const { db, clock, announce } = platform;
  const { resourceTypes } = compliance;
  return {
    jobTypes: [reportGenerationJob({ db, clock, announce, resourceTypes })],
    routes: [
      ...complianceExportRoutes({ ...compliance, secrets: platform.secrets, version: productVersion }),
      ...reportRoutes({
        db,
        clock,
        triggerReport: (scope, parameters, trigger) =>
          triggerPlatformJob(jobs(), scope, { type: 'report_generation', parameters, trigger }),
      }),
      ...overviewRoutes({ db, resourceTypes }),
    ],
    subscribers: [],
    lookOuts: [],
    workers: [],
  };
}

/** The queues that the platform has to open for it. */
export const informQueues: readonly string[] = [];
