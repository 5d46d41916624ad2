import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { LookOnly, OnlyWith } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import layout from '../../ui/layout.module.css';
import { Link, RowLink } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { choices, chosen, Filters, isFiltered } from '../../ui/list-page.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { duration, exact, number, sentence } from '../../ui/words.ts';
import { WebhookActions } from './webhook-actions.tsx';
import {
  type Delivery,
  deliveryStatuses,
  deliveryTitle,
  deliveryTones,
  eventsWords,
  statusTones,
  type Webhook,
} from './webhook-words.ts';

const filterNames = ['status', 'event'] as const;
/** Attempts come by the clock. */
const lookAgainMs = 5_000;

export function WebhookPage() {
  const { webhookId } = useParams({ strict: false }) as { webhookId: string };
  const webhook = useQuery({
    ...read('getWebhook', { path: { id: webhookId } }),
    refetchInterval: lookAgainMs,
  });
  return (
    <div className={layout.column}>
      <p>
        <Link href={paths.webhooks()}>← Webhooks</Link>
      </p>
      {webhook.data !== undefined ? (
        <Detail webhook={webhook.data} />
      ) : webhook.isError ? (
        <ErrorNotice error={webhook.error} retry={() => void webhook.refetch()} />
      ) : (
        <BlockSkeleton height={280} />
      )}
    </div>
  );
}

function Detail({ webhook }: { webhook: Webhook }) {
  return (
    <>
      <Section
        title={webhook.name}
        aside={<StateBadge tone={statusTones[webhook.status]}>{sentence(webhook.status)}</StateBadge>}
      >
        <div className={layout.stack}>
          {webhook.status === 'paused' ? (
            <div className={layout.note} role="alert">
              <strong>It gets nothing any more.</strong>
              <p>
                {webhook.paused_reason === null ? '' : `${sentence(webhook.paused_reason)}. `}
                Mend the receiver, then enable the webhook again; what failed can be sent again below.
              </p>
            </div>
          ) : null}
          <Facts
            items={[
              ['Address', <Identifier key="u" value={webhook.url} length={26} />],
              ['Events', eventsWords(webhook.events)],
              ['Id', <Identifier key="i" value={webhook.id} />],
              ['Secret set', <RelativeTime key="s" at={webhook.secret_set_at} />],
              ...(webhook.former_secret_until === null
                ? []
                : [
                    ['Former secret', `signs too until ${exact(webhook.former_secret_until)}`] as [
                      string,
                      string,
                    ],
                  ]),
              [
                'Failing',
                webhook.failing_since === null ? (
                  'no'
                ) : (
                  <span key="f">
                    since <RelativeTime at={webhook.failing_since} />, {number(webhook.failures_in_a_row)} in
                    a row given up
                  </span>
                ),
              ],
              ['Made by', webhook.created_by],
            ]}
          />
          <LookOnly permission="manage_settings" />
          <OnlyWith permission="manage_settings">
            <WebhookActions webhook={webhook} />
          </OnlyWith>
        </div>
      </Section>
      <Deliveries webhook={webhook} />
    </>
  );
}

const columns = (webhook: Webhook): Column<Delivery>[] => [
  {
    id: 'event',
    title: 'Event',
    keep: true,
    render: (delivery) => (
      <RowLink href={paths.webhookDelivery(webhook.id, delivery.id)}>
        <span className="mono">{delivery.event}</span>
      </RowLink>
    ),
  },
  {
    id: 'status',
    title: 'Outcome',
    width: 120,
    keep: true,
    render: ({ status, reason }) => (
      <StateBadge tone={deliveryTones[status]} why={reason}>
        {deliveryTitle(status)}
      </StateBadge>
    ),
  },
  {
    id: 'code',
    title: 'Answer',
    align: 'right',
    width: 84,
    render: ({ status_code }) => (status_code === null ? <span className="dim">none</span> : status_code),
  },
  {
    id: 'duration',
    title: 'Took',
    align: 'right',
    width: 92,
    render: ({ duration_ms }) => (duration_ms === null ? '–' : duration(duration_ms)),
  },
  {
    id: 'attempts',
    title: 'Attempts',
    align: 'right',
    width: 92,
    render: ({ attempts }) => number(attempts),
  },
  {
    id: 'next',
    title: 'Next attempt',
    align: 'right',
    width: 120,
    render: ({ next_retry_at }) => <RelativeTime at={next_retry_at} empty="none" />,
  },
  {
    id: 'created',
    title: 'Happened',
    align: 'right',
    width: 120,
    keep: true,
    render: ({ created_at }) => <RelativeTime at={created_at} />,
  },
  { id: 'id', title: 'Delivery', optional: true, render: ({ id }) => <Identifier value={id} /> },
];

function Deliveries({ webhook }: { webhook: Webhook }) {
  const [search, set] = useUrlState();
  const events = useQuery({ ...read('listWebhookEvents'), staleTime: Number.POSITIVE_INFINITY });
  const deliveries = useQuery({
    ...read('listWebhookDeliveries', {
      path: { id: webhook.id },
      query: { ...chosen(search, filterNames), ...pagingOf(search) },
    }),
    refetchInterval: lookAgainMs,
  });
  const filtered = isFiltered(search, filterNames);
  return (
    <div className={layout.stack}>
      <Filters
        view={{ search, set, narrow: false }}
        fields={[
          { name: 'status', label: 'Outcome', options: choices(deliveryStatuses, deliveryTitle) },
          {
            name: 'event',
            label: 'Event',
            single: true,
            options: choices(
              (events.data?.data ?? []).map(({ event }) => event),
              (event) => event,
            ),
          },
        ]}
      />
      <List
        query={deliveries}
        page={{ search, set }}
        empty={
          filtered ? (
            <Empty title="No delivery fits these filters">Clear a filter to see more.</Empty>
          ) : (
            <Empty title="Nothing was sent yet">Send a test to see whether the address answers.</Empty>
          )
        }
      >
        {(rows) => (
          <DataTable
            label="Deliveries"
            columns={columns(webhook)}
            rows={rows}
            rowKey={({ id }) => id}
            href={({ id }) => paths.webhookDelivery(webhook.id, id)}
          />
        )}
      </List>
    </div>
  );
}
