import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { counted, oneLine } from '../../output/text.ts';
import { ago, exactly } from '../../output/when.ts';

export type Exception = Answer<'getException'>;
export type ExceptionRow = Item<'listExceptions'>;

export const exceptionStates = ['requested', 'active', 'rejected', 'expired', 'revoked', 'reopened'] as const;

const keys = [
  'id',
  'control_id',
  'state',
  'resource_id',
  'name_pattern',
  'tags',
  'region',
  'finding_count',
  'reopened_count',
  'reason',
  'owner',
  'requested_by',
  'requested_at',
  'expires_at',
  'decided_by',
  'decided_at',
  'decision_note',
  'ended_by',
  'ended_at',
  'end_reason',
] as const satisfies readonly (keyof ExceptionRow)[];

/** What it is about, in a few words. */
function targetText(row: ExceptionRow): string {
  const parts = [
    row.resource_id === null ? null : `resource ${row.resource_id}`,
    row.name_pattern,
    ...Object.entries(row.tags).map(([key, value]) => `${key}=${value}`),
    row.region,
  ];
  return oneLine(parts.filter((part) => part !== null).join(' '));
}

export function exceptionList(context: Context, empty: string): ListView<ExceptionRow> {
  const now = context.terminal.now();
  return {
    keys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'STATE', value: ({ state }) => state },
      { title: 'CONTROL', value: ({ control_id }) => control_id, shrink: 'end' },
      { title: 'FOR', value: targetText, shrink: 'end' },
      { title: 'FINDINGS', value: ({ finding_count }) => String(finding_count), align: 'right' },
      { title: 'ENDS', value: ({ expires_at }) => ago(expires_at, now) },
      { title: 'OWNER', value: ({ owner }) => oneLine(owner), shrink: 'end' },
    ],
  };
}

export function exceptionRecord(context: Context, exception: Exception): RecordView<Exception> {
  const now = context.terminal.now();
  const waits = exception.state === 'requested';
  return {
    keys: [...keys, 'decision_problem', 'findings'],
    text: (paint) =>
      [
        `${paint.bold(exception.control_id)}\n${oneLine(exception.reason)}\n\n`,
        context.print.fields([
          ['Exception', `#${exception.id}, ${exception.state}`],
          ['For', targetText(exception)],
          ['Owner', exception.owner],
          ['Asked by', `${exception.requested_by}, ${exactly(exception.requested_at, now)}`],
          ['Ends', exactly(exception.expires_at, now)],
          ['You', waits ? (exception.decision_problem ?? 'may decide') : null],
          [
            'Decided',
            exception.decided_at === null
              ? null
              : `${exactly(exception.decided_at, now)} by ${exception.decided_by ?? 'the server'}`,
          ],
          ['Note', exception.decision_note],
          [
            'Ended',
            exception.ended_at === null
              ? null
              : `${exactly(exception.ended_at, now)} by ${exception.ended_by ?? 'the server'}`,
          ],
          ['Why', exception.end_reason],
        ]),
        `\n${paint.bold(`${counted(exception.finding_count, 'finding')} with exactly this evidence`)}\n`,
        context.print.table(
          [
            { title: 'RESOURCE', value: ({ resource_name }) => resource_name, shrink: 'middle' },
            { title: 'REGION', value: ({ region }) => region },
            { title: 'NOW', value: (finding) => finding.now },
            { title: 'ACCEPTED', value: ({ message }) => oneLine(message), shrink: 'end' },
          ],
          exception.findings,
        ),
      ].join(''),
  };
}
