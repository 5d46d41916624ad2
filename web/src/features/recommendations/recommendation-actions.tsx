import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { ApiProblem } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Link, useGo } from '../../ui/link.tsx';
import { type RecommendationDetail, touched } from './recommendation-words.ts';

/** Apply the prepared fix, say that it was done by hand, or dismiss it with a reason. */
export function RecommendationActions({ recommendation }: { recommendation: RecommendationDetail }) {
  const go = useGo();
  const [dismissing, setDismissing] = useState(false);
  const path = { id: recommendation.id };
  const apply = useAct('applyRecommendation', {
    // Several kinds of change fit: they are offered instead of an error.
    quietOn: [422],
    refreshes: [...touched, 'listRemediations'],
    done: (answer) =>
      answer.remediation_id === null
        ? 'Marked as applied. It opens again when the finding is still there.'
        : 'The plan is being made. Nothing is written before it is approved.',
    after: (answer) => {
      if (answer.remediation_id !== null) go(paths.remediation(answer.remediation_id));
    },
  });
  const { status, remediation_id: remediation } = recommendation;
  // Of several resources each is planned by itself, further down.
  const oneFix = recommendation.has_automated_fix && recommendation.resource_count === 1;
  const kinds = kindsOffered(apply.error);
  if (status !== 'pending') {
    return remediation === null ? null : (
      <p>
        <Link href={paths.remediation(remediation)}>The change that was asked for</Link>
      </p>
    );
  }
  return (
    <div className={layout.row}>
      {oneFix ? (
        <ActButton
          permission="triage"
          loading={apply.isPending}
          onClick={() => apply.mutate({ path, body: { create_remediation: true } })}
        >
          Apply fix
        </ActButton>
      ) : null}
      <ActButton
        permission="triage"
        variant={oneFix ? 'default' : 'filled'}
        loading={apply.isPending}
        onClick={() => apply.mutate({ path, body: { create_remediation: false } })}
      >
        Done by hand
      </ActButton>
      <ActButton permission="triage" variant="default" onClick={() => setDismissing(true)}>
        Dismiss
      </ActButton>
      {apply.error instanceof ApiProblem && apply.error.details.length > 0 ? (
        <FormProblem error={apply.error} fields={['remediation_type']} />
      ) : null}
      {kinds.length > 0 ? (
        <ChooseKind
          kinds={kinds}
          busy={apply.isPending}
          onClose={() => apply.reset()}
          onConfirm={(type) =>
            apply.mutate({ path, body: { create_remediation: true, remediation_type: type } })
          }
        />
      ) : null}
      {dismissing ? <Dismiss recommendation={recommendation} onClose={() => setDismissing(false)} /> : null}
    </div>
  );
}

/** `aws-s3-…: Title, low risk` of each kind that fits, where the server cannot choose. */
function kindsOffered(error: unknown): { value: string; label: string }[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.details
    .filter(({ path }) => path === 'remediation_type')
    .map(({ message }) => {
      const [value = '', ...label] = message.split(': ');
      return { value, label: label.join(': ') || value };
    });
}

function ChooseKind({
  kinds,
  busy,
  onClose,
  onConfirm,
}: {
  kinds: { value: string; label: string }[];
  busy: boolean;
  onClose: () => void;
  onConfirm: (type: string) => void;
}) {
  const [type, setType] = useState(kinds[0]?.value ?? '');
  return (
    <Confirm
      opened
      title="Which change?"
      act="Plan this change"
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm(type)}
    >
      <p className="dim">Several changes put this in order. Planning one writes nothing.</p>
      <Radio.Group aria-label="Change" value={type} onChange={setType}>
        <Stack gap="xs">
          {kinds.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
    </Confirm>
  );
}

function Dismiss({ recommendation, onClose }: { recommendation: RecommendationDetail; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const dismiss = useAct('dismissRecommendation', {
    quietOn: [400, 422],
    refreshes: touched,
    done: () => 'Dismissed. It comes back only when something new is found.',
    after: onClose,
  });
  const own = useOwnProblems({ reason: reason.trim().length < 3 ? 'Say why, in a few words.' : null });
  return (
    <Confirm
      opened
      title="Dismiss this recommendation"
      act="Dismiss"
      danger
      busy={dismiss.isPending}
      onClose={onClose}
      onConfirm={() =>
        own.attempt(() =>
          dismiss.mutate({ path: { id: recommendation.id }, body: { reason: reason.trim() } }),
        )
      }
    >
      <p>The finding stays as it is; only the advice is put aside.</p>
      <Textarea
        label="Reason"
        description="Kept with it and in the audit log."
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        error={own.shown.reason ?? fieldProblems(dismiss.error).reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormProblem error={dismiss.error} fields={['reason']} />
    </Confirm>
  );
}
