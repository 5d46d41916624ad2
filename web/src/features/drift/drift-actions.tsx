import { Button, CopyButton, Radio, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Body, OperationId } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { exact } from '../../ui/words.ts';
import classes from './drift-detail.module.css';
import type { DriftWithDetail } from './drift-detail.tsx';
import { attributionWords } from './drift-words.ts';
import { IgnorePath } from './ignore-path.tsx';

const touched: OperationId[] = [
  'getDrift',
  'listDrifts',
  'getDriftSummary',
  'getStatus',
  'listBaselines',
  'getResource',
  'listResourceDrifts',
];

type Reason = NonNullable<Body<'resolveDrift'>['reason']>;

export function DriftActions({ drift }: { drift: DriftWithDetail }) {
  const [resolving, resolve] = useDisclosure(false);
  const [accepting, accept] = useDisclosure(false);
  const [ignoring, ignore] = useDisclosure(false);
  const update = useAct('updateDrift', {
    refreshes: touched,
    done: () => 'You are investigating this drift.',
  });
  const promote = useAct('resolveDrift', {
    refreshes: touched,
    done: () => 'Accepted. The configuration of now is the new baseline.',
    after: accept.close,
  });
  const closed = drift.status === 'resolved';
  return (
    <div className={classes.actions}>
      {drift.status === 'detected' ? (
        <ActButton
          permission="triage"
          loading={update.isPending}
          onClick={() => update.mutate({ path: { id: drift.id }, body: { status: 'investigating' } })}
        >
          Start investigating
        </ActButton>
      ) : null}
      {closed ? null : (
        <>
          <ActButton
            permission="triage"
            variant={drift.status === 'detected' ? 'default' : 'filled'}
            onClick={resolve.open}
          >
            Resolve
          </ActButton>
          <ActButton permission="manage_baselines" variant="default" onClick={accept.open}>
            Accept as new baseline
          </ActButton>
          <ActButton permission="triage" variant="default" onClick={ignore.open}>
            Ignore this path
          </ActButton>
        </>
      )}
      <CopyButton value={ticketText(drift)} timeout={2000}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy as ticket'}
          </Button>
        )}
      </CopyButton>
      <ResolveDialog drift={drift} opened={resolving} onClose={resolve.close} />
      <Confirm
        opened={accepting}
        title="Accept as new baseline"
        act="Accept as new baseline"
        busy={promote.isPending}
        onClose={accept.close}
        onConfirm={() =>
          promote.mutate({ path: { id: drift.id }, body: { capture_baseline: true, reason: 'accepted' } })
        }
      >
        <p>
          The whole configuration of {drift.resource_name}, as it was last seen, becomes its baseline. This
          drift is resolved as accepted; later scans compare with the new baseline.
        </p>
      </Confirm>
      {ignoring ? <IgnorePath drift={drift} onClose={ignore.close} refreshes={touched} /> : null}
    </div>
  );
}

function ResolveDialog({
  drift,
  opened,
  onClose,
}: {
  drift: DriftWithDetail;
  opened: boolean;
  onClose: () => void;
}) {
  const [reason, setReason] = useState<Reason>('manual');
  const [note, setNote] = useState('');
  const act = useAct('resolveDrift', { refreshes: touched, done: () => 'Resolved.', after: onClose });
  return (
    <Confirm
      opened={opened}
      title="Resolve this drift"
      act="Resolve"
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() =>
        act.mutate({
          path: { id: drift.id },
          body: { reason, capture_baseline: false, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        })
      }
    >
      <p className="dim">
        Nothing changes in the cloud. If the value still differs from its baseline at the next scan, a new
        drift opens.
      </p>
      <Radio.Group label="Why" value={reason} onChange={(value) => setReason(value as Reason)}>
        <Stack gap="xs" mt="xs">
          <Radio value="manual" label="It is taken care of" />
          <Radio value="accepted" label="We accept it as it is" />
          <Radio value="false_positive" label="It is no real drift" />
        </Stack>
      </Radio.Group>
      <Textarea
        label="Note for the audit log"
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Confirm>
  );
}

/** Text for a tracker; plain Markdown reads well in all of them. */
function ticketText(drift: DriftWithDetail): string {
  const lines = drift.diff.map(
    (change) =>
      `- \`${change.path}\` ${change.change}: ${JSON.stringify(change.before)} → ${JSON.stringify(change.after)}`,
  );
  return [
    `[${drift.severity.toUpperCase()}] ${drift.summary}`,
    '',
    `Resource: ${drift.resource_name} (${drift.resource_type}, ${drift.region}, ${drift.provider_name})`,
    `Detected: ${exact(drift.detected_at, 'UTC')}, ${attributionWords(drift.attribution)}`,
    `Severity: ${drift.severity}. ${drift.severity_explanation} (rule ${drift.severity_rule})`,
    '',
    'Changes:',
    ...lines,
    '',
    window.location.href,
  ].join('\n');
}
