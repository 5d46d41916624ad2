import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { usePermission, useProfile } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge, Status } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { Section } from '../../ui/page.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { BlockSkeleton, Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count, sentence } from '../../ui/words.ts';
import { roleOptions, roles } from './roles.ts';
import classes from './settings.module.css';

type Member = Answer<'getTeam'>['members'][number];

export function TeamPage() {
  const team = useQuery(read('getTeam'));
  const [inviting, setInviting] = useState(false);
  if (team.data === undefined) {
    return team.isError ? (
      <ErrorNotice error={team.error} retry={() => void team.refetch()} />
    ) : (
      <BlockSkeleton height={240} />
    );
  }
  const { members, invitations } = team.data;
  return (
    <div className={classes.stack}>
      <Section
        title="Members"
        padded={false}
        aside={
          <>
            <span className="dim">{count(members.length, 'member')}</span>
            <ActButton permission="manage_team" onClick={() => setInviting(true)}>
              Invite member
            </ActButton>
          </>
        }
      >
        <Members members={members} />
      </Section>
      <Section title="Invitations" padded={false}>
        <Invitations invitations={invitations} />
      </Section>
      {inviting ? <Invite onClose={() => setInviting(false)} /> : null}
    </div>
  );
}

function Members({ members }: { members: Member[] }) {
  const profile = useProfile();
  const { allowed } = usePermission('manage_team');
  const [leaving, setLeaving] = useState<Member | null>(null);
  const change = useAct('changeMemberRole', {
    refreshes: ['getTeam', 'getMe'],
    done: (member) => `${member.email} is now ${member.role}.`,
  });
  const remove = useAct('removeMember', {
    refreshes: ['getTeam'],
    done: () => 'The member is removed; their sessions end at once.',
    after: () => setLeaving(null),
  });
  return (
    <>
      <DataTable
        label="Members"
        rows={members}
        rowKey={(member) => member.user_id}
        columns={[
          {
            id: 'name',
            title: 'Member',
            render: (member) => (
              <>
                {member.name === '' ? member.email : member.name}{' '}
                <span className="dim">
                  {member.name === '' ? '' : member.email}
                  {member.user_id === profile.id ? ' (you)' : ''}
                </span>
              </>
            ),
          },
          {
            id: 'role',
            title: 'Role',
            width: 170,
            render: (member) =>
              allowed ? (
                <Select
                  aria-label={`Role of ${member.email}`}
                  data={roles.map(({ value, label }) => ({ value, label }))}
                  value={member.role}
                  allowDeselect={false}
                  onChange={(role) =>
                    role !== null &&
                    role !== member.role &&
                    change.mutate({ path: { user_id: member.user_id }, body: { role } })
                  }
                />
              ) : (
                sentence(member.role)
              ),
          },
          { id: 'joined', title: 'Joined', render: (member) => <RelativeTime at={member.joined_at} /> },
          {
            id: 'active',
            title: 'Last active',
            render: (member) => <RelativeTime at={member.last_active_at} empty="never" />,
          },
          {
            id: 'act',
            title: 'Act',
            align: 'right',
            render: (member) => (
              <ActButton
                permission="manage_team"
                size="compact"
                variant="default"
                blocked={member.user_id === profile.id ? 'You cannot remove yourself.' : null}
                onClick={() => setLeaving(member)}
              >
                Remove
              </ActButton>
            ),
          },
        ]}
      />
      <Confirm
        opened={leaving !== null}
        title={`Remove ${leaving?.email ?? ''}`}
        act="Remove member"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving !== null && remove.mutate({ path: { user_id: leaving.user_id } })}
      >
        <p>They lose access at once. What they did stays in the audit log.</p>
      </Confirm>
    </>
  );
}

function Invitations({ invitations }: { invitations: Answer<'getTeam'>['invitations'] }) {
  const revoke = useAct('revokeInvitation', {
    refreshes: ['getTeam'],
    done: () => 'The invitation is revoked.',
  });
  if (invitations.length === 0) {
    return <Empty title="No open invitation">An invitation is a link that you send by any channel.</Empty>;
  }
  return (
    <DataTable
      label="Invitations"
      rows={invitations}
      rowKey={(invitation) => invitation.id}
      columns={[
        { id: 'email', title: 'E-mail', render: (invitation) => invitation.email },
        { id: 'role', title: 'Role', render: (invitation) => sentence(invitation.role) },
        {
          id: 'status',
          title: 'State',
          render: (invitation) =>
            invitation.status === 'pending' ? (
              <StateBadge tone="warn">Waiting</StateBadge>
            ) : (
              <Status of={invitation.status} />
            ),
        },
        {
          id: 'expires',
          title: 'Expires',
          render: (invitation) => <RelativeTime at={invitation.expires_at} />,
        },
        {
          id: 'act',
          title: 'Act',
          align: 'right',
          render: (invitation) =>
            invitation.status === 'pending' ? (
              <ActButton
                permission="manage_team"
                size="compact"
                variant="default"
                onClick={() => revoke.mutate({ path: { id: invitation.id } })}
              >
                Revoke
              </ActButton>
            ) : null,
        },
      ]}
    />
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('viewer');
  const invite = useAct('inviteMember', { refreshes: ['getTeam'], quietOn: [400, 409, 422] });
  const problems = fieldProblems(invite.error);
  if (invite.data !== undefined) {
    const link = new URL(invite.data.link, window.location.origin).href;
    return (
      <Confirm
        opened
        title={`Invitation for ${invite.data.email}`}
        act="Done"
        onClose={onClose}
        onConfirm={onClose}
      >
        <p>
          Send this link. It is shown only now, works once, and lets its holder join as {invite.data.role}.
        </p>
        <SecretOnce value={link} copy="Copy link" />
      </Confirm>
    );
  }
  return (
    <Confirm
      opened
      title="Invite member"
      act="Make invitation"
      busy={invite.isPending}
      onClose={onClose}
      onConfirm={() => invite.mutate({ body: { email: email.trim(), role } })}
    >
      <TextInput
        label="E-mail"
        type="email"
        required
        data-autofocus
        value={email}
        error={problems.email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label="Role"
        data={roleOptions.filter((option) => option.value !== 'owner')}
        value={role}
        allowDeselect={false}
        error={problems.role}
        onChange={(value) => setRole(value ?? 'viewer')}
      />
      <FormProblem error={invite.error} fields={['email', 'role']} />
    </Confirm>
  );
}
