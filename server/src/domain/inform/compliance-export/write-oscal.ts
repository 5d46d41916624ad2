import type { Scope } from '../../../core/scope.ts';
import type { AssessedControlRow, AssessmentRow, ResultRow } from '../../assess/compliance/index.ts';
import { getOrganization } from '../../govern/tenancy/index.ts';
import { type KeptAssessment, readAssessment, readNamedResources } from './judged-assessment.ts';
import { nameUuid } from './name-uuid.ts';
import type { ExportDeps } from './subject.ts';
import { controlSentence, requirementSentence, titleOf } from './words.ts';

const oscalVersion = '1.1.3';
const nameSpace = 'urn:infraudit:oscal';

/**
 * OSCAL assessment results (NIST) as JSON: an observation per control, a finding per requirement. Only what passed is
 * `satisfied`; the reason and the exact status of the others stand beside. Ids follow from names, so the same
 * assessment is the same file.
 */
export async function* oscalText(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const controls = await readNamedResources(deps, scope, kept);
  const organization = await deps.db.within(scope, (tx) => getOrganization(tx));
  signal.throwIfAborted();
  const { framework } = kept;
  const id = (...names: (string | number)[]): string =>
    nameUuid('oscal', scope.organizationId, row.id, ...names);
  const title = titleOf(framework);
  const judged = [...controls.values()];
  const [first, ...others] = kept.results.map((each) => ({
    'control-id': controlToken(framework.id, each.requirement_id),
  }));
  const document = {
    'assessment-results': {
      uuid: id('document'),
      metadata: {
        title: `Assessment of ${title}`,
        'last-modified': row.ended_at.toISOString(),
        version: String(row.id),
        'oscal-version': oscalVersion,
        props: [prop('product', 'InfraAudit'), prop('product-version', deps.version)],
        parties: [{ uuid: id('party'), type: 'organization', name: organization.name }],
      },
      'import-ap': { href: `#${id('plan')}`, remarks: 'The plan is the framework with its scope.' },
      results: [
        {
          uuid: id('result'),
          title,
          description: numbersSentence(row),
          start: row.started_at.toISOString(),
          end: row.ended_at.toISOString(),
          props: numberProps(row, kept.at),
          'local-definitions': inventoryOf(kept, judged, id),
          'reviewed-controls': {
            'control-selections': [
              { description: title, 'include-controls': first === undefined ? [] : [first, ...others] },
            ],
          },
          ...nonEmpty(
            'observations',
            judged.map((control) => observationOf(kept, control, id)),
          ),
          findings: kept.results.map((result) => findingOf(kept, result, controls, id)),
        },
      ],
      'back-matter': {
        resources: [
          { uuid: id('plan'), title, description: framework.description, rlinks: [{ href: framework.url }] },
        ],
      },
    },
  };
  yield `${JSON.stringify(document, null, 1)}\n`;
}

type Id = (...names: (string | number)[]) => string;
type Prop = { name: string; value: string; ns: string };

/** Values of properties are never empty. */
const prop = (name: string, value: string | number): Prop => ({
  name,
  value: String(value).trim() || '-',
  ns: nameSpace,
});

/** The format has no empty lists. */
const nonEmpty = <T>(name: string, list: readonly T[]): Record<string, readonly T[]> =>
  list.length === 0 ? {} : { [name]: list };

/** The number of a requirement as OSCAL writes ids: `AC-2(1)` of NIST SP 800-53 is `ac-2.1`, `1.1` is `cis-aws_1.1`. */
export function controlToken(frameworkId: string, requirementId: string): string {
  const token = requirementId
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '.')
    .replace(/^\.+|\.+$/g, '');
  return frameworkId === 'nist-800-53' && /^[a-z]/.test(token) ? token : `${frameworkId}_${token}`;
}

function numbersSentence(row: AssessmentRow): string {
  const { counts } = row;
  return (
    `${row.passed} passed of ${row.evaluated} evaluated of ${row.total} requirements; ${counts.fail} failed, ` +
    `${counts.unknown} unknown, ${counts.excepted} excepted, ${counts.not_applicable} not applicable, ` +
    `${counts.manual} for people, ${counts.attested} attested, ${counts.not_automated} not automated.`
  );
}

