import type { DemoApi } from './api.ts';
import type { Response } from './respond.ts';

/** What the demo prints; machines read it, so keys only ever get added. */
export type Summary = {
  providers: { name: string; type: string; accountId: string; status: string }[];
  resources: { total: number; byType: Record<string, number>; byRegion: Record<string, number> };
  baselines: { total: number };
  drifts: {
    total: number;
    items: { resource: string; attribute: string; type: string; severity: string; summary: string }[];
  };
  /** The newest assessment of each enabled framework. */
  assessments: {
    framework: string;
    version: string;
    passed: number;
    evaluated: number;
    total: number;
    score: number | null;
    failing: { control: string; resources: string[] }[];
  }[];
  executions: { job: string; status: string; durationMs: number | null }[];
  coverage: { evaluated: number; total: number; percent: number | null; gaps: Gap[] };
  audit: { events: number; verified: boolean };
  /** With --once: what a second detection and the way back found. */
  secondDetection?: { total: number };
  afterRevert?: { open: number; resolved: number };
  durationMs: number;
} & Response;
type Gap = {
  source: string;
  region: string;
  reason: string;
  permission?: string;
  paths: string[];
  message: string;
};

type Facets = {
  total: number;
  types: { value: string; count: number }[];
  regions: { value: string; count: number }[];
};
type Provider = { id: number; name: string; type: string; account_id: string; status: string };
type Assessment = {
  id: number;
  framework_id: string;
  framework_version: string;
  passed: number;
  evaluated: number;
  total: number;
  score: number | null;
};
type Result = {
  controls: {
    control_id: string;
    status: string;
    resources: { resource_name: string; status: string }[];
  }[];
};
type Execution = {
  job_type: string;
  status: string;
  duration_ms: number | null;
  counts: Record<string, number>;
};

export async function readSummary(api: DemoApi): Promise<Omit<Summary, keyof Response>> {
  const providers = await api.get<{ data: Provider[] }>('/providers');
  const facets = await api.get<Facets>('/resources/facets');
  const drifts = await api.openDrifts();
  const executions = (await api.get<{ data: Execution[] }>('/executions?per_page=100')).data.reverse();
  const { evaluated, total, percent, gaps } = await api.get<Summary['coverage']>('/coverage');
  const audit = await api.get<{ events: number; verified: boolean }>('/audit-events/verify');
  return {
    providers: providers.data.map((provider) => ({
      name: provider.name,
      type: provider.type,
      accountId: provider.account_id,
      status: provider.status,
    })),
    resources: { total: facets.total, byType: countsOf(facets.types), byRegion: countsOf(facets.regions) },
    baselines: {
      total: executions.reduce((sum, execution) => sum + (execution.counts.baselines_created ?? 0), 0),
    },
    drifts: {
      total: drifts.length,
      items: drifts.map((drift) => ({
        resource: drift.resource_name,
        attribute: drift.attribute,
        type: drift.drift_type,
        severity: drift.severity,
        summary: drift.summary,
      })),
    },
    assessments: await readAssessments(api),
    executions: executions.map((execution) => ({
      job: execution.job_type,
      status: execution.status,
      durationMs: execution.duration_ms,
    })),
    coverage: { evaluated, total, percent, gaps },
    audit: { events: audit.events, verified: audit.verified },
    durationMs: 0,
  };
}

async function readAssessments(api: DemoApi): Promise<Summary['assessments']> {
  const { data } = await api.get<{ data: Assessment[] }>('/compliance/assessments?per_page=100');
  // Newest first: the first of each version is the one that counts.
  const newest = new Map<string, Assessment>();
  for (const each of data) {
    const key = `${each.framework_id} ${each.framework_version}`;
    if (!newest.has(key)) newest.set(key, each);
  }
  return await Promise.all(
    [...newest.values()].map(async ({ id, framework_id, framework_version, ...numbers }) => {
      const { passed, evaluated, total, score } = numbers;
      const results = await api.get<{ data: Result[] }>(
        `/compliance/assessments/${id}/results?status=fail&per_page=100`,
      );
      const failing = new Map<string, string[]>();
      for (const { control_id, status, resources } of results.data.flatMap(({ controls }) => controls)) {
        if (status !== 'fail') continue;
        const names = resources.filter((each) => each.status === 'fail').map((each) => each.resource_name);
        failing.set(control_id, names);
      }
      return {
        framework: framework_id,
        version: framework_version,
        passed,
        evaluated,
        total,
        score,
        failing: [...failing].sort().map(([control, resources]) => ({ control, resources })),
      };
    }),
  );
}

function countsOf(list: { value: string; count: number }[]): Record<string, number> {
  return Object.fromEntries(list.map(({ value, count }) => [value, count]));
}

const tags: Record<string, string> = {
  critical: '[!] CRITICAL',
  high: '[H] HIGH',
  medium: '[M] MEDIUM',
  low: '[L] LOW',
};

export function printSummary(summary: Summary): void {
  // Services without a region are listed under `global`, which is none.
  const regions = Object.keys(summary.resources.byRegion).filter((region) => region !== 'global');
  const lines = [
    '',
    `${summary.resources.total} resources of ${Object.keys(summary.resources.byType).length} types in ` +
      `${regions.length} regions, ${summary.baselines.total} baselines`,
    `coverage ${summary.coverage.percent ?? 0} % (${summary.coverage.evaluated} of ${summary.coverage.total} sources), ` +
      `audit log of ${summary.audit.events} events ${summary.audit.verified ? 'verified' : 'NOT VERIFIED'}`,
    ...summary.assessments.map(
      ({ framework, version, passed, evaluated, total, failing }) =>
        `${framework} ${version}: ${passed} passed of ${evaluated} evaluated of ${total} requirements, ` +
        `${failing.length} controls fail`,
    ),
    '',
    ...summary.coverage.gaps.map((gap) => `not seen: ${gap.message}`),
    `${'SEVERITY'.padEnd(14)}${'TYPE'.padEnd(15)}${'RESOURCE'.padEnd(34)}CHANGE`,
    ...summary.drifts.items.map(
      (drift) =>
        `${(tags[drift.severity] ?? drift.severity).padEnd(14)}${drift.type.padEnd(15)}` +
        `${shortened(drift.resource, 32).padEnd(34)}${drift.summary}`,
    ),
    '',
    `${summary.drifts.total} drifts`,
    `${summary.alerts.total} alerts; heard of by Slack ${summary.deliveries.slack}, the mailbox ${summary.deliveries.mailbox}, ` +
      `webhooks ${summary.deliveries.webhook} (${summary.deliveries.verified} with a valid signature)`,
    ...(summary.secondDetection === undefined
      ? []
      : [`a second detection found ${summary.secondDetection.total}`]),
    ...summary.remediations.items.map(
      ({ type, resource, status }) => `${status.padEnd(14)}${type} on ${resource}`,
    ),
    ...(summary.evidence.packages === 0
      ? []
      : [`${summary.evidence.packages} packages of evidence, ${summary.evidence.intact} verified offline`]),
    ...(summary.afterRevert === undefined
      ? []
      : [`after reverting: ${summary.afterRevert.resolved} resolved, ${summary.afterRevert.open} open`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function shortened(text: string, width: number): string {
  if (text.length <= width) return text;
  const half = Math.floor((width - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - (width - 1 - half))}`;
}
