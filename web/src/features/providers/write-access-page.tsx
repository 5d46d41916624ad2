import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../ui/link.tsx';
import { GiveCredentials, useProviderId } from './give-credentials.tsx';
import { WritePermissions } from './permissions.tsx';

/** Credentials with which approved plans may change an account; without them nothing can. */
export function WriteAccessPage() {
  const id = useProviderId();
  const go = useGo();
  const grant = useAct('grantWriteAccess', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getProvider'],
    done: (answer) =>
      `Approved plans may now change ${answer.name} as ${answer.write_access.principal ?? 'the given identity'}.`,
    after: () => go(paths.provider(id)),
  });
  return (
    <GiveCredentials
      title={(name) => `Allow approved changes in ${name}`}
      state="Only a run whose plan was approved uses these credentials. They are checked now: they must belong to the same account."
      act="Allow approved changes"
      busy={grant.isPending}
      error={grant.error}
      onSubmit={(body) => grant.mutate({ path: { id }, body })}
      beside={<WritePermissions />}
    />
  );
}
