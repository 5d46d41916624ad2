import type { Scope } from '../../../core/scope.ts';
import type { Severity } from '../../../core/severity.ts';
import type { AssessedControlRow, AssessmentRow } from '../../assess/compliance/index.ts';
import type { ExceptionRow } from '../../assess/controls/index.ts';
import {
  type AssessedFinding,
  type KeptAssessment,
  openFindings,
  readAssessment,
  readItsExceptions,
  requirementsByControl,
} from './judged-assessment.ts';
import type { ExportDeps } from './subject.ts';
import { controlSentence, requirementSentence, unseenSentences } from './words.ts';

type Control = Omit<AssessedControlRow, 'resources'>;

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};
/** What readers of the format sort by; between the limits that they have for the same words. */
const securitySeverity: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

/**
 * SARIF 2.1.0 (OASIS): the controls are rules, the framework is a taxonomy, every resource that fails is a result.
 * What cannot be known is of kind `open`, what only a person can find out of kind `review`, an accepted failure is
 * suppressed. What passes is no result.
 */
export async function* sarifText(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const exceptions = await readItsExceptions(deps, scope, kept);
  const places = new Map(kept.controls.map(({ control_id }, place) => [control_id, place]));
  const run = {
    tool: { driver: driverOf(deps, kept) },
    taxonomies: [taxonomyOf(kept)],
    automationDetails: { id: `infraudit/${row.framework_id}/${row.framework_version}/${row.id}/` },
    columnKind: 'utf16CodeUnits',
    properties: {
      assessment: row.id,
      passed: row.passed,
      evaluated: row.evaluated,
      total: row.total,
      counts: row.counts,
    },
  };
  const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
  yield `{"$schema":${JSON.stringify(schema)},"version":"2.1.0","runs":[${JSON.stringify(run).slice(0, -1)},"results":[`;
  const { pages, again } = openFindings(deps, scope, kept, signal);
  let first = true;
  const lines = (results: readonly object[]): string => {
    if (results.length === 0) return '';
    const text = results.map((result) => JSON.stringify(result)).join(',\n');
    const start = first ? '\n' : ',\n';
    first = false;
    return start + text;
  };
  for await (const page of pages)
    yield lines(page.map((finding) => findingResult(finding, places.get(finding.control.id), exceptions)));
  yield lines(
    kept.controls
      .filter(({ unlisted }) => unlisted.length > 0)
      .map((control) => unlistedResult(control, places)),
  );
  yield lines(reviewResults(kept));
  const invocation = {
    executionSuccessful: true,
    startTimeUtc: row.started_at.toISOString(),
    endTimeUtc: row.ended_at.toISOString(),
    toolExecutionNotifications: again().deviations.map((text) => ({ level: 'warning', message: { text } })),
  };
  yield `\n],"invocations":${JSON.stringify([invocation])}}]}\n`;
}

function driverOf(deps: ExportDeps, kept: KeptAssessment): object {
  const requirements = requirementsByControl(kept);
  const placeOf = new Map(kept.results.map(({ requirement_id }, place) => [requirement_id, place]));
  return {
    name: 'InfraAudit',
    version: deps.version,
    supportedTaxonomies: [{ name: kept.framework.id, index: 0 }],
    rules: kept.controls.map((control) => {
      const words = kept.catalogue.byId.get(control.control_id)?.[0];
      const [helpUri] = words?.references ?? [];
      return {
        id: control.control_id,
        shortDescription: { text: control.title },
        ...(words !== undefined && { fullDescription: { text: words.risk }, help: helpOf(words.advice) }),
        ...(helpUri !== undefined && { helpUri }),
        defaultConfiguration: { level: levels[control.severity] },
        relationships: (requirements.get(control.control_id) ?? []).map(({ requirement_id: id }) => ({
          target: { id, index: placeOf.get(id), toolComponent: { name: kept.framework.id, index: 0 } },
          kinds: ['relevant'],
        })),
        properties: {
          tags: ['security', ...(words === undefined ? [] : [words.category])],
          'security-severity': securitySeverity[control.severity],
          version: control.control_version,
          status: control.status,
          counts: control.counts,
        },
      };
    }),
  };
}

