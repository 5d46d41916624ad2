import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton, LookOnly, OnlyWith } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import layout from '../../ui/layout.module.css';
import { Facts } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, duration } from '../../ui/words.ts';
import { ChannelForm } from './channel-form.tsx';
import { type Channel, healthTitles, healthTones, touched } from './notification-words.ts';

/** Where messages go, each with its health and a test. */
export function ChannelsPart() {
  const channels = useQuery({ ...read('listNotificationChannels'), refetchInterval: 15_000 });
  const kinds = useQuery({ ...read('listChannelKinds'), staleTime: Number.POSITIVE_INFINITY });
  const [adding, setAdding] = useState(false);
  const titleOf = (kind: string) => kinds.data?.data.find((each) => each.kind === kind)?.title ?? kind;
  const rows = channels.data?.data ?? [];
  return (
    <>
      <div className={layout.between}>
        <p className="dim">
          What no rule is about goes to the default channels. Rules send the rest where it belongs.
        </p>
        <OnlyWith permission="manage_settings">
          <ActButton permission="manage_settings" onClick={() => setAdding(true)}>
            Add channel
          </ActButton>
        </OnlyWith>
      </div>
      <LookOnly permission="manage_settings" />
      {channels.data === undefined ? (
        channels.isError ? (
          <ErrorNotice error={channels.error} retry={() => void channels.refetch()} />
        ) : (
          <BlockSkeleton height={220} />
        )
      ) : rows.length === 0 ? (
        <Empty title="Nobody is told of anything">
          Add a channel: Slack, e-mail, Microsoft Teams, PagerDuty or JSON over HTTP. The first one is told of
          every alert until rules say otherwise.
        </Empty>
      ) : (
        <Cards>
          {rows.map((channel) => (
            <ChannelCard key={channel.id} channel={channel} kindTitle={titleOf(channel.kind)} />
          ))}
        </Cards>
      )}
      {adding ? <ChannelForm onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function ChannelCard({ channel, kindTitle }: { channel: Channel; kindTitle: string }) {
  const [asking, setAsking] = useState<'change' | 'delete' | null>(null);
  const path = { id: channel.id };
  const test = useAct('testNotificationChannel', { refreshes: touched });
  const update = useAct('updateNotificationChannel', { refreshes: touched });
  const remove = useAct('deleteNotificationChannel', {
    refreshes: touched,
    done: () => 'The channel is deleted.',
    after: () => setAsking(null),
  });
  const own = channel.origin === 'person';
  const { allowed } = usePermission('manage_settings');
  return (
    <Card
      label={channel.name}
      title={channel.name}
      words={`${kindTitle} · ${channel.address}`}
      aside={
        channel.enabled ? (
          <StateBadge tone={healthTones[channel.health]} why={channel.last_error}>
            {healthTitles[channel.health]}
          </StateBadge>
        ) : (
          <StateBadge tone="quiet">Switched off</StateBadge>
        )
      }
      foot={
        allowed ? (
          <>
            <ActButton
              permission="manage_settings"
              variant="default"
              loading={test.isPending}
              blocked={channel.configured ? null : 'The variables of this channel are gone.'}
              onClick={() => test.mutate({ path })}
            >
              Send a test
            </ActButton>
            <ActButton
              permission="manage_settings"
              variant="default"
              blocked={own ? null : 'Its settings come from variables of the installation.'}
              onClick={() => setAsking('change')}
            >
              Change
            </ActButton>
            <ActButton
              permission="manage_settings"
              variant="default"
              loading={update.isPending}
              onClick={() => update.mutate({ path, body: { enabled: !channel.enabled } })}
            >
              {channel.enabled ? 'Switch off' : 'Switch on'}
            </ActButton>
            {own ? (
              <ActButton permission="manage_settings" variant="default" onClick={() => setAsking('delete')}>
                Delete
              </ActButton>
            ) : null}
          </>
        ) : null
      }
    >
      {test.data === undefined ? null : (
        <div className={layout.note} role="status">
          <strong>
            {test.data.status === 'sent' ? 'The test went out' : 'The test did not arrive'} after{' '}
            {duration(test.data.duration_ms)}
          </strong>
          {test.data.reason === null ? null : <p>{test.data.reason}</p>}
        </div>
      )}
      {channel.health === 'failing' && channel.last_error !== null ? (
        <p className={layout.problem}>
          {channel.last_error} <RelativeTime at={channel.failing_since} />
        </p>
      ) : null}
      <Facts
        items={[
          ['Default', channel.is_default ? 'gets what no rule is about' : 'only what rules send'],
          ['Rules', count(channel.rules, 'rule')],
          ['Last sent', <RelativeTime key="l" at={channel.last_sent_at} empty="never" />],
          [
            'Secrets',
            channel.secret_fields.length === 0
              ? 'none'
              : `${channel.secret_fields.join(', ')}: set, never shown again`,
          ],
        ]}
      />
      {asking === 'change' ? <ChannelForm channel={channel} onClose={() => setAsking(null)} /> : null}
      <Confirm
        opened={asking === 'delete'}
        title={`Delete ${channel.name}`}
        act="Delete channel"
        danger
        busy={remove.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => remove.mutate({ path })}
      >
        <p>
          {channel.rules === 0
            ? 'Nothing is sent there any more.'
            : `${count(channel.rules, 'rule')} that send there go with it.`}{' '}
          Its secrets are deleted; the history of what was sent stays.
        </p>
      </Confirm>
    </Card>
  );
}
