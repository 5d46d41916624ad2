import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { Preflight } from './preflight.tsx';
import classes from './providers.module.css';

export function ConnectPage() {
  const { allowed, reason } = usePermission('manage_providers');
  const [connected, setConnected] = useState<Answer<'connectAws'> | null>(null);
  const connect = useAct('connectAws', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getStatus', 'getCoverage'],
    after: setConnected,
  });
  return (
    <Page
      title={connected === null ? 'Connect an AWS account' : `${connected.name} is connected`}
      state={
        connected === null
          ? 'The credentials are checked with AWS before anything is stored, and kept encrypted.'
          : `Account ${connected.account_id}. The first sync has started.`
      }
      above={<Link href={paths.providers()}>← Cloud providers</Link>}
    >
      {!allowed ? (
        <Empty title="Your role may not connect accounts">{reason}</Empty>
      ) : connected === null ? (
        <ConnectionForm
          named
          act="Connect account"
          busy={connect.isPending}
          error={connect.error}
          onSubmit={(body) => connect.mutate({ body })}
        />
      ) : (
        <Connected provider={connected} />
      )}
    </Page>
  );
}

function Connected({ provider }: { provider: Answer<'connectAws'> }) {
  const now = useQuery({ ...read('getProvider', { path: { id: provider.id } }), refetchInterval: 2_000 });
  const running = now.data?.running_execution_id ?? provider.running_execution_id;
  return (
    <div className={classes.stack}>
      <Preflight providerId={provider.id} auto />
      <div style={{ display: 'flex', gap: 8 }}>
        {running === null ? null : (
          <Button component={Link} href={paths.execution(running)}>
            Follow the first sync
          </Button>
        )}
        <Button component={Link} variant="default" href={paths.provider(provider.id)}>
          Open the account
        </Button>
      </div>
    </div>
  );
}
