import type { Answer, Item } from '@infraudit/api-client';
import { type Api, pause } from '../../api.ts';
import type { Context } from '../../context.ts';
import { CliError, Interrupted } from '../../errors.ts';
import { changesText } from '../../output/changes.ts';
import { type Paint, severityTag } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { oneLine } from '../../output/text.ts';
import { ago, exactly, since } from '../../output/when.ts';
import { paintSeverity } from '../drift/view.ts';
import { changesBetween, indented } from '../execution/view.ts';
import { plain } from '../provider/view.ts';

export type Remediation = Answer<'getRemediation'>;
type RemediationRow = Item<'listRemediations'>;

export const remediationStatuses = [
  'suggested',
  'pending_approval',
  'approved',
  'executing',
  'completed',
  'failed',
  'rejected',
  'rolled_back',
  'cancelled',
] as const;

const rowKeys = [
  'id',
  'type',
  'title',
  'risk',
  'status',
  'finding',
  'resource',
  'provider',
  'execution_id',
  'part_of',
  'evidence_id',
  'policy_id',
  'error',
  'requested_by',
  'note',
  'created_at',
  'executed_at',
  'ended_at',
  'rollback',
] as const satisfies readonly (keyof RemediationRow)[];

const keys = [
  ...rowKeys,
  'description',
  'impact',
  'effort_minutes',
  'irreversible',
  'plan',
  'by_hand',
  'permissions',
  'permissions_to_add',
  'approval',
  'held',
  'history',
] as const satisfies readonly (keyof Remediation)[];

export function remediationList(context: Context, empty: string): ListView<RemediationRow> {
  const now = context.terminal.now();
  return {
    keys: rowKeys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      {
        title: 'SEVERITY',
        value: ({ finding }) => severityTag(finding.severity, plain),
        paint: (cell, { finding }, paint) => paintSeverity(cell, finding.severity, paint),
      },
      { title: 'CHANGE', value: ({ title }) => title, shrink: 'end' },
      { title: 'RESOURCE', value: ({ resource }) => resource.name, shrink: 'middle' },
      { title: 'RISK', value: ({ risk }) => risk ?? '' },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'ASKED', value: ({ created_at }) => since(created_at, now) },
      { title: 'BY', value: ({ requested_by }) => requested_by.label, shrink: 'end' },
    ],
  };
}

const remediationRecord = (context: Context, row: Remediation): RecordView<Remediation> => ({
  keys,
  text: (paint) => factsText(context, row, paint) + changeText(row, paint) + byHandText(row, paint),
});

const findingWords = ({ finding }: Pick<Remediation, 'finding'>): string =>
  finding.drift_id === null ? `control ${finding.control_id}` : `drift ${finding.drift_id}`;

function factsText(context: Context, row: Remediation, paint: Paint): string {
  const now = context.terminal.now();
  const { approval } = row;
  const waits = approval?.status === 'pending';
  return [
    `${severityTag(row.finding.severity, paint)}  ${paint.bold(oneLine(row.title))}\n${oneLine(row.description)}\n\n`,
    context.print.fields([
      ['Remediation', `#${row.id}, ${row.status}${row.held ? ', waits until it is executed' : ''}`],
      ['For', `${findingWords(row)}: ${row.finding.summary}`],
      [
        'Resource',
        `${row.resource.name} (${row.resource.type}, ${row.resource.region}) in ${row.provider.name}`,
      ],
      ['Part of', partWords(row)],
      ['Risk', row.risk],
      ['Impact', row.impact],
      ['No way back', row.irreversible],
      ['Problem', row.error === null ? null : row.error.message],
      ['Asked by', `${row.requested_by.label}, ${exactly(row.created_at, now)}`],
      ['Note', row.note],
      [
        'Approval',
        approval === null
          ? null
          : waits
            ? `#${approval.id} waits; you ${approval.can_decide ? 'may decide' : `may not: ${approval.cannot_decide_reason}`}`
            : `#${approval.id} ${approval.status} by ${approval.decided_by?.label ?? 'the server'}`,
      ],
      ['Executed', row.executed_at === null ? null : exactly(row.executed_at, now)],
      ['Rollback', rollbackWords(row, now)],
      ['Evidence', row.evidence_id],
      ['Permissions', row.provider.write_access ? null : `grant ${row.permissions.write.join(', ')}`],
    ]),
  ].join('');
}

