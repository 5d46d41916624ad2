import { FileInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { api, type Item, read } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { exact, sentence } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { touched } from './compliance-words.ts';
import { endOfDay, endProblem } from './end-day.ts';

type Attestation = Item<'listAttestations'>;
type Place = { frameworkId: string; version: string; requirementId: string };

const largestBytes = 2 * 1024 * 1024;
const usualDays = 365;
const dayMs = 86_400_000;

/** What people attested about a requirement, and the form to do it. */
export function Attestations(place: Place) {
  const [asking, setAsking] = useState(false);
  const attestations = useQuery(
    read('listAttestations', {
      query: {
        framework_id: place.frameworkId,
        version: place.version,
        requirement_id: place.requirementId,
        per_page: 20,
      },
    }),
  );
  return (
    <div className={layout.stack}>
      {attestations.data === undefined ? (
        attestations.isError ? (
          <ErrorNotice error={attestations.error} />
        ) : (
          <BlockSkeleton height={40} />
        )
      ) : attestations.data.data.length === 0 ? (
        <p className="dim">Nobody has attested this yet.</p>
      ) : (
        <ul className={classes.attestations}>
          {attestations.data.data.map((attestation) => (
            <One key={attestation.id} attestation={attestation} />
          ))}
        </ul>
      )}
      <div>
        <ActButton
          permission="except_compliance"
          variant="default"
          size="compact"
          onClick={() => setAsking(true)}
        >
          Attest requirement {place.requirementId}
        </ActButton>
      </div>
      {asking ? <AttestForm place={place} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function One({ attestation }: { attestation: Attestation }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useAct('withdrawAttestation', {
    refreshes: touched,
    done: () => 'The attestation is withdrawn; the record of it stays.',
    after: () => setAsking(false),
  });
  const { file } = attestation;
  return (
    <li className={layout.list}>
      <div className={layout.row}>
        <StateBadge tone={attestation.state === 'valid' ? 'good' : 'quiet'}>
          {sentence(attestation.state)}
        </StateBadge>
        <span>
          by {attestation.attested_by}, <RelativeTime at={attestation.attested_at} />, valid until{' '}
          {exact(attestation.valid_until).slice(0, 10)}
        </span>
        {attestation.state === 'valid' ? (
          <ActButton
            permission="except_compliance"
            variant="default"
            size="compact"
            onClick={() => setAsking(true)}
          >
            Withdraw
          </ActButton>
        ) : null}
      </div>
      <p className={layout.quote}>{attestation.statement}</p>
      {file === null ? null : (
        <p>
          <a href={api.address(`/api/v1/compliance/attestations/${attestation.id}/file`)} download>
            {file.name}
          </a>{' '}
          <span className="dim">
            {Math.ceil(file.bytes / 1024)} kB, SHA-256{' '}
            <span className="mono">{file.sha256.slice(0, 12)}…</span>
          </span>
        </p>
      )}
      {attestation.withdrawn_at === null ? null : (
        <p className="dim">
          Withdrawn by {attestation.withdrawn_by}, <RelativeTime at={attestation.withdrawn_at} />
          {attestation.withdraw_reason === null ? '' : `: ${attestation.withdraw_reason}`}
        </p>
      )}
      <Confirm
        opened={asking}
        title="Withdraw this attestation"
        act="Withdraw attestation"
        danger
        busy={withdraw.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          withdraw.mutate({
            path: { id: attestation.id },
            query: reason.trim() === '' ? {} : { reason: reason.trim() },
          })
        }
      >
        <p>It counts no more from the next assessment on. The record with its file stays for the auditor.</p>
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Confirm>
    </li>
  );
}

function AttestForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const [statement, setStatement] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [until, setUntil] = useState(() =>
    new Date(Date.now() + usualDays * dayMs).toISOString().slice(0, 10),
  );
  const attest = useAct('createAttestation', {
    quietOn: [400, 413, 422],
    refreshes: touched,
    done: () => 'Attested. The next assessment counts it.',
    after: onClose,
  });
  const own = useOwnProblems({
    statement:
      statement.trim().length < 20 ? 'Say what was looked at and found, in at least 20 characters.' : null,
    file: file !== null && file.size > largestBytes ? 'This file has more than 2 MB.' : null,
    valid_until: endProblem(until, 731),
  });
  const problems = { ...fieldProblems(attest.error), ...own.shown };
  const submit = async () => {
    attest.mutate({
      body: {
        framework_id: place.frameworkId,
        version: place.version,
        requirement_id: place.requirementId,
        statement: statement.trim(),
        valid_until: endOfDay(until),
        ...(file === null ? {} : { file: { name: file.name, content_base64: await base64Of(file) } }),
      },
    });
  };
  return (
    <Confirm
      opened
      title={`Attest requirement ${place.requirementId}`}
      act="Attest"
      busy={attest.isPending}
      onClose={onClose}
      onConfirm={() => own.attempt(() => void submit())}
    >
      <p className="dim">
        Your name and the time are kept with it. It counts as attested, never as passed, until it ends or is
        withdrawn.
      </p>
      <Textarea
        label="What was looked at, and what was found"
        required
        autosize
        minRows={4}
        maxLength={5000}
        description="At least 20 characters."
        value={statement}
        error={problems.statement}
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
      <FileInput
        label="Evidence"
        description="A PDF, picture, text, CSV, JSON, Word or Excel file of at most 2 MB."
        placeholder="No file chosen"
        clearable
        clearButtonProps={{ 'aria-label': 'Leave out the file' }}
        value={file}
        error={problems.file ?? problems['file.name'] ?? problems['file.content_base64']}
        onChange={setFile}
      />
      <TextInput
        type="date"
        label="Valid until"
        description="Within two years."
        required
        value={until}
        error={problems.valid_until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <FormProblem
        error={attest.error}
        fields={['statement', 'file', 'file.name', 'file.content_base64', 'valid_until']}
      />
    </Confirm>
  );
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In parts: a call with two million arguments is refused.
  for (let start = 0; start < bytes.length; start += 32_768) {
    text += String.fromCharCode(...bytes.subarray(start, start + 32_768));
  }
  return btoa(text);
}
