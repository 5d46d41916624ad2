import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Answer } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useGo } from '../../ui/link.tsx';
import { Facts, Section } from '../../ui/page.tsx';

/** Whether anything can be changed in the account, by whom, and how to allow or end it. */
export function WriteAccess({ provider }: { provider: Answer<'getProvider'> }) {
  const go = useGo();
  const [ending, setEnding] = useState(false);
  const revoke = useAct('revokeWriteAccess', {
    refreshes: ['listProviders', 'getProvider'],
    done: () => `${provider.name} is read only again.`,
    after: () => setEnding(false),
  });
  const { principal } = provider.write_access;
  return (
    <Section
      title="Changes"
      aside={
        <>
          <ActButton
            permission="manage_providers"
            size="compact"
            variant="default"
            onClick={() => go(paths.writeAccess(provider.id))}
          >
            {principal === null ? 'Allow approved changes' : 'Replace these credentials'}
          </ActButton>
          {principal === null ? null : (
            <ActButton
              permission="manage_providers"
              size="compact"
              variant="default"
              onClick={() => setEnding(true)}
            >
              Make read only
            </ActButton>
          )}
        </>
      }
    >
      {principal === null ? (
        <p className="dim">
          Read only. Plans can be prepared and shown; nothing can be changed until credentials for it are
          given.
        </p>
      ) : (
        <Facts
          items={[
            [
              'Approved plans change it as',
              <span key="principal" className="mono">
                {principal}
              </span>,
            ],
          ]}
        />
      )}
      <Confirm
        opened={ending}
        title={`Make ${provider.name} read only`}
        act="Delete the credentials for changes"
        danger
        busy={revoke.isPending}
        onClose={() => setEnding(false)}
        onConfirm={() => revoke.mutate({ path: { id: provider.id } })}
      >
        <p>
          Plans that wait for approval stay, but cannot be applied any more. What was changed before stays as
          it is.
        </p>
      </Confirm>
    </Section>
  );
}
