import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Item, type OperationId, read } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, sentence } from '../../ui/words.ts';
import classes from './baselines-tab.module.css';
import { Comparison } from './comparison.tsx';

export type Baseline = Item<'listBaselines'>;

const touched: OperationId[] = [
  'listBaselines',
  'getResource',
  'listDrifts',
  'getDriftSummary',
  'listResourceDrifts',
  'getStatus',
];

/** The states that somebody declared good: capture, promote, compare, delete. */
export function BaselinesTab({ resource }: { resource: { id: number; name: string; open_drifts: number } }) {
  const baselines = useQuery(read('listBaselines', { query: { resource_id: resource.id } }));
  const [chosen, setChosen] = useState<number[]>([]);
  const [capturing, setCapturing] = useState(false);
  const [leaving, setLeaving] = useState<Baseline | null>(null);
  const remove = useAct('deleteBaseline', {
    refreshes: touched,
    done: () => 'The baseline is deleted.',
    after: () => setLeaving(null),
  });
  if (baselines.data === undefined) {
    return baselines.isError ? <ErrorNotice error={baselines.error} /> : <BlockSkeleton height={160} />;
  }
  const rows = baselines.data.data;
  const pair = chosen.length === 2 ? ([Math.min(...chosen), Math.max(...chosen)] as const) : null;
  return (
    <div className={classes.stack}>
      <Section
        title="Baselines"
        aside={
          <>
            <span className="dim">
              {rows.length > 1 ? 'Choose two to compare them' : count(rows.length, 'baseline')}
            </span>
            <ActButton permission="manage_baselines" onClick={() => setCapturing(true)}>
              Capture baseline
            </ActButton>
          </>
        }
      >
        {rows.length === 0 ? (
          <Empty title="No baseline yet">
            Without a baseline no drift can be found. Capture one from the state of now.
          </Empty>
        ) : (
          <ul className={classes.list}>
            {rows.map((baseline) => (
              <li key={baseline.id}>
                <Checkbox
                  size="xs"
                  aria-label={`Compare baseline ${baseline.id}`}
                  checked={chosen.includes(baseline.id)}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked
                        ? [...chosen, baseline.id].slice(-2)
                        : chosen.filter((id) => id !== baseline.id),
                    )
                  }
                />
                <span className={classes.what}>
                  <span>
                    {sentence(baseline.source)} <RelativeTime at={baseline.captured_at} />
                    {baseline.created_by === null ? '' : ` by ${baseline.created_by.label}`}
                  </span>
                  {baseline.description === '' ? null : <span className="dim">{baseline.description}</span>}
                </span>
                {baseline.is_active ? <StateBadge tone="good">Compared with</StateBadge> : null}
                <ActButton
                  permission="manage_baselines"
                  size="compact"
                  variant="default"
                  blocked={
                    rows.length === 1
                      ? 'It is the only baseline of the resource. Capture another one first.'
                      : null
                  }
                  onClick={() => setLeaving(baseline)}
                >
                  Delete
                </ActButton>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {pair === null ? null : <Comparison older={pair[0]} newer={pair[1]} />}
      {capturing ? <Capture resource={resource} onClose={() => setCapturing(false)} /> : null}
      <Confirm
        opened={leaving !== null}
        title="Delete this baseline"
        act="Delete baseline"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving !== null && remove.mutate({ path: { id: leaving.id } })}
      >
        <p>
          Only the snapshot is deleted; the resource and its drifts stay.
          {leaving?.is_active === true ? ' Scans will compare with the newest baseline that remains.' : ''}
        </p>
      </Confirm>
    </div>
  );
}

function Capture({
  resource,
  onClose,
}: {
  resource: { id: number; name: string; open_drifts: number };
  onClose: () => void;
}) {
  const [promote, setPromote] = useState(false);
  const [description, setDescription] = useState('');
  const capture = useAct('createBaseline', {
    refreshes: touched,
    done: () => (promote ? 'Captured; the open drifts are resolved.' : 'Captured.'),
    after: onClose,
  });
  return (
    <Confirm
      opened
      title="Capture baseline"
      act="Capture baseline"
      busy={capture.isPending}
      onClose={onClose}
      onConfirm={() =>
        capture.mutate({ body: { resource_id: resource.id, promote, description: description.trim() } })
      }
    >
      <p>
        The configuration of {resource.name}, as it was last observed, is kept as a baseline. Scans compare
        with the newest one.
      </p>
      <TextInput
        label="Description"
        placeholder="Why this state is good"
        maxLength={500}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Checkbox
        checked={promote}
        onChange={(event) => setPromote(event.currentTarget.checked)}
        label="Promote: resolve the open drifts now"
        description={
          resource.open_drifts === 0
            ? 'There is no open drift.'
            : `${count(resource.open_drifts, 'open drift')} would be resolved as “baseline updated”. Without it the next scan decides.`
        }
      />
    </Confirm>
  );
}
