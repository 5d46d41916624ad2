import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { api, type Body, type OperationId } from '../../app/api.ts';
import { SeverityBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { count } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import classes from './drift-detail.module.css';
import type { DriftWithDetail } from './drift-detail.tsx';

type Reach = 'resource' | 'type' | 'all';
const day = 24 * 60 * 60 * 1000;

/** A rule that hides a path, with what it would have hidden, seen before it is saved. */
export function IgnorePath({
  drift,
  onClose,
  refreshes,
}: {
  drift: DriftWithDetail;
  onClose: () => void;
  refreshes: OperationId[];
}) {
  const typeTitle = useResourceTypes();
  const [path, setPath] = useState(drift.diff[0]?.path ?? drift.attribute);
  const [reach, setReach] = useState<Reach>('resource');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('90');
  const [from] = useState(() => Date.now());
  const rule: Body<'createDriftRule'> = {
    path_pattern: path.trim(),
    reason: reason.trim(),
    ...(reach === 'resource' ? { resource_id: drift.resource_id } : {}),
    ...(reach === 'type' ? { resource_type: drift.resource_type } : {}),
    ...(days === '' ? {} : { expires_at: new Date(from + Number(days) * day).toISOString() }),
  };
  const [asked] = useDebouncedValue({ path: rule.path_pattern, reach }, 300);
  const preview = useQuery({
    queryKey: ['previewDriftRule', asked.path, asked.reach, drift.id],
    enabled: asked.path !== '',
    // The preview does not depend on the reason, but the server asks for a whole rule.
    queryFn: () =>
      api.call('previewDriftRule', {
        body: { ...rule, path_pattern: asked.path, reason: rule.reason || 'Preview' },
      }),
  });
  const save = useAct('createDriftRule', {
    refreshes: [...refreshes, 'listDriftRules'],
    quietOn: [400, 422],
    done: () => 'The rule is saved. From the next scan on the path is folded.',
    after: onClose,
  });
  const problems = fieldProblems(save.error);
  return (
    <Confirm
      opened
      title="Ignore this path"
      act="Save rule"
      busy={save.isPending}
      disabled={rule.path_pattern === '' || rule.reason === ''}
      onClose={onClose}
      onConfirm={() => save.mutate({ body: rule })}
    >
      <TextInput
        label="Path"
        description="A star stands for one part of the path, two stars for all that follows."
        required
        value={path}
        error={problems.path_pattern}
        onChange={(event) => setPath(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Select
        label="Where"
        allowDeselect={false}
        value={reach}
        onChange={(value) => setReach((value ?? 'resource') as Reach)}
        data={[
          { value: 'resource', label: `Only ${drift.resource_name}` },
          { value: 'type', label: `All of type ${typeTitle(drift.resource_type)}` },
          { value: 'all', label: 'Every resource' },
        ]}
      />
      <TextInput
        label="Reason"
        description="Shown to whoever asks why nothing was reported."
        required
        maxLength={500}
        value={reason}
        error={problems.reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Select
        label="For how long"
        allowDeselect={false}
        value={days}
        onChange={(value) => setDays(value ?? '')}
        data={[
          { value: '7', label: '7 days' },
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days' },
          { value: '365', label: 'A year' },
          { value: '', label: 'Until somebody deletes the rule' },
        ]}
      />
      <div className={classes.preview} aria-live="polite">
        {preview.isError ? (
          <ErrorNotice error={preview.error} title="The rule cannot be tried" />
        ) : preview.data === undefined ? (
          <span className="dim">Trying the rule on the open drifts</span>
        ) : (
          <>
            <strong>
              Would fold changes in {count(preview.data.matching_drifts, 'open drift')}
              {preview.data.hidden_drifts > 0 ? `, ${preview.data.hidden_drifts} of them whole` : ''}
            </strong>
            <ul>
              {preview.data.items.map((item) => (
                <li key={`${item.drift_id} ${item.path}`}>
                  <SeverityBadge severity={item.severity} />
                  <span>{item.resource_name}</span>
                  <span className="mono">{item.path}</span>
                  {item.hides_whole_drift ? <span className="dim">nothing of the drift remains</span> : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <FormProblem error={save.error} fields={['path_pattern', 'reason']} />
    </Confirm>
  );
}
