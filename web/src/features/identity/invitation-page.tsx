import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { api, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { useGo } from '../../ui/link.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';

export function InvitationPage() {
  const { token } = useParams({ strict: false }) as { token: string };
  const invitation = useQuery(read('getInvitation', { path: { token } }));
  const setup = useQuery(read('getSetup'));
  const client = useQueryClient();
  const go = useGo();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useAct('acceptInvitation', {
    quietOn: [400, 422],
    after: () => {
      client.clear();
      go(paths.dashboard(), { replace: true });
    },
  });
  const problems = fieldProblems(accept.error);
  if (invitation.isPending) {
    return (
      <Entrance title="Invitation">
        <BlockSkeleton height={160} />
      </Entrance>
    );
  }
  if (invitation.data === undefined) {
    return (
      <Entrance title="Invitation">
        <ErrorNotice error={invitation.error} title="This invitation cannot be used" />
        <p className="dim">Ask the person who invited you for a new link.</p>
      </Entrance>
    );
  }
  const { organization, email, role, expires_at } = invitation.data;
  return (
    <Entrance
      title={`Join ${organization}`}
      intro={
        <>
          {email} is invited as {role}. The link works until it expires <RelativeTime at={expires_at} />.
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate({ path: { token }, body: { name, password } });
        }}
      >
        <TextInput
          label="Your name"
          autoComplete="name"
          autoFocus
          value={name}
          error={problems.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="At least 12 characters. If you already have an account here, enter its password."
          autoComplete="new-password"
          required
          value={password}
          error={problems.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem error={accept.error} fields={['name', 'password']} />
        <Button type="submit" loading={accept.isPending}>
          Join {organization}
        </Button>
      </form>
      {setup.data?.oidc == null ? null : (
        <>
          <span className={classes.or}>or</span>
          <Button
            component="a"
            variant="default"
            href={api.address('/api/v1/auth/oidc/start', { invitation: token })}
          >
            Join with {setup.data.oidc.title}
          </Button>
        </>
      )}
    </Entrance>
  );
}
