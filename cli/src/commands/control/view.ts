import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { severityTag } from '../../output/paint.ts';
import type { RecordView } from '../../output/printer.ts';
import { oneLine } from '../../output/text.ts';
import { ago } from '../../output/when.ts';

export type Control = Item<'listControls'>;
export type CustomControl = Answer<'getCustomControl'>;

export const controlKeys = [
  'id',
  'title',
  'severity',
  'category',
  'service',
  'resource_type',
  'custom',
  'status',
  'counts',
] as const satisfies readonly (keyof Control)[];

export const customKeys = [
  'id',
  'title',
  'version',
  'enabled',
  'severity',
  'category',
  'resource_types',
  'check',
  'risk',
  'advice',
  'references',
  'tests',
  'problem',
  'created_at',
  'updated_at',
  'updated_by',
] as const satisfies readonly (keyof CustomControl)[];

/** `12 pass, 3 fail, 1 unknown`, without what is zero. */
export function countsText(counts: Readonly<Record<string, number | undefined>>): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => (count ?? 0) > 0)
    .map(([status, count]) => `${count} ${status.replaceAll('_', ' ')}`);
  return parts.length === 0 ? 'nothing judged yet' : parts.join(', ');
}

export function customRecord(context: Context, control: CustomControl): RecordView<CustomControl> {
  const now = context.terminal.now();
  const advice = typeof control.advice === 'string' ? { advice: control.advice } : control.advice;
  return {
    keys: customKeys,
    text: (paint) =>
      [
        `${paint.bold(oneLine(control.title))}\n${severityTag(control.severity, paint)}\n\n`,
        context.print.fields([
          ['Id', control.id],
          ['Version', `${control.version}, saved ${ago(control.updated_at, now)} by ${control.updated_by}`],
          ['State', control.enabled ? 'enabled' : 'disabled: it is not judged'],
          ['Problem', control.problem],
          ['About', control.resource_types.join(', ')],
          ['Check', control.check.replaceAll(/\s+/g, ' ').trim()],
          ['Category', control.category],
          ['Risk', control.risk],
          ...Object.entries(advice).map(([way, text]) => [`By ${way}`, text] as [string, string]),
          ['References', control.references.length === 0 ? null : control.references.join(' ')],
          ['Tests', String(control.tests.length)],
        ]),
      ].join(''),
  };
}
