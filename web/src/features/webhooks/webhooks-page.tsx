import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton, LookOnly, OnlyWith } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { RowLink, useGo } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, sentence } from '../../ui/words.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookSecret } from './webhook-secret.tsx';
import { eventsWords, statusTones, type Webhook } from './webhook-words.ts';

const columns: Column<Webhook>[] = [
  {
    id: 'name',
    title: 'Name',
    keep: true,
    render: (webhook) => <RowLink href={paths.webhook(webhook.id)}>{webhook.name}</RowLink>,
  },
  {
    id: 'status',
    title: 'State',
    width: 110,
    keep: true,
    render: (webhook) => (
      <StateBadge tone={statusTones[webhook.status]} why={webhook.paused_reason}>
        {sentence(webhook.status)}
      </StateBadge>
    ),
  },
  {
    id: 'url',
    title: 'Address',
    render: ({ url }) => (
      <span className="mono" style={{ overflowWrap: 'anywhere' }}>
        {url}
      </span>
    ),
  },
  { id: 'events', title: 'Events', render: ({ events }) => eventsWords(events) },
  {
    id: 'last',
    title: 'Last delivery',
    align: 'right',
    width: 150,
    render: (webhook) => (
      <>
        {webhook.last_delivery_status === 'failed' ? 'failed ' : ''}
        <RelativeTime at={webhook.last_delivery_at} empty="none yet" />
      </>
    ),
  },
];

/** Addresses of other systems that hear of events. */
export function WebhooksPage() {
  const go = useGo();
  const webhooks = useQuery({ ...read('listWebhooks'), refetchInterval: 15_000 });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Answer<'createWebhook'> | null>(null);
  const rows = webhooks.data?.data ?? [];
  return (
    <>
      <LookOnly permission="manage_settings" />
      <Section
        title="Webhooks"
        padded={false}
        aside={
          <>
            <span className="dim">{rows.length === 0 ? '' : count(rows.length, 'webhook')}</span>
            <OnlyWith permission="manage_settings">
              <ActButton permission="manage_settings" onClick={() => setMaking(true)}>
                New webhook
              </ActButton>
            </OnlyWith>
          </>
        }
      >
        <List
          framed={false}
          query={webhooks}
          empty={
            <Empty title="No other system hears of events">
              A webhook posts each event to an address of yours, signed, at least once, with retries over
              hours.
            </Empty>
          }
        >
          {(listed) => (
            <DataTable
              label="Webhooks"
              columns={columns}
              rows={listed}
              rowKey={({ id }) => id}
              href={({ id }) => paths.webhook(id)}
            />
          )}
        </List>
        {making ? (
          <WebhookForm
            onClose={() => setMaking(false)}
            onCreated={(created) => {
              setMaking(false);
              setMade(created);
            }}
          />
        ) : null}
        {made === null ? null : (
          <WebhookSecret
            name={made.name}
            secret={made.secret}
            formerUntil={null}
            onClose={() => {
              setMade(null);
              go(paths.webhook(made.id));
            }}
          />
        )}
      </Section>
    </>
  );
}
