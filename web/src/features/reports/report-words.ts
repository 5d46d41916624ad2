import { type Answer, api, type Item } from '../../app/api.ts';
import { count, percent } from '../../ui/words.ts';

export type Report = Item<'listReports'>;
export type ReportDetail = Answer<'getReport'>;

export const kinds = [
  {
    value: 'inventory',
    label: 'Inventory',
    words: 'Every resource, what moved, and what could not be read.',
  },
  { value: 'drift', label: 'Drift', words: 'Open drifts by severity, and what was resolved and how.' },
  {
    value: 'job_activity',
    label: 'Job activity',
    words: 'Every run, why some failed or did not take place, and who approved what.',
  },
  {
    value: 'compliance_assessment',
    label: 'Compliance assessment',
    words: 'The newest assessment of a framework, as its file has it.',
  },
] as const;
export type Kind = (typeof kinds)[number]['value'];

export const formats = [
  { value: 'pdf', label: 'PDF', words: 'To read and to print.' },
  { value: 'csv', label: 'CSV', words: 'For a spreadsheet.' },
  { value: 'json', label: 'JSON', words: 'For programs.' },
] as const;
export type Format = (typeof formats)[number]['value'];

export const kindTitle = (kind: string): string => kinds.find(({ value }) => value === kind)?.label ?? kind;

export const downloadAddress = (id: string): string => api.address(`/api/v1/reports/${id}/download`);

export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function deliveryWords({ delivered, failed, opened }: Report['deliveries']): string {
  if (delivered + failed === 0) return 'to nobody';
  const parts = [count(delivered, 'recipient')];
  if (delivered > 0) parts.push(`${opened} opened`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

export function coverageWords({ coverage }: Pick<Report, 'coverage'>): string {
  if (coverage.percent === null) return 'Nothing was scanned';
  const gaps = coverage.gap_count === 0 ? 'no gap' : count(coverage.gap_count, 'gap');
  return `${percent(coverage.percent)}: ${coverage.evaluated} of ${count(coverage.total, 'source')}, ${gaps}`;
}
