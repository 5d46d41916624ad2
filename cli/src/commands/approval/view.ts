import type { Answer, Item } from '@infraudit/api-client';
import type { Context } from '../../context.ts';
import { changesText } from '../../output/changes.ts';
import type { Paint } from '../../output/paint.ts';
import type { ListView, RecordView } from '../../output/printer.ts';
import { counted, oneLine } from '../../output/text.ts';
import { ago, exactly, since } from '../../output/when.ts';
import { changesBetween, indented } from '../execution/view.ts';

export type Approval = Answer<'getApproval'>;
export type ApprovalRow = Item<'listApprovals'>;

export const approvalStatuses = ['pending', 'approved', 'rejected', 'expired', 'cancelled', 'all'] as const;
export const approvalTypes = ['remediation', 'scheduled_job'] as const;
export const approvalPriorities = ['low', 'normal', 'high', 'urgent'] as const;

const approvalKeys = [
  'id',
  'type',
  'title',
  'status',
  'priority',
  'target_system',
  'justification',
  'changes',
  'plan_hash',
  'subject',
  'submitted_by',
  'submitted_at',
  'age_seconds',
  'expires_at',
  'assignees',
  'can_decide',
  'cannot_decide_reason',
  'decided_by',
  'decided_at',
  'decision_reason',
  'escalated_at',
] as const satisfies readonly (keyof ApprovalRow)[];

export function approvalList(context: Context, empty: string): ListView<ApprovalRow> {
  const now = context.terminal.now();
  return {
    keys: approvalKeys,
    empty,
    columns: [
      { title: 'ID', value: ({ id }) => String(id), align: 'right' },
      { title: 'WHAT', value: ({ title }) => title, shrink: 'end' },
      { title: 'CHANGES', value: ({ changes }) => String(changes), align: 'right' },
      { title: 'WHERE', value: ({ target_system }) => target_system, shrink: 'end' },
      { title: 'PRIORITY', value: ({ priority }) => priority },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'WAITS', value: ({ submitted_at }) => since(submitted_at, now) },
      {
        title: 'EXPIRES',
        value: ({ status, expires_at }) => (status === 'pending' ? ago(expires_at, now) : ''),
      },
      { title: 'ASKED BY', value: ({ submitted_by }) => submitted_by.label, shrink: 'end' },
    ],
  };
}

export function approvalRecord(context: Context, approval: Approval): RecordView<Approval> {
  return {
    keys: [...approvalKeys, 'plan'],
    text: (paint) => factsText(context, approval, paint) + planText(approval, paint),
  };
}

function factsText(context: Context, approval: Approval, paint: Paint): string {
  const now = context.terminal.now();
  const { subject } = approval;
  const isOpen = approval.status === 'pending';
  return [
    `${paint.bold(oneLine(approval.title))}\n${oneLine(approval.justification)}\n\n`,
    context.print.fields([
      ['Approval', `#${approval.id}, ${approval.status}, ${approval.priority} priority`],
      ['Where', approval.target_system],
      [
        'For',
        `execution ${subject.id}${subject.job_name === null ? '' : ` of ${subject.job_name} (job ${subject.job_id})`}`,
      ],
      ['Asked by', `${approval.submitted_by.label}, ${exactly(approval.submitted_at, now)}`],
      ['Decides', approval.assignees.map(({ email }) => email).join(', ') || 'nobody is asked'],
      ['You', isOpen ? (approval.can_decide ? 'may decide' : approval.cannot_decide_reason) : null],
      ['Expires', isOpen ? exactly(approval.expires_at, now) : null],
      ['Escalated', approval.escalated_at === null ? null : exactly(approval.escalated_at, now)],
      [
        'Decided',
        approval.decided_at === null
          ? null
          : `${exactly(approval.decided_at, now)} by ${approval.decided_by?.label ?? 'the server'}`,
      ],
      ['Reason', approval.decision_reason],
      ['Plan', approval.plan_hash],
    ]),
  ].join('');
}

/** The plan as a diff: each step with the call, the state that it expects and the state that it makes. */
export function planText({ plan, changes }: Approval, paint: Paint): string {
  const steps = plan.steps.map((step, index) => {
    const { target } = step;
    const where = `${target.resourceType} ${target.externalId}, ${target.region}`;
    return [
      `${index + 1}. ${oneLine(step.summary)}\n`,
      paint.quiet(`   ${oneLine(step.call)}  ${oneLine(where)}\n`),
      indented(changesText(changesBetween(step.before, step.after), paint)),
    ].join('');
  });
  return `\n${paint.bold(`${counted(changes, 'change')} and nothing else: ${oneLine(plan.summary)}`)}\n${steps.join('')}`;
}

/** `3 changes in AWS account 123456789012 (production)`. */
export const changesWords = ({ changes, target_system }: Approval): string =>
  `${counted(changes, 'change')} in ${oneLine(target_system)}`;
