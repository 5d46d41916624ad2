import { Button, Checkbox } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { count } from '../../ui/words.ts';
import { type Alert, touched } from './alert-words.ts';
import classes from './alerts.module.css';
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

/** What can be done with the chosen rows of this page; rows that are out of sight are never changed. */
export function BulkActions({ rows, chosen, set }: Chosen & { rows: Alert[] }) {
  const [resolving, resolve] = useDisclosure(false);
  const [note, setNote] = useState('');
  const act = useAct('changeAlerts', {
    refreshes: touched,
    done: (answer) =>
      answer.unchanged.length === 0
        ? `${count(answer.changed.length, 'alert')} changed.`
        : `${count(answer.changed.length, 'alert')} changed, ${answer.unchanged.length} were so already.`,
    after: () => {
      resolve.close();
      set(new Set());
    },
  });
  const ids = rows.filter(({ id, status }) => chosen.has(id) && status !== 'resolved').map(({ id }) => id);
  if (ids.length === 0) return null;
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Chosen alerts">
      <span>{count(ids.length, 'alert')} chosen</span>
      <ActButton
        permission="triage"
        variant="default"
        loading={act.isPending}
        onClick={() => act.mutate({ body: { ids, action: 'acknowledge' } })}
      >
        Acknowledge {ids.length}
      </ActButton>
      <ActButton permission="triage" variant="default" onClick={resolve.open}>
        Resolve {ids.length}
      </ActButton>
      <Button variant="subtle" color="gray" onClick={() => set(new Set())}>
        Choose none
      </Button>
      <ResolveDialog
        title={`Resolve ${count(ids.length, 'alert')}`}
        opened={resolving}
        busy={act.isPending}
        note={note}
        setNote={setNote}
        onClose={resolve.close}
        onConfirm={(text) =>
          act.mutate({ body: { ids, action: 'resolve', ...(text === '' ? {} : { note: text }) } })
        }
      />
    </div>
  );
}