/** Null where it has a run of its own. */
function partWords({ part_of: part, execution_id }: Remediation): string | null {
  if (part === null || part.steps < 2) return null;
  return `execution ${execution_id}: change ${part.step} of ${part.steps}, decided together`;
}

/** Null where nothing was changed yet, or it is back already. */
function rollbackWords({ status, executed_at, rollback }: Remediation, now: Date): string | null {
  if (executed_at === null || status === 'rolled_back') return null;
  if (rollback.status === 'pending_approval') return 'waits for approval';
  if (rollback.possible && rollback.until !== null) return `until ${ago(rollback.until, now)}`;
  return rollback.reason;
}

/** The change as a diff, with the call that makes it. */
function changeText({ plan }: Pick<Remediation, 'plan'>, paint: Paint): string {
  if (plan === null) return '';
  return [
    `\n${paint.bold(`This change and nothing else: ${oneLine(plan.summary)}`)}\n`,
    paint.quiet(`   ${oneLine(plan.call)}\n`),
    indented(changesText(changesBetween(plan.before, plan.after), paint)),
  ].join('');
}

/** Only where a person has to do it: with credentials for writing InfraAudit makes the change. */
function byHandText({ by_hand: byHand, provider }: Remediation, paint: Paint): string {
  if (byHand === null || provider.write_access) return '';
  const parts = [
    ...byHand.cli.map((command) => `${command}\n`),
    ...(byHand.console === null ? [] : [`${byHand.console}\n`]),
    ...(byHand.terraform === null ? [] : [`${byHand.terraform}\n`]),
  ];
  return `\n${paint.bold('By hand')}\n${parts.join('')}`;
}

/** What waits for a decision, as the caller may decide it; throws with the reason when there is nothing. */
export function waitingApproval(row: Remediation): NonNullable<Remediation['approval']> {
  const { approval } = row;
  if (approval?.status !== 'pending') {
    throw new CliError(`Nothing of remediation ${row.id} waits for a decision`, {
      why: row.error?.message ?? `It is ${row.status}.`,
      fix: `infraudit remediation get ${row.id} shows where it stands.`,
    });
  }
  if (approval.changes > 1) {
    throw new CliError(
      `Remediation ${row.id} is one of ${approval.changes} changes that are decided together`,
      {
        why: 'Who decides reads the whole plan.',
        fix: `infraudit approval get ${approval.id} shows it.`,
      },
    );
  }
  if (approval.can_decide) return approval;
  throw new CliError(`You cannot decide remediation ${row.id}`, {
    why: approval.cannot_decide_reason ?? `It is ${row.status}.`,
    fix: `infraudit approval get ${approval.id} shows who can.`,
  });
}

const moving = new Set(['queued', 'running']);

/** Waits until its run waits for somebody, or is over. */
export async function settled(context: Context, api: Api, id: number): Promise<Remediation> {
  const progress = await context.progress();
  try {
    for (let waitMs = 200; ; waitMs = Math.min(waitMs * 1.5, 1000)) {
      const row = await api.call('getRemediation', { path: { id } });
      const run = row.rollback.execution_id ?? row.execution_id;
      if (run === null || row.held) return row;
      const { status } = await api.call('getExecution', { path: { id: run } });
      const now = await api.call('getRemediation', { path: { id } });
      // An outdated plan ends one run and begins another.
      if (!moving.has(status) && (now.rollback.execution_id ?? now.execution_id) === run) return now;
      progress.step(`remediation ${id}: ${row.status}`);
      await pause(waitMs, context.terminal.interrupt);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    throw new Interrupted(
      `Remediation ${id} goes on in the server; infraudit remediation get ${id} shows where it stands.`,
    );
  } finally {
    progress.stop();
  }
}

/** Prints where it stands and what comes next. */
export async function tell(context: Context, api: Api, row: Remediation, words?: string): Promise<void> {
  const record = remediationRecord(context, row);
  await context.print.record(row, words === undefined ? record : { ...record, text: () => `${words}\n` });
  const next = nextWords(row);
  context.closing(`${api.web(`/remediation/${row.id}`)}${next === null ? '' : ` · infraudit ${next}`}`);
}

function nextWords({ id, status, approval, held, error, rollback }: Remediation): string | null {
  if (approval?.status === 'pending')
    return approval.changes > 1 ? `approval get ${approval.id}` : `remediation approve ${id}`;
  if (held) return `remediation execute ${id}`;
  if (status === 'suggested' && error !== null)
    return `remediation plan ${id} after write access was granted`;
  return rollback.possible ? `remediation rollback ${id} takes it back` : null;
}
