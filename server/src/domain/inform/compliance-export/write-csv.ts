import { stringify } from 'csv-stringify/sync';
import type { Scope } from '../../../core/scope.ts';
import type { AssessedControlRow, AssessmentRow, ResultRow } from '../../assess/compliance/index.ts';
import {
  type AssessedFinding,
  openFindings,
  readAssessment,
  requirementsByControl,
  saysSomething,
} from './judged-assessment.ts';
import type { ExportDeps } from './subject.ts';
import { controlSentence, requirementSentence, unseenSentences } from './words.ts';

const columns = [
  'framework',
  'version',
  'requirement_id',
  'requirement_title',
  'category',
  'requirement_status',
  'control_id',
  'control_title',
  'severity',
  'control_status',
  'resource_status',
  'resource_name',
  'resource_type',
  'resource_external_id',
  'region',
  'account_name',
  'account_id',
  'message',
  'missing_permissions',
  'exception_id',
  'version_id',
] as const;

const rowsPerPart = 1000;

type Cells = Partial<Record<(typeof columns)[number], string | number | null>>;
type Control = Omit<AssessedControlRow, 'resources'>;

/**
 * One row per requirement, control and resource that fails, is unknown or excepted: all of them, as they are judged.
 * Then one row per requirement and control without such a resource, and per requirement without a control: no
 * requirement is missing. Formulas are escaped, because spreadsheets run them.
 */
export async function* csvRows(
  deps: ExportDeps,
  scope: Scope,
  row: AssessmentRow,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const kept = await readAssessment(deps, scope, row);
  const controls = new Map(
    kept.controls.filter(saysSomething).map((control) => [control.control_id, control]),
  );
  const requirements = requirementsByControl(kept);
  const ofFramework = { framework: row.framework_id, version: row.framework_version };
  const requirementCells = (result: ResultRow): Cells => ({
    ...ofFramework,
    requirement_id: result.requirement_id,
    requirement_title: result.title,
    category: result.category,
    requirement_status: result.status,
  });
  const seen = new Set<string>();
  const { pages } = openFindings(deps, scope, kept, signal);
  let head = true;
  let rows: Cells[] = [];
  const take = (): string => {
    const text = sheet(rows, head);
    head = false;
    rows = [];
    return text;
  };
  for await (const page of pages) {
    for (const finding of page) {
      const { id } = finding.control;
      seen.add(id);
      const cells = { ...findingCells(finding), ...controlCells(controls.get(id)) };
      for (const result of requirements.get(id) ?? []) rows.push({ ...requirementCells(result), ...cells });
      if (rows.length >= rowsPerPart) yield take();
    }
  }
  for (const result of kept.results) {
    const judging = result.control_ids.flatMap((id) => controls.get(id) ?? []);
    for (const control of judging)
      if (!seen.has(control.control_id))
        rows.push({
          ...requirementCells(result),
          ...controlCells(control),
          message: controlSentence(control),
          missing_permissions: permissions(control.unlisted),
        });
    if (judging.length === 0)
      rows.push({
        ...requirementCells(result),
        message: requirementSentence(kept, result, (id) => controls.get(id)?.status),
      });
  }
  yield take();
}

function controlCells(control: Control | undefined): Cells {
  if (control === undefined) return {};
  return {
    control_id: control.control_id,
    control_title: control.title,
    severity: control.severity,
    control_status: control.status,
  };
}

function findingCells({ account, resource, ...finding }: AssessedFinding): Cells {
  return {
    control_id: finding.control.id,
    control_title: finding.control.title,
    severity: finding.control.severity,
    resource_status: finding.status,
    resource_name: resource.name,
    resource_type: resource.type,
    resource_external_id: resource.externalId,
    region: resource.region,
    account_name: account.name,
    account_id: account.account_id,
    message:
      finding.unseen.length === 0 ? finding.message : `${finding.message} ${unseenSentences(finding.unseen)}`,
    missing_permissions: permissions(finding.unseen),
    exception_id: finding.exceptionId,
    version_id: resource.versionId,
  };
}

const permissions = (unseen: readonly { permission?: string }[]): string =>
  [...new Set(unseen.flatMap(({ permission }) => permission ?? []))].join(' ');

const sheet = (rows: readonly Cells[], header: boolean): string =>
  stringify([...rows], { columns: [...columns], header, escape_formulas: true, record_delimiter: 'windows' });
