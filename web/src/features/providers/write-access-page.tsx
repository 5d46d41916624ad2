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
import { WritePermissions } from './permissions.tsx';

/** Credentials with which approved plans may change an account; without them nothing can. */
export function WriteAccessPage() {
  const { providerId } = useParams({ strict: false }) as { providerId: string };
  const id = Number(providerId);
  const go = useGo();
  const { allowed, reason } = usePermission('manage_providers');
  const provider = useQuery(read('getProvider', { path: { id } }));
  const grant = useAct('grantWriteAccess', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getProvider'],
    done: (answer) =>
      `Approved plans may now change ${answer.name} as ${answer.write_access.principal ?? 'the given identity'}.`,
    after: () => go(paths.provider(id)),
  });
  const name = provider.data?.name ?? `Account ${providerId}`;
  return (
    <Page
      title={`Allow approved changes in ${name}`}
      state="Only a run whose plan was approved uses these credentials. They are checked now: they must belong to the same account."
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
          act="Allow approved changes"
          busy={grant.isPending}
          error={grant.error}
          onSubmit={({ name: _name, ...body }) => grant.mutate({ path: { id }, body })}
          beside={<WritePermissions />}
        />
      )}
    </Page>
  );
}