const adviceTitles = {
  console: 'Console',
  cli: 'CLI',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
};

function helpOf(advice: Record<keyof typeof adviceTitles, string>): { text: string } {
  const parts = Object.entries(adviceTitles).flatMap(([key, title]) => {
    const steps = advice[key as keyof typeof adviceTitles];
    return steps === '' ? [] : [`${title}: ${steps}`];
  });
  return { text: parts.length === 0 ? 'See the documentation of the vendor.' : parts.join('\n\n') };
}

function taxonomyOf({ framework, results }: KeptAssessment): object {
  return {
    name: framework.id,
    version: framework.version,
    organization: framework.publisher,
    informationUri: framework.url,
    shortDescription: { text: framework.title },
    isComprehensive: true,
    taxa: results.map(({ requirement_id: id, title, category, status }) => ({
      id,
      shortDescription: { text: title },
      properties: { category, status },
    })),
  };
}

function findingResult(
  { control, status, message, account, resource, ...finding }: AssessedFinding,
  ruleIndex: number | undefined,
  exceptions: ReadonlyMap<number, ExceptionRow>,
): object {
  const exception = exceptions.get(finding.exceptionId ?? 0);
  const sentence = finding.unseen.length === 0 ? message : `${message} ${unseenSentences(finding.unseen)}`;
  const path = [account.type, account.account_id, resource.region, resource.type, resource.externalId];
  return {
    ruleId: control.id,
    ...(ruleIndex !== undefined && { ruleIndex }),
    ...(status === 'unknown'
      ? { kind: 'open', level: 'none' }
      : { kind: 'fail', level: levels[control.severity] }),
    message: { text: `${resource.name}: ${sentence}` },
    locations: [
      {
        // Not a file: an address that stays the same, for readers that want one.
        physicalLocation: { artifactLocation: { uri: path.map(encodeURIComponent).join('/') } },
        logicalLocations: [
          { name: resource.name, fullyQualifiedName: resource.externalId, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'infraudit/v1': finding.fingerprint },
    suppressions:
      status === 'excepted'
        ? [{ kind: 'external', status: 'accepted', justification: justificationOf(exception) }]
        : [],
    properties: {
      status,
      account: account.account_id,
      region: resource.region,
      resource_type: resource.type,
      version_id: resource.versionId,
      evidence: finding.evidence,
    },
  };
}

const justificationOf = (exception: ExceptionRow | undefined): string =>
  exception === undefined
    ? 'Accepted by an exception.'
    : `${exception.reason} (owner: ${exception.owner}; approved by ${exception.decided_by?.label ?? 'nobody'}; until ${exception.expires_at.toISOString()})`;

/** A list that was not read to its end may hold what fails: that is a result of its own. */
const unlistedResult = (control: Control, places: ReadonlyMap<string, number>): object => ({
  ruleId: control.control_id,
  ruleIndex: places.get(control.control_id),
  kind: 'open',
  level: 'none',
  message: { text: controlSentence(control) },
  suppressions: [],
  properties: { status: 'unknown' },
});

function reviewResults(kept: KeptAssessment): object[] {
  return kept.results.flatMap((result, index) => {
    if (!['manual', 'attested', 'not_automated'].includes(result.status)) return [];
    const sentence = requirementSentence(kept, result, () => undefined);
    return [
      {
        kind: 'review',
        level: 'none',
        message: { text: `${result.requirement_id} ${result.title}: ${sentence}` },
        taxa: [{ id: result.requirement_id, index, toolComponent: { name: kept.framework.id, index: 0 } }],
        suppressions: [],
        properties: { status: result.status },
      },
    ];
  });
}
