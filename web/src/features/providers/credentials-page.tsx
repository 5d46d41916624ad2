import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../ui/link.tsx';
import { GiveCredentials, useProviderId } from './give-credentials.tsx';

/** Other credentials for a connected account, for example after its keys were rotated. */
export function CredentialsPage() {
  const id = useProviderId();
  const go = useGo();
  const replace = useAct('replaceCredentials', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getProvider', 'getStatus'],
    done: (answer) => `${answer.name} signs in with the new credentials.`,
    after: () => go(paths.provider(id)),
  });
  return (
    <GiveCredentials
      title={(name) => `Replace the credentials of ${name}`}
      state="The new ones must belong to the same account. They are checked before the old ones are deleted."
      act="Replace credentials"
      busy={replace.isPending}
      error={replace.error}
      onSubmit={(body) => replace.mutate({ path: { id }, body })}
    />
  );
}
