import { NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { type Severity, severities } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { sentence } from '../../ui/words.ts';

const usualDays = 90;
const dayMs = 86_400_000;

/** Proposes that plans of one kind need no person each time. Another administrator has to approve it. */
export function PolicyForm({ onClose }: { onClose: () => void }) {
  const kinds = useQuery(read('listRemediationTypes')).data?.data ?? [];
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const [type, setType] = useState<string | null>(null);
  const [provider, setProvider] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [severity, setSeverity] = useState<Severity>('high');
  const [limit, setLimit] = useState<number | string>(10);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() =>
    new Date(Date.now() + usualDays * dayMs).toISOString().slice(0, 10),
  );
  const propose = useAct('proposeRemediationPolicy', {
    quietOn: [400, 409, 422],
    refreshes: ['listRemediationPolicies'],
    done: () => 'Proposed. It decides nothing until another administrator has approved it.',
    after: onClose,
  });
  const end = Date.parse(`${until}T23:59:59Z`);
  const wrongTag = tags.find((tag) => !/^[^=]+=/.test(tag));
  const own = useOwnProblems({
    type: type === null ? 'Choose the kind of change.' : null,
    'scope.tags': wrongTag === undefined ? null : `${wrongTag} must look like key=value.`,
    reason:
      reason.trim().length < 10 ? 'Say why no person needs to decide, in at least 10 characters.' : null,
    expires_at: Number.isNaN(end) ? 'Choose a day.' : end < Date.now() ? 'This day is over.' : null,
  });
  const problems = { ...fieldProblems(propose.error), ...own.shown };
  const submit = () =>
    propose.mutate({
      body: {
        type: type ?? '',
        scope: {
          ...(provider === null ? {} : { provider_id: Number(provider) }),
          ...(tags.length === 0
            ? {}
            : {
                tags: Object.fromEntries(
                  tags.map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
                ),
              }),
        },
        maximum_severity: severity,
        daily_limit: Number(limit),
        reason: reason.trim(),
        expires_at: new Date(end).toISOString(),
      },
    });
  return (
    <Confirm
      opened
      title="Propose a standing policy"
      act="Propose policy"
      busy={propose.isPending}
      onClose={onClose}
      onConfirm={() => own.attempt(submit)}
    >
      <p className="dim">
        Plans that it covers are applied without asking a person each time. It counts only while the settings
        let policies decide, and after another administrator has approved it.
      </p>
      <Select
        label="Kind of change"
        required
        searchable
        data={kinds.map((kind) => ({ value: kind.type, label: `${kind.title} (${kind.risk} risk)` }))}
        value={type}
        error={problems.type}
        onChange={setType}
      />
      <div className={layout.pair}>
        <Select
          label="Account"
          placeholder="All"
          clearable
          data={providers.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={provider}
          error={problems['scope.provider_id']}
          onChange={setProvider}
        />
        <Select
          label="Findings up to"
          data={severities.map((value) => ({ value, label: sentence(value) }))}
          value={severity}
          allowDeselect={false}
          error={problems.maximum_severity}
          onChange={(value) => setSeverity((value ?? severity) as Severity)}
        />
      </div>
      <TagsInput
        label="Tags of the resource"
        description="All of these must be there. Write key=value and press Enter."
        value={tags}
        error={problems['scope.tags']}
        onChange={setTags}
      />
      <div className={layout.pair}>
        <NumberInput
          label="At most a day"
          min={1}
          max={100}
          allowDecimal={false}
          value={limit}
          error={problems.daily_limit}
          onChange={setLimit}
        />
        <TextInput
          type="date"
          label="Ends"
          required
          value={until}
          error={problems.expires_at}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label="Reason"
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        error={problems.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormProblem
        error={propose.error}
        fields={[
          'type',
          'scope.provider_id',
          'scope.tags',
          'maximum_severity',
          'daily_limit',
          'reason',
          'expires_at',
        ]}
      />
    </Confirm>
  );
}
