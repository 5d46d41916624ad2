import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { Countdown, RelativeTime } from '../../ui/time.tsx';
import { duration } from '../../ui/words.ts';
import { type DeliveryDetail, deliveryTitle, deliveryTones, outcomeOf, touched } from './webhook-words.ts';

type Attempt = DeliveryDetail['attempt_list'][number];

/** One message with every attempt to bring it: what was sent and what was answered. */
export function DeliveryPage() {
  const { webhookId, deliveryId } = useParams({ strict: false }) as { webhookId: string; deliveryId: string };
  const delivery = useQuery({
    ...read('getWebhookDelivery', { path: { id: webhookId, delivery_id: deliveryId } }),
    refetchInterval: (query) => (query.state.data?.status === 'pending' ? 1_000 : false),
  });
  return (
    <div className={layout.column}>
      <p>
        <Link href={paths.webhook(webhookId)}>← Webhook</Link>
      </p>
      {delivery.data !== undefined ? (
        <Detail delivery={delivery.data} />
      ) : delivery.isError ? (
        <ErrorNotice error={delivery.error} retry={() => void delivery.refetch()} />
      ) : (
        <BlockSkeleton height={320} />
      )}
    </div>
  );
}

function Detail({ delivery }: { delivery: DeliveryDetail }) {
  const again = useAct('redeliverWebhookDelivery', {
    refreshes: touched,
    done: () => 'It is sent again, with the same delivery id.',
  });
  return (
    <>
      <Section
        title={<span className="mono">{delivery.event}</span>}
        aside={
          <>
            <StateBadge tone={deliveryTones[delivery.status]}>{deliveryTitle(delivery.status)}</StateBadge>
            <ActButton
              permission="manage_settings"
              size="compact"
              variant="default"
              loading={again.isPending}
              blocked={delivery.status === 'pending' ? 'It waits for its next attempt already.' : null}
              onClick={() => again.mutate({ path: { id: delivery.webhook_id, delivery_id: delivery.id } })}
            >
              Send it again
            </ActButton>
          </>
        }
      >
        <Facts
          items={[
            ['Delivery id', <Identifier key="i" value={delivery.id} />],
            ['Happened', <RelativeTime key="c" at={delivery.created_at} />],
            ['Attempts', String(delivery.attempts)],
            [
              'Next attempt',
              delivery.next_retry_at === null ? (
                'none'
              ) : (
                <span key="n">
                  in <Countdown to={delivery.next_retry_at} />
                </span>
              ),
            ],
            ...(delivery.reason === null ? [] : [['Why', delivery.reason] as [string, string]]),
          ]}
        />
      </Section>
      <Section title="What is sent">
        <CodeBlock title="The body, the same in every attempt" text={indented(delivery.payload)} />
      </Section>
      {delivery.attempt_list.length === 0 ? (
        <Section title="Attempts">
          <p className="dim">The first attempt begins in a moment.</p>
        </Section>
      ) : (
        delivery.attempt_list.map((attempt) => <OneAttempt key={attempt.attempt} attempt={attempt} />)
      )}
    </>
  );
}

function OneAttempt({ attempt }: { attempt: Attempt }) {
  const { request, response } = attempt;
  const outcome = outcomeOf(attempt.outcome);
  return (
    <Section
      title={`Attempt ${attempt.attempt}`}
      aside={
        <>
          <StateBadge tone={outcome.tone}>{outcome.title}</StateBadge>
          <span className="dim">
            <RelativeTime at={attempt.started_at} />
          </span>
        </>
      }
    >
      <div className={layout.stack}>
        {attempt.reason === null ? null : <p>{attempt.reason}</p>}
        {request === null ? null : (
          <CodeBlock
            title={`Request: ${request.method} to ${request.host}`}
            text={headerLines(request.headers)}
            copy="Copy headers"
          />
        )}
        {response === null ? (
          <p className="dim">There was no answer.</p>
        ) : (
          <CodeBlock
            title={`Answer: ${response.status} after ${duration(response.duration_ms)}`}
            text={[headerLines(response.headers), response.body].filter((part) => part !== '').join('\n\n')}
          />
        )}
      </div>
    </Section>
  );
}

const headerLines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
