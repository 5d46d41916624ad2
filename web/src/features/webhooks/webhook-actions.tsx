import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { useGo } from '../../ui/link.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSecret } from './webhook-secret.tsx';
import { touched, type Webhook } from './webhook-words.ts';

type Asking = 'edit' | 'rotate' | 'disable' | 'delete' | null;

/** Send a test, change, rotate, switch off and on, delete. */
export function WebhookActions({ webhook }: { webhook: Webhook }) {
  const [asking, setAsking] = useState<Asking>(null);
  const go = useGo();
  const close = () => setAsking(null);
  const path = { id: webhook.id };
  const active = webhook.status === 'active';
  const test = useAct('testWebhook', {
    refreshes: touched,
    after: (answer) => go(paths.webhookDelivery(webhook.id, answer.delivery_id)),
  });
  const enable = useAct('enableWebhook', {
    refreshes: touched,
    done: () => `${webhook.name} gets events again, from now on.`,
  });
  const disable = useAct('disableWebhook', {
    refreshes: touched,
    done: () => `${webhook.name} gets nothing any more.`,
    after: close,
  });
  const remove = useAct('deleteWebhook', {
    refreshes: ['listWebhooks'],
    done: () => 'The webhook is deleted.',
    after: () => go(paths.webhooks()),
  });
  return (
    <div className={layout.row}>
      <ActButton
        permission="manage_settings"
        loading={test.isPending}
        blocked={active ? null : 'Enable it first: what is switched off gets nothing.'}
        onClick={() => test.mutate({ path })}
      >
        Send a test
      </ActButton>
      {active ? null : (
        <ActButton
          permission="manage_settings"
          loading={enable.isPending}
          onClick={() => enable.mutate({ path })}
        >
          Enable
        </ActButton>
      )}
      <ActButton permission="manage_settings" variant="default" onClick={() => setAsking('edit')}>
        Change
      </ActButton>
      <ActButton permission="manage_settings" variant="default" onClick={() => setAsking('rotate')}>
        Rotate secret
      </ActButton>
      {active ? (
        <ActButton permission="manage_settings" variant="default" onClick={() => setAsking('disable')}>
          Disable
        </ActButton>
      ) : null}
      <ActButton permission="manage_settings" variant="default" onClick={() => setAsking('delete')}>
        Delete
      </ActButton>
      {asking === 'edit' ? <WebhookForm webhook={webhook} onClose={close} /> : null}
      {asking === 'rotate' ? <Rotate webhook={webhook} onClose={close} /> : null}
      <Confirm
        opened={asking === 'disable'}
        title={`Disable ${webhook.name}`}
        act="Disable webhook"
        danger
        busy={disable.isPending}
        onClose={close}
        onConfirm={() => disable.mutate({ path })}
      >
        <p>What waits for it is not sent, and what happens meanwhile is not sent later either.</p>
      </Confirm>
      <Confirm
        opened={asking === 'delete'}
        title={`Delete ${webhook.name}`}
        act="Delete webhook"
        danger
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate({ path })}
      >
        <p>It gets nothing any more, and the list of its deliveries is deleted with it.</p>
      </Confirm>
    </div>
  );
}

function Rotate({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [hours, setHours] = useState<number | string>(24);
  const rotate = useAct('rotateWebhookSecret', { quietOn: [400, 409, 422], refreshes: touched });
  if (rotate.data !== undefined) {
    return (
      <WebhookSecret
        name={webhook.name}
        secret={rotate.data.secret}
        formerUntil={rotate.data.former_secret_until}
        onClose={onClose}
      />
    );
  }
  return (
    <Confirm
      opened
      title={`Rotate the secret of ${webhook.name}`}
      act="Make a new secret"
      busy={rotate.isPending}
      onClose={onClose}
      onConfirm={() =>
        rotate.mutate({ path: { id: webhook.id }, body: { overlap_hours: Number(hours === '' ? 0 : hours) } })
      }
    >
      <p>
        A new secret signs from now on. The former one signs as well for some hours, so that the receiver can
        change over without losing a message.
      </p>
      <NumberInput
        label="Hours in which both sign"
        description="0 to 168. With 0 the former secret ends at once: for one that somebody else has seen."
        min={0}
        max={168}
        allowDecimal={false}
        value={hours}
        error={fieldProblems(rotate.error).overlap_hours}
        onChange={setHours}
      />
      <FormProblem error={rotate.error} fields={['overlap_hours']} />
    </Confirm>
  );
}