const numberProps = (row: AssessmentRow, at: Date): Prop[] => [
  prop('passed', row.passed),
  prop('evaluated', row.evaluated),
  prop('total', row.total),
  ...Object.entries(row.counts).map(([status, count]) => prop(`count-${status.replaceAll('_', '-')}`, count)),
  prop('judged-at', at.toISOString()),
];

/** Accounts and the resources that the controls name. */
function inventoryOf(kept: KeptAssessment, controls: readonly AssessedControlRow[], id: Id): object {
  const accounts = new Map(kept.accounts.map((account) => [account.id, account]));
  const named = new Map(
    controls.flatMap(({ resources }) => resources).map((resource) => [resource.resource_id, resource]),
  );
  return nonEmpty('inventory-items', [
    ...kept.accounts.map((account) => ({
      uuid: id('account', account.id),
      description: `Account ${account.name}`,
      props: [prop('account-id', account.account_id), prop('vendor', account.type)],
    })),
    ...[...named.values()].map((resource) => ({
      uuid: id('resource', resource.resource_id),
      description: `${resource.resource_name} (${resource.type})`,
      props: [
        prop('external-id', resource.external_id),
        prop('resource-type', resource.type),
        prop('region', resource.region),
        prop('account-id', accounts.get(resource.provider_id)?.account_id ?? resource.provider_id),
      ],
    })),
  ]);
}

function observationOf(kept: KeptAssessment, control: AssessedControlRow, id: Id): object {
  const { fail, unknown, excepted } = control.counts;
  const more = fail + unknown + excepted - control.resources.length;
  return {
    uuid: id('observation', control.control_id),
    title: control.title,
    description: controlSentence(control),
    props: [
      prop('control', control.control_id),
      prop('control-version', control.control_version),
      prop('severity', control.severity),
      prop('status', control.status),
      ...Object.entries(control.counts).map(([status, count]) =>
        prop(`resources-${status.replaceAll('_', '-')}`, count),
      ),
    ],
    methods: ['TEST'],
    types: ['finding'],
    ...nonEmpty('subjects', [
      ...kept.accounts
        .filter((account) => control.statuses[account.id] !== undefined)
        .map((account) => ({
          'subject-uuid': id('account', account.id),
          type: 'inventory-item',
          props: [prop('status', control.statuses[account.id] as string)],
        })),
      ...control.resources.map((resource) => ({
        'subject-uuid': id('resource', resource.resource_id),
        type: 'inventory-item',
        props: [prop('status', resource.status)],
        remarks: resource.message,
      })),
    ]),
    collected: kept.at.toISOString(),
    ...(more > 0 && { remarks: `${more} more resources are not named here; the evidence as JSON has all.` }),
  };
}

function findingOf(
  kept: KeptAssessment,
  result: ResultRow,
  controls: ReadonlyMap<string, AssessedControlRow>,
  id: Id,
): object {
  const sentence = requirementSentence(kept, result, (control) => controls.get(control)?.status);
  const reasons: Partial<Record<ResultRow['status'], string>> = { pass: 'pass', fail: 'fail' };
  return {
    uuid: id('finding', result.requirement_id),
    title: `${result.requirement_id} ${result.title}`,
    description: sentence,
    props: [prop('requirement', result.requirement_id), prop('status', result.status)],
    target: {
      type: 'objective-id',
      'target-id': controlToken(kept.framework.id, result.requirement_id),
      title: result.title,
      status: {
        state: result.status === 'pass' ? 'satisfied' : 'not-satisfied',
        reason: reasons[result.status] ?? 'other',
        remarks: `${result.status}: ${sentence}`,
      },
    },
    ...nonEmpty(
      'related-observations',
      result.control_ids
        .filter((control) => controls.has(control))
        .map((control) => ({ 'observation-uuid': id('observation', control) })),
    ),
  };
}
