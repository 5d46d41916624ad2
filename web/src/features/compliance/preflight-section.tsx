import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, number } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';

type Account = Answer<'getCompliancePreflight'>['providers'][number];

/** What cannot be judged with the permissions of today, and what to grant. */
export function PreflightSection({ framework }: { framework: { id: string; version: string } }) {
  const preflight = useQuery(
    read('getCompliancePreflight', { query: { framework_id: framework.id, version: framework.version } }),
  );
  const accounts = preflight.data?.providers ?? [];
  return (
    <Section title="What can be judged">
      {preflight.data === undefined ? (
        preflight.isError ? (
          <ErrorNotice error={preflight.error} retry={() => void preflight.refetch()} />
        ) : (
          <BlockSkeleton height={56} />
        )
      ) : accounts.length === 0 ? (
        <p className="dim">
          No account that this framework is about is connected.{' '}
          <Link href={paths.connect()}>Connect account</Link>
        </p>
      ) : (
        <div className={layout.stack}>
          {accounts.map((account) => (
            <AccountPreflight key={account.provider_id} account={account} />
          ))}
        </div>
      )}
    </Section>
  );
}

function AccountPreflight({ account }: { account: Account }) {
  const [open, setOpen] = useState(false);
  const whole = account.requirements.filter(({ state }) => state === 'complete').length;
  const lacking = account.requirements.filter(({ state }) => state !== 'complete');
  const name = <Link href={paths.provider(account.provider_id)}>{account.name}</Link>;
  if (account.never_read) {
    return (
      <p className={layout.row}>
        <UnknownBadge>Never read</UnknownBadge>
        <span>{name}: nothing was read of it yet, so nothing can be judged. Sync it first.</span>
      </p>
    );
  }
  return (
    <div className={layout.stack}>
      <div className={layout.row}>
        {lacking.length === 0 ? (
          <StateBadge tone="good">Everything readable</StateBadge>
        ) : (
          <UnknownBadge>{count(lacking.length, 'requirement')} with gaps</UnknownBadge>
        )}
        <p>
          {name}: {number(whole)} of {count(account.requirements.length, 'requirement')} that controls judge
          can be judged whole, as the sync of <RelativeTime at={account.observed_at} /> saw it.
        </p>
        {lacking.length === 0 ? null : (
          <Button size="compact" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide what is missing' : 'Show what is missing'}
          </Button>
        )}
      </div>
      {open ? <Missing account={account} lacking={lacking} /> : null}
    </div>
  );
}

function Missing({ account, lacking }: { account: Account; lacking: Account['requirements'] }) {
  const typeTitle = useResourceTypes();
  const unnamed = lacking.filter(({ permissions }) => permissions.length === 0);
  return (
    <>
      {account.missing_permissions.length === 0 ? null : (
        <div className={layout.scroll}>
          <table className={layout.plainTable} aria-label={`Missing permissions of ${account.name}`}>
            <thead>
              <tr>
                <th scope="col">Missing permission</th>
                <th scope="col" style={{ textAlign: 'left' }}>
                  What it hides
                </th>
                <th scope="col">Controls</th>
                <th scope="col">Requirements</th>
              </tr>
            </thead>
            <tbody>
              {account.missing_permissions.map((missing) => (
                <tr key={missing.permission}>
                  <th scope="row" className="mono">
                    {missing.permission}
                  </th>
                  <td style={{ textAlign: 'left' }}>
                    {missing.lost
                      .map(
                        ({ type, paths: lost }) =>
                          `${typeTitle(type)}: ${lost.includes('*') ? 'all of it' : lost.join(', ')}`,
                      )
                      .join('; ')}
                  </td>
                  <td>{number(missing.control_ids.length)}</td>
                  <td title={missing.requirement_ids.join(', ')}>{number(missing.requirement_ids.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {unnamed.length === 0 ? null : (
        <p className="dim">
          {count(unnamed.length, 'requirement')} {unnamed.length === 1 ? 'has' : 'have'} gaps that no
          permission would close, such as a call that was throttled:{' '}
          {unnamed.map(({ requirement_id }) => requirement_id).join(', ')}.
        </p>
      )}
      {account.policies.map((policy) => (
        <Policy key={policy.file_name} policy={policy} />
      ))}
    </>
  );
}

function Policy({ policy }: { policy: Account['policies'][number] }) {
  return (
    <CodeBlock
      title={`${policy.title}: grants what is missing and nothing else`}
      text={policy.content}
      copy="Copy policy"
      file={{ name: policy.file_name, type: 'application/json' }}
    />
  );
}
