import type { Scope } from '../../../core/scope.ts';
import type { Severity } from '../../../core/severity.ts';
import type { AssessedControlRow, AssessmentRow, ResultRow } from '../../assess/compliance/index.ts';
import type { ExceptionRow } from '../../assess/controls/index.ts';
import {
  type AssessedFinding,
  type KeptAssessment,
  openFindings,
  readAssessment,
  readItsExceptions,
  requirementsByControl,
  saysSomething,
} from './judged-assessment.ts';
import { nameUuid } from './name-uuid.ts';
import type { ExportDeps } from './subject.ts';
import { controlSentence, requirementSentence, statusWords, titleOf, unseenSentences } from './words.ts';

const schemaVersion = '1.5.0';

type Status = ResultRow['status'];

const severities: Record<Severity, { severity_id: number; severity: string }> = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
};
const informational = { severity_id: 1, severity: 'Informational' };

/** What was accepted has failed: the status of the finding says that it is suppressed. */
const complianceStatuses: Record<Status, { status_id: number; status: string }> = {
  pass: { status_id: 1, status: 'Pass' },
  fail: { status_id: 3, status: 'Fail' },
  excepted: { status_id: 3, status: 'Fail' },
  unknown: { status_id: 0, status: 'Unknown' },
  not_applicable: { status_id: 99, status: 'Not applicable' },
  manual: { status_id: 99, status: 'Manual' },
  attested: { status_id: 99, status: 'Attested' },
  not_automated: { status_id: 99, status: 'Not automated' },
};

/**
 * OCSF Compliance Finding (class 2003), one JSON object per line: one per resource that fails, is unknown or excepted
 * for a control; then one per control without such a resource, and one per requirement that no control judges. Events
 * of one assessment have the same ids whenever they are written.
 */
export async function* ocsfLines(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const exceptions = await readItsExceptions(deps, scope, kept);
  const write = eventWriter(deps, scope, kept);
  const requirements = requirementsByControl(kept);
  const numbersOf = (id: string): string[] => (requirements.get(id) ?? []).map((each) => each.requirement_id);
  const seen = new Set<string>();
  const { pages } = openFindings(deps, scope, kept, signal);
  for await (const page of pages) {
    let text = '';
    for (const finding of page) {
      seen.add(finding.control.id);
      const exception = exceptions.get(finding.exceptionId ?? 0);
      text += write(findingEvent(finding, numbersOf(finding.control.id), exception));
    }
    yield text;
  }
  const said = kept.controls.filter(saysSomething);
  for (const control of said)
    if (!seen.has(control.control_id) || control.unlisted.length > 0)
      yield write(controlEvent(kept, control, numbersOf(control.control_id), seen));
  const judged = new Set(said.map(({ control_id }) => control_id));
  for (const result of kept.results) {
    if (result.control_ids.some((id) => judged.has(id))) continue;
    yield write(requirementEvent(kept, result));
  }
}

type Event = {
  names: readonly (string | number)[];
  title: string;
  description?: string | undefined;
  kind: 'resource' | 'control' | 'requirement';
  status: Status;
  severity: Severity | null;
  message: string;
  control: { id: string; title: string; version: number } | null;
  requirements: readonly string[];
  more?: Record<string, unknown>;
  cloud?: Record<string, unknown>;
  unmapped?: Record<string, unknown>;
};

