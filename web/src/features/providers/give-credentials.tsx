import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { type Connection, ConnectionForm } from './connection-form.tsx';

export function useProviderId(): number {
  return Number((useParams({ strict: false }) as { providerId: string }).providerId);
}

/** A page on which a connected account is given credentials, for one purpose or another. */
export function GiveCredentials({
  title,
  state,
  act,
  busy,
  error,
  onSubmit,
  beside,
}: {
  title: (account: string) => string;
  state: string;
  act: string;
  busy: boolean;
  error: unknown;
  onSubmit: (credentials: Omit<Connection, 'name'>) => void;
  beside?: ReactNode;
}) {
  const id = useProviderId();
  const { allowed, reason } = usePermission('manage_providers');
  const provider = useQuery(read('getProvider', { path: { id } }));
  const name = provider.data?.name ?? `Account ${id}`;
  return (
    <Page title={title(name)} state={state} above={<Link href={paths.provider(id)}>← {name}</Link>}>
      {!allowed ? (
        <Empty title="Your role may not change credentials">{reason}</Empty>
      ) : provider.isError ? (
        <ErrorNotice error={provider.error} />
      ) : provider.data === undefined ? (
        <BlockSkeleton height={300} />
      ) : (
        <ConnectionForm
          named={false}
          act={act}
          busy={busy}
          error={error}
          onSubmit={({ name: _name, ...credentials }) => onSubmit(credentials)}
          beside={beside}
        />
      )}
    </Page>
  );
}
