import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { count } from '../../ui/words.ts';
import { touched } from './compliance-words.ts';
import type { ExceptionDetail } from './exception-words.tsx';

/** Approve or reject what somebody else asked for; take a request back; end what is in force. */
export function ExceptionDecision({ exception }: { exception: ExceptionDetail }) {
  const [note, setNote] = useState('');
  const [asking, setAsking] = useState<'reject' | 'revoke' | null>(null);
  const approve = useAct('approveException', {
    refreshes: touched,
    done: () => 'Approved. The next assessment counts it as excepted.',
  });
  const reject = useAct('rejectException', {
    refreshes: touched,
    done: () => 'Rejected. What fails stays open.',
    after: () => setAsking(null),
  });
  const revoke = useAct('revokeException', {
    refreshes: touched,
    done: () => 'The exception has ended. What fails is open again.',
    after: () => setAsking(null),
  });
  const { state } = exception;
  if (state !== 'requested' && state !== 'active' && state !== 'reopened') return null;
  const path = { id: exception.id };
  const isRequest = state === 'requested';
  return (
    <Section title={isRequest ? 'Decision' : 'In force'}>
      <div className={layout.stack}>
        {isRequest ? (
          <p>
            Approving accepts {count(exception.findings.length, 'failure')} with the evidence below until it
            ends, and nothing else. The numbers show it as excepted, not as passed.
          </p>
        ) : (
          <p>It ends by itself. Revoking it ends it now, and what fails is open again.</p>
        )}
        {isRequest && exception.decision_problem !== null ? (
          <div className={layout.note}>
            <strong>You cannot decide this.</strong>
            <p>{exception.decision_problem}</p>
          </div>
        ) : null}
        {isRequest && exception.decision_problem === null ? (
          <>
            <TextInput
              label="Note"
              description="Kept with the exception and in the audit log."
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
                  approve.mutate({ path, body: note.trim() === '' ? {} : { note: note.trim() } })
                }
              >
                Accept {count(exception.findings.length, 'failure')}
              </ActButton>
              <ActButton permission="approve" variant="default" onClick={() => setAsking('reject')}>
                Reject
              </ActButton>
            </div>
          </>
        ) : null}
        <div>
          <ActButton permission="except_compliance" variant="default" onClick={() => setAsking('revoke')}>
            {isRequest ? 'Take the request back' : 'Revoke'}
          </ActButton>
        </div>
      </div>
      {asking === 'reject' ? (
        <Reason
          title="Reject this request"
          act="Reject"
          words={`What ${exception.requested_by} should know; it is kept with the exception and in the audit log.`}
          required
          busy={reject.isPending}
          onClose={() => setAsking(null)}
          onGiven={(text) => reject.mutate({ path, body: { note: text } })}
        />
      ) : null}
      {asking === 'revoke' ? (
        <Reason
          title={isRequest ? 'Take this request back' : 'Revoke this exception'}
          act={isRequest ? 'Take back' : 'Revoke exception'}
          words="Kept with the exception and in the audit log."
          busy={revoke.isPending}
          onClose={() => setAsking(null)}
          onGiven={(text) => revoke.mutate({ path, body: text === '' ? {} : { reason: text } })}
        />
      ) : null}
    </Section>
  );
}

function Reason({
  title,
  act,
  words,
  required = false,
  busy,
  onClose,
  onGiven,
}: {
  title: string;
  act: string;
  words: string;
  required?: boolean;
  busy: boolean;
  onClose: () => void;
  onGiven: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const own = useOwnProblems({
    reason: required && text.trim().length < 3 ? 'Say why, in a few words.' : null,
  });
  return (
    <Confirm
      opened
      title={title}
      act={act}
      danger
      busy={busy}
      onClose={onClose}
      onConfirm={() => own.attempt(() => onGiven(text.trim()))}
    >
      <Textarea
        label="Reason"
        description={words}
        required={required}
        autosize
        minRows={3}
        maxLength={2000}
        value={text}
        error={own.shown.reason}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Confirm>
  );
}
