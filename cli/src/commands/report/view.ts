import type { Answer, Item } from '@infraudit/api-client';
import type { Api } from '../../api.ts';
import type { Context } from '../../context.ts';
import { counted, oneLine } from '../../output/text.ts';
import { exactly } from '../../output/when.ts';

export type Report = Item<'listReports'>;
export type ReportDetail = Answer<'getReport'>;

export const reportKinds = ['inventory', 'drift', 'job_activity', 'compliance_assessment'] as const;
export const reportFormats = ['pdf', 'csv', 'json'] as const;

export const reportKeys = [
  'id',
  'kind',
  'format',
  'title',
  'as_of',
  'period',
  'time_zone',
  'parameters',
  'rows',
  'coverage',
  'bytes',
  'sha256',
  'file_name',
  'media_type',
  'execution_id',
  'created_at',
  'deliveries',
] as const satisfies readonly (keyof Report)[];

const reportDetailKeys = [...reportKeys, 'recipients'] as const satisfies readonly (keyof ReportDetail)[];

export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function deliveredText({ deliveries }: Pick<Report, 'deliveries'>): string {
  const { delivered, failed, opened } = deliveries;
  if (delivered + failed === 0) return 'to nobody';
  const parts = [`${delivered} delivered`, `${opened} opened`];
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

function coverageText({ coverage }: Pick<Report, 'coverage'>): string {
  if (coverage.percent === null) return 'nothing was scanned';
  const gaps = coverage.gap_count === 0 ? '' : `, ${counted(coverage.gap_count, 'gap')}`;
  return `${coverage.percent} %: ${coverage.evaluated} of ${counted(coverage.total, 'source')}${gaps}`;
}

function reportText(context: Context, report: ReportDetail): string {
  const now = context.terminal.now();
  const of = (recipient: ReportDetail['recipients'][number]): string =>
    recipient.status === 'failed'
      ? `${recipient.recipient}: failed, ${recipient.error ?? 'without a reason'}`
      : `${recipient.recipient}: ${recipient.opened_at === null ? 'delivered' : `opened ${exactly(recipient.opened_at, now)}`}`;
  return context.print.fields([
    ['Report', `${oneLine(report.title)} (${report.id})`],
    ['As of', exactly(report.as_of, now)],
    ['Period', `${exactly(report.period.from, now)} to ${exactly(report.period.to, now)}`],
    ['Format', `${report.format}, ${sizeText(report.bytes)}, ${counted(report.rows, 'row')}`],
    ['Coverage', coverageText(report)],
    ['SHA-256', report.sha256],
    ['Made by', `execution ${report.execution_id}`],
    ['Recipients', report.recipients.length === 0 ? 'none' : report.recipients.map(of).join('\n')],
  ]);
}

export async function printReport(context: Context, api: Api, report: ReportDetail): Promise<void> {
  await context.print.record(report, { keys: reportDetailKeys, text: () => reportText(context, report) });
  context.closing(`${api.web(`/reports/${report.id}`)} · infraudit report download ${report.id}`);
}
