import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Status, UnknownBadge } from '../../ui/badge.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Link } from '../../ui/link.tsx';
import { Facts, Page } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number, percent } from '../../ui/words.ts';
import classes from './providers.module.css';

export type Provider = Item<'listProviders'>;

export function ProvidersPage() {
  const providers = useQuery({
    ...read('listProviders'),
    refetchInterval: (query) =>
      query.state.data?.data.some((provider) => provider.status === 'syncing') ? 2_000 : 30_000,
  });
  const { allowed } = usePermission('manage_providers');
  const rows = providers.data?.data ?? [];
  const connected = rows.filter((provider) => provider.status !== 'disconnected').length;
  const gaps = rows.reduce((sum, provider) => sum + provider.coverage.gap_count, 0);
  return (
    <Page
      title="Cloud providers"
      state={
        providers.data === undefined
          ? 'Counting'
          : `${count(connected, 'connected account')}${gaps > 0 ? `, ${count(gaps, 'gap')} in the coverage` : ''}`
      }
      actions={
        allowed ? (
          <Button component={Link} href={paths.connect()}>
            Connect account
          </Button>
        ) : undefined
      }
    >
      {providers.data === undefined ? (
        providers.isError ? (
          <ErrorNotice error={providers.error} retry={() => void providers.refetch()} />
        ) : (
          <Cards>
            <BlockSkeleton height={220} />
            <BlockSkeleton height={220} />
          </Cards>
        )
      ) : rows.length === 0 ? (
        <Empty
          title="No account is connected"
          action={allowed ? { label: 'Connect account', href: paths.connect() } : undefined}
        >
          {allowed
            ? 'A read-only role or key is enough. What it may not read is listed as a gap, never counted as fine.'
            : 'An owner or an administrator can connect one.'}
        </Empty>
      ) : (
        <Cards>
          {rows.map((provider) => (
            <ProviderCard key={provider.id} provider={provider} />
          ))}
        </Cards>
      )}
    </Page>
  );
}

function ProviderCard({ provider }: { provider: Provider }) {
  const { coverage } = provider;
  return (
    <Card
      label={provider.name}
      title={<Link href={paths.provider(provider.id)}>{provider.name}</Link>}
      words={
        <>
          {vendors[provider.type]} <span className="mono">{provider.account_id}</span>
        </>
      }
      aside={<Status of={provider.status} why={provider.error_message} />}
      foot={<ProviderActions provider={provider} />}
    >
      {provider.error_message === null ? null : <p className={classes.problem}>{provider.error_message}</p>}
      <Facts
        items={[
          [
            'Resources',
            <Link key="r" href={paths.resources({ provider_id: provider.id })}>
              {number(provider.resource_count)}
            </Link>,
          ],
          [
            'Coverage',
            coverage.percent === null ? (
              <UnknownBadge key="c">Not scanned yet</UnknownBadge>
            ) : (
              <Link key="c" href={paths.provider(provider.id)}>
                {percent(coverage.percent)}
                {coverage.gap_count > 0 ? `, ${count(coverage.gap_count, 'gap')}` : ''}
              </Link>
            ),
          ],
          ['Last sync', <RelativeTime key="l" at={provider.last_synced_at} empty="never" />],
          ['Connected', <RelativeTime key="d" at={provider.created_at} />],
        ]}
      />
    </Card>
  );
}

export const vendors: Record<Provider['type'], string> = {
  aws: 'AWS account',
  gcp: 'Google Cloud project',
  azure: 'Azure subscription',
  kubernetes: 'Kubernetes cluster',
};

export const methods: Record<string, string> = {
  access_keys: 'access keys',
  assume_role: 'assumed role',
  profile: 'named profile',
  default_chain: 'default credential chain',
};

/** Sync now, follow a running sync, disconnect. */
export function ProviderActions({ provider }: { provider: Provider }) {
  const [leaving, setLeaving] = useState(false);
  const gone = provider.status === 'disconnected';
  const sync = useAct('syncProvider', {
    refreshes: ['listProviders', 'getProvider', 'getStatus', 'listSyncRuns'],
    done: (answer) => answer.message,
  });
  const disconnect = useAct('disconnectProvider', {
    refreshes: ['listProviders', 'getProvider', 'getStatus', 'getCoverage'],
    done: () => `${provider.name} is disconnected; its credentials are deleted.`,
    after: () => setLeaving(false),
  });
  return (
    <>
      {provider.running_execution_id === null ? (
        <ActButton
          permission="scan"
          loading={sync.isPending}
          blocked={gone ? 'The account is disconnected.' : null}
          onClick={() => sync.mutate({ path: { id: provider.id } })}
        >
          Sync now
        </ActButton>
      ) : (
        <Button component={Link} variant="default" href={paths.execution(provider.running_execution_id)}>
          Follow the sync
        </Button>
      )}
      {gone ? null : (
        <ActButton permission="manage_providers" variant="default" onClick={() => setLeaving(true)}>
          Disconnect
        </ActButton>
      )}
      <Confirm
        opened={leaving}
        title={`Disconnect ${provider.name}`}
        act="Disconnect account"
        danger
        busy={disconnect.isPending}
        onClose={() => setLeaving(false)}
        onConfirm={() => disconnect.mutate({ path: { id: provider.id } })}
      >
        <p>
          The stored credentials are deleted and syncs stop. Resources, baselines, drifts and the history
          stay, and nothing in the cloud changes.
        </p>
      </Confirm>
    </>
  );
}
