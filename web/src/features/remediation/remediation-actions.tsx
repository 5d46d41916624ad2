import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import { noWriteAccess, type RemediationDetail, touched } from './remediation-words.ts';

type Asking = 'reject' | 'rollback' | 'cancel' | null;

/** What can be done now, by whom, and what it allows. Nothing is written by any of these without an approved plan. */
export function RemediationActions({ remediation }: { remediation: RemediationDetail }) {
  const [asking, setAsking] = useState<Asking>(null);
  const { approval, status, rollback, provider } = remediation;
  const path = { id: remediation.id };
  const plan = useAct('planRemediation', {
    refreshes: touched,
    done: () => 'The plan is made again from the state of now.',
  });
  const execute = useAct('executeRemediation', {
    refreshes: touched,
    done: () => 'The approved plan is applied now.',
  });
  const waits = approval !== null && approval.status === 'pending';
  return (
    <>
      {waits ? <Decision remediation={remediation} onReject={() => setAsking('reject')} /> : null}
      {remediation.held ? (
        <Section title="Approved">
          <div className={layout.stack}>
            <p>
              The plan was approved and waits for somebody to start it. Before the write the present state is
              read again; where it is not as shown, nothing is written.
            </p>
            <div>
              <ActButton
                permission="approve"
                loading={execute.isPending}
                onClick={() => execute.mutate({ path })}
              >
                Apply 1 change in {provider.name}
              </ActButton>
            </div>
          </div>
        </Section>
      ) : null}
      {status === 'suggested' && remediation.error?.code === noWriteAccess ? (
        <Section title="Only shown, not applied">
          <div className={layout.stack}>
            <p>
              {provider.name} is read only: there are no credentials with which an approved plan could change
              it. Do it by hand with the commands below, or give credentials and plan it again.
            </p>
            <div className={layout.row}>
              <Button component={Link} href={paths.writeAccess(provider.id)} variant="default">
                Allow approved changes
              </Button>
            </div>
          </div>
        </Section>
      ) : null}
      {rollback.possible && rollback.until !== null && !waits ? (
        <Section
          title="The way back"
          aside={
            <span className="dim">
              <Countdown to={rollback.until} /> left
            </span>
          }
        >
          <div className={layout.stack}>
            <p>
              Until then the change can be taken back by a plan of its own, which is approved like any other.
            </p>
            <div>
              <ActButton permission="approve" variant="default" onClick={() => setAsking('rollback')}>
                Roll back
              </ActButton>
            </div>
          </div>
        </Section>
      ) : rollback.reason !== null && (status === 'completed' || status === 'failed') ? (
        <p className="dim">No rollback from here: {rollback.reason}</p>
      ) : null}
      <div className={layout.row}>
        {status === 'suggested' && remediation.error !== null ? (
          <ActButton
            permission="triage"
            variant="default"
            loading={plan.isPending}
            onClick={() => plan.mutate({ path })}
          >
            Plan it again
          </ActButton>
        ) : null}
        {remediation.part_of === null && ['suggested', 'pending_approval', 'approved'].includes(status) ? (
          <ActButton permission="triage" variant="default" onClick={() => setAsking('cancel')}>
            Cancel this change
          </ActButton>
        ) : null}
      </div>
      <Dialogs remediation={remediation} asking={asking} close={() => setAsking(null)} />
    </>
  );
}

