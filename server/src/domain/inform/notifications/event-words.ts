import type { Facts, Words } from './read-event.ts';

/** What events besides those of alerts say. Pure. */

const instant = (iso: string | null): string =>
  iso === null ? '' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export function jobNotice(type: string, facts: Facts): Words {
  const name = facts.text('job_name') ?? facts.text('job_type') ?? 'a job';
  const execution = facts.number('execution_id');
  const failed = type === 'job.failed';
  const findings = facts.number('findings_count');
  return {
    kind: 'Job',
    title: failed ? `Job ${name} failed` : `Job ${name}: ${facts.text('status') ?? 'ended'}`,
    description: [
      failed ? (facts.text('error') ?? 'It ended without a message.') : '',
      findings === null || failed ? '' : `Findings: ${findings}.`,
    ]
      .filter((part) => part !== '')
      .join('\n'),
    next: failed ? 'Open the run, mend what its error says, then run the job again.' : null,
    path: execution === null ? '/jobs' : `/executions/${execution}`,
  };
}

export function approvalNotice(type: string, facts: Facts): Words {
  const title = facts.text('title') ?? 'a change';
  const changes = facts.number('changes');
  const expires = facts.text('expires_at');
  const path = `/approvals/${facts.number('approval_id') ?? ''}`;
  const where = facts.text('target_system') ?? 'a connected system';
  const until = expires === null ? '' : ` until ${instant(expires)}`;
  const next = `Read the plan, then approve or reject it${until}. Nothing is written before that.`;
  const base = { kind: 'Approval', path, next };
  const size = changes === null ? '' : ` (${changes} ${changes === 1 ? 'change' : 'changes'})`;
  if (type === 'approval.requested')
    return {
      ...base,
      title: `Approval wanted: ${title}`,
      description: `A plan for ${where}${size} waits for a yes or a no.`,
    };
  if (type === 'approval.reminder')
    return {
      ...base,
      title: `Still waits for approval: ${title}`,
      description: `A plan for ${where} waits since ${instant(facts.text('submitted_at'))}.`,
      since: facts.text('submitted_at'),
    };
  if (type === 'approval.escalated')
    return {
      ...base,
      title: `Approval wanted from more people: ${title}`,
      description: `A plan for ${where} found nobody to decide: ${facts.text('reason') ?? 'no answer came'}.`,
    };
  const status = facts.text('status') ?? 'decided';
  const by = facts.text('decided_by');
  const reason = facts.text('reason');
  return {
    kind: 'Approval',
    title: `${status.charAt(0).toUpperCase()}${status.slice(1)}: ${title}`,
    description: `The plan for ${where} was ${status}${by === null ? '' : ` by ${by}`}.${reason === null ? '' : `\n\n${reason}`}`,
    next: null,
    path,
  };
}

const remediationWords: Record<string, { title: string; text: string; next: string | null }> = {
  'remediation.suggested': {
    title: 'Remediation asked for',
    text: 'Somebody asked for a change that puts a finding in order; its plan is being made.',
    next: 'Read the plan when it waits for approval.',
  },
  'remediation.approved': { title: 'Remediation approved', text: 'The plan was approved.', next: null },
  'remediation.completed': {
    title: 'Remediation completed',
    text: 'The change was made and read back, and the finding is gone.',
    next: null,
  },
  'remediation.failed': {
    title: 'Remediation failed',
    text: 'The finding is still there.',
    next: 'Look at what was done before it failed, then decide about the finding again.',
  },
  'remediation.rolled_back': {
    title: 'Remediation rolled back',
    text: 'The configuration is as it was before the change.',
    next: 'The finding is open again: decide about it anew.',
  },
};

export function remediationNotice(type: string, facts: Facts): Words {
  const words = remediationWords[type] ?? { title: 'Remediation', text: '', next: null };
  const name = facts.text('title') ?? facts.text('resource_name');
  const by = facts.text('approved_by') ?? facts.text('requested_by');
  const until = facts.text('rollback_until');
  const parts = [
    words.text,
    facts.text('error') ?? '',
    facts.is('may_have_written') ? 'It may have changed the connected system before it failed.' : '',
    by === null ? '' : `By ${by}.`,
  ];
  return {
    kind: 'Remediation',
    title: name === null ? words.title : `${words.title}: ${name}`,
    description: parts.filter((part) => part !== '').join('\n'),
    next: until === null ? words.next : `It can be rolled back until ${instant(until)}.`,
    path: facts.text('url_path') ?? `/remediation/${facts.number('remediation_id') ?? ''}`,
  };
}
