import { type Severity, severities } from '../../../../core/severity.ts';
import type { Tx } from '../../../../platform/db/database.ts';
import type { AnyRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { acceptedFindings, catalogueFor, firstFindings } from '../../../assess/controls/index.ts';
import { listDrifts } from '../../../assess/drift/index.ts';
import type { RemediationDeps } from '../deps.ts';
import { type FindingReference, remediationsFor } from '../findings.ts';
import type { ScheduledParameters } from './parameters.ts';

/** An open finding that a kind of change may put in order. */
export type Candidate = {
  reference: FindingReference;
  severity: Severity;
  /** `drift 12`, or the id of the control. */
  name: string;
  attribute: string | null;
  resourceId: number;
  resourceName: string;
  providerId: number;
  since: Date | null;
};

/** More than anybody changes in a run; that more are there is said, and the next run finds them. */
const mostDrifts = 2000;
const mostOfControl = 200;

/**
 * The open findings that the parameters name and these kinds of change are about, worst first and then those that
 * are open longest. A failure that somebody accepted is not open. `beyond` says of what there are more than were read.
 */
export async function openCandidates(
  deps: RemediationDeps,
  tx: Tx,
  scope: {
    parameters: ScheduledParameters;
    kinds: readonly AnyRemediation[];
    providerIds: readonly number[];
  },
): Promise<Candidates> {
  const { findings } = scope.parameters;
  const none: Candidates = { found: [], beyond: [] };
  const drifts = findings.includes('drift') ? await openDrifts(tx, scope) : none;
  const failures = findings.includes('control') ? await failingControls(deps, tx, scope) : none;
  const time = ({ since }: Candidate) => since?.getTime() ?? 0;
  const found = [...drifts.found, ...failures.found].sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      time(a) - time(b) ||
      a.resourceId - b.resourceId ||
      a.name.localeCompare(b.name),
  );
  return { found, beyond: [...drifts.beyond, ...failures.beyond] };
}

type Candidates = { found: Candidate[]; beyond: string[] };
type Scope = Parameters<typeof openCandidates>[2];

const wantedSeverities = ({ parameters }: Scope): Severity[] =>
  severities.slice(0, severities.indexOf(parameters.minimum_severity) + 1);

async function openDrifts(tx: Tx, scope: Scope): Promise<Candidates> {
  const { rows, total } = await listDrifts(
    tx,
    {
      providerIds: [...scope.providerIds],
      resourceTypes: [...new Set(scope.kinds.map(({ resource }) => resource.type))],
      severities: wantedSeverities(scope),
      statuses: ['detected', 'investigating'],
      tags: scope.parameters.tags,
    },
    { by: 'severity', order: 'desc' },
    { limit: mostDrifts, offset: 0 },
  );
  const found = rows.flatMap((row): Candidate[] => {
    const { resource_type: resourceType, attribute } = row;
    if (remediationsFor(scope.kinds, { resourceType, attribute }).length === 0) return [];
    return [
      {
        reference: { type: 'drift', driftId: row.id },
        severity: row.severity,
        name: `drift ${row.id}`,
        attribute,
        resourceId: row.resource_id,
        resourceName: row.resource_name,
        providerId: row.provider_id,
        since: row.detected_at,
      },
    ];
  });
  const more = total - rows.length;
  return { found, beyond: more > 0 ? [`${more} drifts beyond the first ${rows.length}`] : [] };
}

async function failingControls(deps: RemediationDeps, tx: Tx, scope: Scope): Promise<Candidates> {
  const catalogue = await catalogueFor(deps.controls, tx);
  const wanted = new Set(wantedSeverities(scope));
  const severityOf = new Map<string, Severity>();
  for (const id of scope.kinds.flatMap(({ controls }) => controls)) {
    const [control] = catalogue.byId.get(id) ?? [];
    if (control !== undefined && wanted.has(control.severity)) severityOf.set(id, control.severity);
  }
  const accepted = await acceptedFindings(tx, deps.clock.now());
  const found = await firstFindings(
    tx,
    { providerIds: scope.providerIds, regions: [], tags: scope.parameters.tags },
    [...severityOf.keys()],
    accepted,
    mostOfControl + 1,
  );
  const beyond: string[] = [];
  const failing = [...found].flatMap(([controlId, rows]) => {
    if (rows[mostOfControl]?.status === 'fail')
      beyond.push(`failures of ${controlId} beyond the first ${mostOfControl}`);
    return rows
      .slice(0, mostOfControl)
      .filter(({ status, type }) => {
        if (status !== 'fail') return false;
        return remediationsFor(scope.kinds, { resourceType: type, controlId }).length > 0;
      })
      .map(
        (row): Candidate => ({
          reference: { type: 'control', controlId, resourceId: row.resource_id },
          severity: severityOf.get(controlId) ?? 'low',
          name: controlId,
          attribute: null,
          resourceId: row.resource_id,
          resourceName: row.resource_name,
          providerId: row.provider_id,
          since: row.first_seen_at,
        }),
      );
  });
  return { found: failing, beyond };
}
