import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { OperationId } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Section } from '../../ui/page.tsx';
import { count } from '../../ui/words.ts';
import type { ApprovalDetail } from './approval-page.tsx';
import { approveWords } from './approval-words.ts';
import classes from './approvals.module.css';
import { Reassign } from './reassign.tsx';

const refreshed: OperationId[] = [
  'getApproval',
  'listApprovals',
  'getExecution',
  'listJobs',
  'getJob',
  'getJobTimeline',
  'getStatus',
];

/** What approving allows, and the button that repeats it; or why the person in front of it may not decide. */
export function ApprovalDecision({ approval }: { approval: ApprovalDetail }) {
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState<'reject' | 'reassign' | null>(null);
  const manage = usePermission('manage_jobs');
  const approve = useAct('approveApproval', {
    refreshes: refreshed,
    done: () => 'Approved. The plan is applied now.',
  });
  const reject = useAct('rejectApproval', {
    refreshes: refreshed,
    done: () => 'Rejected. Nothing is written.',
    after: () => setAsking(null),
  });
  if (approval.status !== 'pending') return null;
  const path = { id: approval.id };
  const text = reason.trim();
  return (
    <Section title="Decision">
      <div className={classes.decision}>
        <p>
          Approving allows exactly{' '}
          {approval.changes === 1 ? 'this change' : `these ${approval.changes} changes`} in{' '}
          {approval.target_system}, once, and nothing else. Before each write its present state is read again;
          where it is not as shown above, nothing is written. Another run needs another approval.
        </p>
        {approval.can_decide ? (
          <>
            <TextInput
              label="Note"
              description="Kept with the approval and in the audit log."
              placeholder="Optional"
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <div className={classes.buttons}>
              <ActButton
                permission="approve"
                loading={approve.isPending}
                onClick={() =>
                  approve.mutate({
                    path,
                    body: { plan_hash: approval.plan_hash, ...(text === '' ? {} : { reason: text }) },
                  })
                }
              >
                {approveWords(approval)}
              </ActButton>
              <ActButton permission="approve" variant="default" onClick={() => setAsking('reject')}>
                Reject
              </ActButton>
              {manage.allowed ? (
                <ActButton permission="manage_jobs" variant="subtle" onClick={() => setAsking('reassign')}>
                  Reassign
                </ActButton>
              ) : null}
            </div>
          </>
        ) : (
          <div className={classes.cannot}>
            <strong>You cannot decide this.</strong>
            <p>{approval.cannot_decide_reason ?? 'It is assigned to other people.'}</p>
            {manage.allowed ? (
              <div>
                <ActButton
                  permission="manage_jobs"
                  variant="default"
                  size="compact"
                  onClick={() => setAsking('reassign')}
                >
                  Reassign
                </ActButton>
              </div>
            ) : null}
          </div>
        )}
      </div>
      {asking === 'reject' ? (
        <Reject
          changes={approval.changes}
          asker={approval.submitted_by.label}
          busy={reject.isPending}
          start={reason}
          onClose={() => setAsking(null)}
          onReject={(given) => reject.mutate({ path, body: { reason: given } })}
        />
      ) : null}
      {asking === 'reassign' ? <Reassign approval={approval} onClose={() => setAsking(null)} /> : null}
    </Section>
  );
}

function Reject({
  changes,
  asker,
  busy,
  start,
  onClose,
  onReject,
}: {
  changes: number;
  asker: string;
  busy: boolean;
  start: string;
  onClose: () => void;
  onReject: (reason: string) => void;
}) {
  const [reason, setReason] = useState(start);
  return (
    <Confirm
      opened
      title="Reject this plan"
      act={`Reject ${count(changes, 'change')}`}
      danger
      busy={busy}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => onReject(reason.trim())}
    >
      <p>The run ends as skipped and nothing is written. The next run of the job makes a plan of its own.</p>
      <Textarea
        label="Reason"
        description={`What ${asker} should know; it is kept with the run and in the audit log.`}
        required
        autosize
        minRows={3}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