function eventWriter(deps: ExportDeps, scope: Scope, kept: KeptAssessment): (event: Event) => string {
  const { row, framework } = kept;
  const time = kept.at.getTime();
  const vendors = [...new Set(kept.accounts.map(({ type }) => type))];
  return (event) => {
    const state =
      event.status === 'excepted' ? { status_id: 3, status: 'Suppressed' } : { status_id: 1, status: 'New' };
    const uid = nameUuid('ocsf', scope.organizationId, framework.id, framework.version, ...event.names);
    const written = {
      category_uid: 2,
      category_name: 'Findings',
      class_uid: 2003,
      class_name: 'Compliance Finding',
      activity_id: 1,
      activity_name: 'Create',
      type_uid: 200301,
      type_name: 'Compliance Finding: Create',
      time,
      ...(event.severity === null ? informational : severities[event.severity]),
      ...state,
      message: event.message,
      metadata: {
        version: schemaVersion,
        uid: nameUuid('event', row.id, uid),
        profiles: ['cloud'],
        tenant_uid: String(scope.organizationId),
        product: { name: 'InfraAudit', vendor_name: 'InfraAudit', version: deps.version },
      },
      cloud: { provider: vendorName(vendors), ...event.cloud },
      finding_info: {
        uid,
        title: event.title,
        ...(event.description !== undefined && { desc: event.description }),
        types: [event.kind],
        created_time: time,
        ...(event.control !== null && {
          analytic: {
            uid: event.control.id,
            name: event.control.title,
            version: String(event.control.version),
            type_id: 1,
            type: 'Rule',
          },
        }),
      },
      compliance: {
        standards: [titleOf(framework)],
        requirements: event.requirements,
        ...(event.control !== null && { control: event.control.id }),
        ...complianceStatuses[event.status],
      },
      ...event.more,
      unmapped: { assessment_id: row.id, status: event.status, ...event.unmapped },
    };
    return `${JSON.stringify(written)}\n`;
  };
}

const vendorNames: Readonly<Record<string, string>> = { aws: 'AWS', gcp: 'GCP', azure: 'Azure' };
const vendorName = (vendors: readonly string[]): string =>
  vendors.map((vendor) => vendorNames[vendor] ?? vendor).join(', ') || 'none';

function findingEvent(
  { control, account, resource, ...finding }: AssessedFinding,
  requirements: readonly string[],
  exception: ExceptionRow | undefined,
): Event {
  const { status, unseen } = finding;
  return {
    names: ['resource', control.id, account.account_id, resource.type, resource.externalId],
    title: control.title,
    description: control.risk,
    kind: 'resource',
    status,
    severity: control.severity,
    message: unseen.length === 0 ? finding.message : `${finding.message} ${unseenSentences(unseen)}`,
    control,
    requirements,
    cloud: {
      provider: vendorName([account.type]),
      region: resource.region,
      account: {
        uid: account.account_id,
        name: account.name,
        ...(account.type === 'aws'
          ? { type_id: 10, type: 'AWS Account' }
          : { type_id: 99, type: account.type }),
      },
    },
    more: {
      resources: [
        {
          uid: resource.externalId,
          name: resource.name,
          type: resource.type,
          region: resource.region,
          labels: Object.entries(resource.tags).map(([key, value]) => `${key}:${value}`),
        },
      ],
      ...(control.advice.cli !== '' && {
        remediation: { desc: control.advice.cli, references: control.references },
      }),
    },
    unmapped: {
      resource_version_id: resource.versionId,
      fingerprint: finding.fingerprint,
      evidence: finding.evidence,
      ...(unseen.length > 0 && { unseen }),
      ...(exception !== undefined && {
        exception: {
          id: exception.id,
          reason: exception.reason,
          owner: exception.owner,
          approved_by: exception.decided_by?.label ?? null,
          expires_at: exception.expires_at.toISOString(),
        },
      }),
    },
  };
}

/** How a control stands where no resource speaks for it; beside resources, only that a list was not read whole. */
function controlEvent(
  kept: KeptAssessment,
  control: Omit<AssessedControlRow, 'resources'>,
  requirements: readonly string[],
  seen: ReadonlySet<string>,
): Event {
  const words = kept.catalogue.byId.get(control.control_id)?.[0];
  const status = seen.has(control.control_id) ? 'unknown' : control.status;
  return {
    names: ['control', control.control_id],
    title: control.title,
    description: words?.risk,
    kind: 'control',
    status,
    severity: status === 'pass' || status === 'not_applicable' ? null : control.severity,
    message: controlSentence(control),
    control: { id: control.control_id, title: control.title, version: control.control_version },
    requirements,
    unmapped: {
      counts: control.counts,
      ...(control.unlisted.length > 0 && { unseen: control.unlisted }),
    },
  };
}

function requirementEvent(kept: KeptAssessment, result: ResultRow): Event {
  const sentence = requirementSentence(kept, result, () => undefined);
  return {
    names: ['requirement', result.requirement_id],
    title: result.title,
    kind: 'requirement',
    status: result.status,
    severity: null,
    message: `${result.requirement_id} is ${statusWords[result.status]}: ${sentence}`,
    control: null,
    requirements: [result.requirement_id],
  };
}
