import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { Link, useGo } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { ConnectionForm } from './connection-form.tsx';

/** Other credentials for a connected account, for example after its keys were rotated. */
export function CredentialsPage() {
  const { providerId } = useParams({ strict: false }) as { providerId: string };
  const id = Number(providerId);
  const go = useGo();
  const { allowed, reason } = usePermission('manage_providers');
  const provider = useQuery(read('getProvider', { path: { id } }));
  const replace = useAct('replaceCredentials', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getProvider', 'getStatus'],
    done: (answer) => `${answer.name} signs in with the new credentials.`,
    after: () => go(paths.provider(id)),
  });
  const name = provider.data?.name ?? `Account ${providerId}`;
  return (
    <Page
      title={`Replace the credentials of ${name}`}
      state="The new ones must belong to the same account. They are checked before the old ones are deleted."
      above={<Link href={paths.provider(id)}>← {name}</Link>}
    >
      {!allowed ? (
        <Empty title="Your role may not change credentials">{reason}</Empty>
      ) : provider.isError ? (
        <ErrorNotice error={provider.error} />
      ) : provider.data === undefined ? (
        <BlockSkeleton height={300} />
      ) : (
        <ConnectionForm
          named={false}
          act="Replace credentials"
          busy={replace.isPending}
          error={replace.error}
          onSubmit={({ name: _name, ...body }) => replace.mutate({ path: { id }, body })}
        />
      )}
    </Page>
  );
}