/** Approve needs a second look: the button repeats what it allows. */
function Decision({ remediation, onReject }: { remediation: RemediationDetail; onReject: () => void }) {
  const [note, setNote] = useState('');
  const { approval, provider, status } = remediation;
  const approve = useAct('approveRemediation', {
    refreshes: touched,
    done: () => 'Approved.',
  });
  if (approval === null) return null;
  const isRollback = status === 'completed' || status === 'failed';
  const withOthers = remediation.part_of !== null && !isRollback;
  const text = note.trim();
  return (
    <Section
      title={isRollback ? 'Decision about the rollback' : 'Decision'}
      aside={
        <span className="dim">
          expires in <Countdown to={approval.expires_at} />
        </span>
      }
    >
      <div className={layout.stack}>
        <p>
          {approval.submitted_by.label} asked <RelativeTime at={approval.submitted_at} />: {approval.title}.
          Approving allows exactly {withOthers ? 'the changes of that plan' : 'this change'} in{' '}
          {provider.name}, once, and nothing else. Before the write the present state is read again; where it
          is not as shown, nothing is written.
        </p>
        <p>
          <Link href={paths.approval(approval.id)}>Read the whole plan as an approval</Link>
        </p>
        {withOthers ? (
          <p>
            It is decided together with the other changes of its run: one decision for exactly that plan, on
            the page of the approval.
          </p>
        ) : approval.can_decide ? (
          <>
            <TextInput
              label="Note"
              description="Kept with the approval and in the audit log."
              placeholder="Optional"
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <div className={layout.row}>
              <ActButton
                permission="approve"
                loading={approve.isPending}
                onClick={() =>
                  approve.mutate({
                    path: { id: remediation.id },
                    body: { plan_hash: approval.plan_hash, ...(text === '' ? {} : { comment: text }) },
                  })
                }
              >
                {isRollback ? 'Approve the rollback' : 'Approve 1 change'} in {provider.name}
              </ActButton>
              <ActButton permission="approve" variant="default" onClick={onReject}>
                Reject
              </ActButton>
            </div>
          </>
        ) : (
          <div className={layout.note}>
            <strong>You cannot decide this.</strong>
            <p>{approval.cannot_decide_reason ?? 'It is assigned to other people.'}</p>
          </div>
        )}
      </div>
    </Section>
  );
}

function Dialogs({
  remediation,
  asking,
  close,
}: {
  remediation: RemediationDetail;
  asking: Asking;
  close: () => void;
}) {
  const [text, setText] = useState('');
  const path = { id: remediation.id };
  const reject = useAct('rejectRemediation', {
    refreshes: touched,
    done: () => 'Rejected. Nothing is written.',
    after: close,
  });
  const rollback = useAct('rollbackRemediation', {
    refreshes: touched,
    done: () => 'The way back is planned; somebody has to approve it.',
    after: close,
  });
  const cancel = useAct('cancelRemediation', {
    refreshes: touched,
    done: () => 'Cancelled. Nothing is written.',
    after: close,
  });
  if (asking === null) return null;
  const given = text.trim();
  const field = (label: string, description: string) => (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={2}
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
  if (asking === 'reject') {
    return (
      <Confirm
        opened
        title="Reject this change"
        act="Reject change"
        danger
        busy={reject.isPending}
        onClose={close}
        onConfirm={() => reject.mutate({ path, body: given === '' ? {} : { reason: given } })}
      >
        <p>Nothing is written, and the finding stays open. It can be asked for again.</p>
        {field('Reason', 'What who asked should know; kept in the history and in the audit log.')}
      </Confirm>
    );
  }
  if (asking === 'rollback') {
    return (
      <Confirm
        opened
        title="Roll this change back"
        act="Plan the way back"
        danger
        busy={rollback.isPending}
        onClose={close}
        onConfirm={() => rollback.mutate({ path, body: given === '' ? {} : { note: given } })}
      >
        <p>
          A plan brings back exactly the state from before. It waits for its own approval; where somebody has
          changed the resource since, nothing is written. The finding will be open again.
        </p>
        {field('Note', 'Kept in the history and in the audit log.')}
      </Confirm>
    );
  }
  return (
    <Confirm
      opened
      title="Cancel this change"
      act="Cancel change"
      danger
      busy={cancel.isPending}
      onClose={close}
      onConfirm={() => cancel.mutate({ path })}
    >
      <p>Its plan is not applied any more. The finding stays open, and the change can be asked for again.</p>
    </Confirm>
  );
}
