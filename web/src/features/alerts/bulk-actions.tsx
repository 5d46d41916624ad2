import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Body } from '../../app/api.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { count } from '../../ui/words.ts';
import { type Alert, touched } from './alert-words.ts';
import classes from './alerts.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

type Chosen = { chosen: ReadonlySet<number>; set: (chosen: ReadonlySet<number>) => void };

export function Choose({ alert, chosen, set }: Chosen & { alert: Alert }) {
  return (
    <Checkbox
      size="xs"
      aria-label={`Choose ${alert.title}`}
      disabled={alert.status === 'resolved'}
      checked={chosen.has(alert.id)}
      onChange={(event) => {
        const next = new Set(chosen);
        if (event.currentTarget.checked) next.add(alert.id);
        else next.delete(alert.id);
        set(next);
      }}
    />
  );
}

/** In the head of the column: every row of this page that can be changed. */
export function ChooseAll({ rows, chosen, set }: Chosen & { rows: Alert[] }) {
  const listed = rows.filter(({ status }) => status !== 'resolved').map(({ id }) => id);
  const some = listed.filter((id) => chosen.has(id)).length;
  const all = some > 0 && some === listed.length;
  return (
    <Checkbox
      size="xs"
      aria-label="Choose all on this page"
      disabled={listed.length === 0}
      checked={all}
      indeterminate={!all && some > 0}
      onChange={() => set(all ? new Set() : new Set(listed))}
    />
  );
}

/** What can be done with the chosen rows of this page; rows that are out of sight are never changed. */
export function BulkActions({ rows, chosen, set }: Chosen & { rows: Alert[] }) {
  const [asking, setAsking] = useState<'resolve' | 'mute' | 'assign' | null>(null);
  const act = useAct('changeAlerts', {
    quietOn: [400, 422],
    refreshes: touched,
    done: (answer) =>
      answer.unchanged.length === 0
        ? `${count(answer.changed.length, 'alert')} changed.`
        : `${count(answer.changed.length, 'alert')} changed, ${answer.unchanged.length} were so already.`,
    after: () => {
      setAsking(null);
      set(new Set());
    },
  });
  const ids = rows.filter(({ id, status }) => chosen.has(id) && status !== 'resolved').map(({ id }) => id);
  if (ids.length === 0) return null;
  const close = () => setAsking(null);
  const change = (body: Omit<Body<'changeAlerts'>, 'ids'>) => act.mutate({ body: { ids, ...body } });
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Chosen alerts">
      <strong>{count(ids.length, 'alert')} chosen</strong>
      <ActButton
        permission="triage"
        variant="default"
        size="compact"
        loading={act.isPending && asking === null}
        onClick={() => change({ action: 'acknowledge' })}
      >
        Acknowledge {ids.length}
      </ActButton>
      <ActButton permission="triage" variant="default" size="compact" onClick={() => setAsking('resolve')}>
        Resolve {ids.length}
      </ActButton>
      <ActButton permission="triage" variant="default" size="compact" onClick={() => setAsking('mute')}>
        Mute {ids.length}
      </ActButton>
      <ActButton permission="triage" variant="default" size="compact" onClick={() => setAsking('assign')}>
        Assign {ids.length}
      </ActButton>
      <Button variant="subtle" color="gray" c="inherit" size="compact" onClick={() => set(new Set())}>
        Choose none
      </Button>
      {asking === 'resolve' ? (
        <ResolveDialog
          title={`Resolve ${count(ids.length, 'alert')}`}
          busy={act.isPending}
          onClose={close}
          onConfirm={({ note }) => change({ action: 'resolve', ...(note === '' ? {} : { note }) })}
        />
      ) : null}
      {asking === 'mute' ? (
        <MuteDialog
          title={`Mute ${count(ids.length, 'alert')}`}
          busy={act.isPending}
          error={act.error}
          onClose={close}
          onConfirm={(given) => change({ action: 'mute', ...given })}
        />
      ) : null}
      {asking === 'assign' ? (
        <AssignDialog
          title={`Assign ${count(ids.length, 'alert')}`}
          busy={act.isPending}
          error={act.error}
          onClose={close}
          onConfirm={(assignee) => change({ action: 'assign', assignee })}
        />
      ) : null}
    </div>
  );
}
