import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Item, read } from '../../app/api.ts';
import { useProfile } from '../../app/session.ts';
import { ActButton, OnlyWith } from '../../ui/act-button.tsx';
import { StateBadge, type Tone } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import layout from '../../ui/layout.module.css';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { exact, number } from '../../ui/words.ts';
import { PolicyForm } from './policy-form.tsx';
import classes from './remediation.module.css';

export type Policy = Item<'listRemediationPolicies'>;

const tones: Record<Policy['status'], Tone> = {
  proposed: 'warn',
  active: 'good',
  expired: 'quiet',
  revoked: 'quiet',
};
const titles: Record<Policy['status'], string> = {
  proposed: 'Waits for another administrator',
  active: 'In force',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** Decisions that two administrators made once for many plans of one kind. Each use leaves an approval record. */
export function StandingPolicies() {
  const policies = useQuery(read('listRemediationPolicies'));
  const [proposing, setProposing] = useState(false);
  return (
    <Section
      title="Standing policies"
      padded={false}
      aside={
        <OnlyWith permission="manage_settings">
          <ActButton permission="manage_settings" onClick={() => setProposing(true)}>
            Propose a policy
          </ActButton>
        </OnlyWith>
      }
    >
      <List
        framed={false}
        query={policies}
        empty={
          <Empty title="Every plan is decided by a person">
            A standing policy lets plans of one kind, up to a severity, be applied without asking each time.
            One administrator proposes it, another approves it, and it ends by itself.
          </Empty>
        }
      >
        {(rows) => (
          <ul className={classes.policies}>
            {rows.map((policy) => (
              <One key={policy.id} policy={policy} />
            ))}
          </ul>
        )}
      </List>
      {proposing ? <PolicyForm onClose={() => setProposing(false)} /> : null}
    </Section>
  );
}

function One({ policy }: { policy: Policy }) {
  const profile = useProfile();
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const [asking, setAsking] = useState<'approve' | 'revoke' | null>(null);
  const path = { id: policy.id };
  const approve = useAct('approveRemediationPolicy', {
    refreshes: ['listRemediationPolicies'],
    done: () => 'The policy is in force.',
    after: () => setAsking(null),
  });
  const revoke = useAct('revokeRemediationPolicy', {
    refreshes: ['listRemediationPolicies'],
    done: () => 'The policy decides nothing any more.',
    after: () => setAsking(null),
  });
  const { scope } = policy;
  const account = providers.find(({ id }) => id === scope.provider_id)?.name;
  const where = [
    scope.provider_id === undefined ? 'all accounts' : (account ?? `account ${scope.provider_id}`),
    ...(scope.regions === undefined ? [] : [scope.regions.join(', ')]),
    ...(scope.tags === undefined
      ? []
      : [
          `tagged ${Object.entries(scope.tags)
            .map(([key, value]) => `${key}=${value}`)
            .join(', ')}`,
        ]),
  ].join(', ');
  const mine = policy.proposed_by.kind === 'user' && policy.proposed_by.id === profile.id;
  const over = policy.status === 'expired' || policy.status === 'revoked';
  return (
    <li>
      <div className={layout.row}>
        <strong>{policy.title}</strong>
        <StateBadge tone={tones[policy.status]} why={policy.without_effect}>
          {titles[policy.status]}
        </StateBadge>
      </div>
      <span>
        Findings up to {policy.maximum_severity}, in {where}; at most {number(policy.daily_limit)} a day,{' '}
        {number(policy.used_today)} used today; until {exact(policy.expires_at).slice(0, 10)}.
      </span>
      <span className="dim">
        Proposed by {policy.proposed_by.label}
        {policy.approved_by === null ? '' : `, approved by ${policy.approved_by.label}`}: {policy.reason}
      </span>
      {policy.without_effect === null ? null : <span className="dim">{policy.without_effect}</span>}
      {over ? null : (
        <div className={layout.row}>
          {policy.status === 'proposed' ? (
            <ActButton
              permission="manage_settings"
              size="compact"
              blocked={mine ? 'Another administrator approves what you proposed.' : null}
              onClick={() => setAsking('approve')}
            >
              Approve this policy
            </ActButton>
          ) : null}
          <ActButton
            permission="manage_settings"
            size="compact"
            variant="default"
            onClick={() => setAsking('revoke')}
          >
            Revoke
          </ActButton>
        </div>
      )}
      <Confirm
        opened={asking === 'approve'}
        title="Approve this standing policy"
        act={`Approve up to ${policy.daily_limit} changes a day`}
        busy={approve.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => approve.mutate({ path, body: { revision: policy.revision } })}
      >
        <p>
          Until {exact(policy.expires_at)} plans of “{policy.title}” for findings up to{' '}
          {policy.maximum_severity} in {where} are applied without a person. Each use leaves an approval
          record of exactly its plan, in the name of both of you.
        </p>
      </Confirm>
      <Confirm
        opened={asking === 'revoke'}
        title="Revoke this standing policy"
        act="Revoke policy"
        danger
        busy={revoke.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => revoke.mutate({ path })}
      >
        <p>From now on a person decides these plans again. What was applied stays.</p>
      </Confirm>
    </li>
  );
}
