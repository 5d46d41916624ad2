import { setTimeout as pause } from 'node:timers/promises';
import type { DetailOperation } from '../../../../plugin-kit/define-collector.ts';
import type { AwsSession, Detail } from '../session/types.ts';
import { utcDay } from './utc-day.ts';

/** A row by the names of the columns. */
type Row = Record<string, string>;

/** AWS makes a report in seconds, and at most every four hours; until then it answers the last one. */
const secondsBetweenLooks = 2;
const looks = 15;

/** The calls of the report, for a collector that fills the paths from it. */
export function credentialReportOperations(paths: string[]): DetailOperation[] {
  return [
    { operation: 'iam:GenerateCredentialReport', permission: 'iam:GenerateCredentialReport', paths },
    {
      operation: 'iam:GetCredentialReport',
      permission: 'iam:GetCredentialReport',
      paths,
      // Not there yet: it is asked for again.
      absent: notReady,
    },
  ];
}

const notReady = [
  'ReportInProgress',
  'ReportNotPresent',
  'ReportExpired',
  'CredentialReportNotReadyException',
  'CredentialReportNotPresentException',
  'CredentialReportExpiredException',
];

/**
 * The account's credential report, one row per user, the root user first. Asking for it changes nothing in the
 * account; AWS counts the call among the reading ones.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function credentialReport(session: AwsSession, paths: string[]): Promise<Detail<Row[]>> {
  const ordered = await session.detail('iam', 'GenerateCredentialReport', {});
  if (ordered.state === 'unreadable') return ordered;
  for (let look = 1; ; look++) {
    const report = await session.detail('iam', 'GetCredentialReport', {});
    if (report.state === 'unreadable') return report;
    if (report.state === 'value')
      return { state: 'value', value: rowsOf(new TextDecoder().decode(report.value.Content)) };
    if (look === looks) return unfinished(paths);
    await pause(secondsBetweenLooks * 1000, undefined, { signal: session.signal });
  }
}

function unfinished(paths: string[]): Detail<never> {
  const message = `the credential report was not ready after ${secondsBetweenLooks * looks} seconds`;
  return { state: 'unreadable', unreadable: paths.map((path) => ({ path, reason: 'failed', message })) };
}

/** Names of users may have commas, and the report has no quotes; the ARN begins where the name ends. */
function rowsOf(csv: string): Row[] {
  const [header = '', ...lines] = csv.split(/\r?\n/).filter((line) => line !== '');
  const columns = header.split(',').slice(2);
  return lines.map((line) => {
    const cells = line.split(',');
    const identity = cells.slice(0, cells.length - columns.length).join(',');
    const arnAt = identity.indexOf(',arn:');
    const row: Row = { user: identity.slice(0, arnAt), arn: identity.slice(arnAt + 1) };
    for (const [index, column] of columns.entries())
      row[column] = cells[cells.length - columns.length + index] ?? '';
    return row;
  });
}

/** When the root user was last used. Undefined where the report has no row of it. */
export function rootUserOf(rows: Row[]): object | undefined {
  const root = rows.find(({ user }) => user === '<root_account>');
  if (root === undefined) return undefined;
  const keys = [dayOf(root.access_key_1_last_used_date), dayOf(root.access_key_2_last_used_date)];
  return {
    PasswordLastUsedDate: dayOf(root.password_last_used),
    AccessKeyLastUsedDate: keys
      .filter((day) => day !== undefined)
      .sort()
      .at(-1),
  };
}

/** `N/A`, `no_information` and `not_supported` stand for no moment. */
function dayOf(cell: string | undefined): string | undefined {
  return cell === undefined || !/^\d{4}-/.test(cell) ? undefined : utcDay(new Date(cell));
}
