import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { ActButton } from '../../ui/act-button.tsx';
import { type AlertWithHistory, touched } from './alert-words.ts';
import classes from './alerts.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';

/** Acknowledge, resolve with its drifts, hand over, mute. */
export function AlertActions({ alert }: { alert: AlertWithHistory }) {
  const [asking, setAsking] = useState<'resolve' | 'mute' | 'assign' | null>(null);
  const close = () => setAsking(null);
  const path = { id: alert.id };
  const acknowledge = useAct('acknowledgeAlert', {
    refreshes: touched,
    done: () => 'Acknowledged. The alert stays in the list until it is resolved.',
  });
  const drift = useAct('resolveDrift', {
    refreshes: [...touched, 'listDrifts', 'getDrift', 'getDriftSummary'],
    done: () => 'Its drift is resolved too.',
  });
  const end = useAct('resolveAlert', { refreshes: touched, done: () => 'Resolved.', after: close });
  const mute = useAct('muteAlert', {
    quietOn: [400, 422],
    refreshes: touched,
    done: () => 'Muted. It stays in the list, and nobody is notified.',
    after: close,
  });
  const unmute = useAct('unmuteAlert', { refreshes: touched, done: () => 'Heard again.' });
  const assign = useAct('assignAlert', {
    quietOn: [400, 422],
    refreshes: touched,
    done: (answer) =>
      answer.assignee === null ? 'Nobody looks after it.' : `${answer.assignee.email} looks after it.`,
    after: close,
  });
  const resolve = async ({ note, driftIds }: { note: string; driftIds: number[] }) => {
    // The alert first: when its drifts go, it would end by itself, and nobody could say who ended it.
    await end.mutateAsync({ path, body: note === '' ? {} : { note } });
    for (const id of driftIds) {
      await drift.mutateAsync({
        path: { id },
        body: { reason: 'manual', capture_baseline: false, ...(note === '' ? {} : { note }) },
      });
    }
  };
  if (alert.status === 'resolved') return null;
  return (
    <div className={classes.actions}>
      {alert.status === 'open' ? (
        <ActButton
          permission="triage"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ path })}
        >
          Acknowledge
        </ActButton>
      ) : null}
      <ActButton
        permission="triage"
        variant={alert.status === 'open' ? 'default' : 'filled'}
        onClick={() => setAsking('resolve')}
      >
        Resolve
      </ActButton>
      <ActButton permission="triage" variant="default" onClick={() => setAsking('assign')}>
        Assign
      </ActButton>
      {alert.muted ? (
        <ActButton
          permission="triage"
          variant="default"
          loading={unmute.isPending}
          onClick={() => unmute.mutate({ path, body: {} })}
        >
          Unmute
        </ActButton>
      ) : (
        <ActButton permission="triage" variant="default" onClick={() => setAsking('mute')}>
          Mute
        </ActButton>
      )}
      {asking === 'resolve' ? (
        <ResolveDialog
          title="Resolve this alert"
          busy={end.isPending || drift.isPending}
          openDrifts={alert.related.open_drifts}
          onClose={close}
          onConfirm={(given) => void resolve(given).catch(() => undefined)}
        />
      ) : null}
      {asking === 'mute' ? (
        <MuteDialog
          title="Mute this alert"
          busy={mute.isPending}
          error={mute.error}
          onClose={close}
          onConfirm={(body) => mute.mutate({ path, body })}
        />
      ) : null}
      {asking === 'assign' ? (
        <AssignDialog
          title="Assign this alert"
          busy={assign.isPending}
          error={assign.error}
          start={alert.assignee?.id ?? null}
          onClose={close}
          onConfirm={(assignee) => assign.mutate({ path, body: { assignee } })}
        />
      ) : null}
    </div>
  );
}
