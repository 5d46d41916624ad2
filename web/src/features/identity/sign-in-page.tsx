import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { api, isProblem, read } from '../../app/api.ts';
import { paths, safeReturn } from '../../app/paths.ts';
import { useGo } from '../../ui/link.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import classes from './entrance.module.css';
import { Entrance } from './entrance.tsx';

export function SignInPage() {
  const [search] = useUrlState();
  const client = useQueryClient();
  const go = useGo();
  const setup = useQuery(read('getSetup'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const target = safeReturn(search.return);
  const login = useAct('login', {
    quietOn: [400],
    after: () => {
      client.clear();
      go(target, { replace: true });
    },
  });
  return (
    <Entrance title="Sign in">
      {setup.isError ? <ErrorNotice error={setup.error} retry={() => void setup.refetch()} /> : null}
      {search.error === undefined ? null : (
        <div role="alert" className={classes.refused}>
          {search.error}
        </div>
      )}
      {setup.data?.setup_required === true ? (
        <Button variant="default" onClick={() => go(paths.setUp())}>
          Set up this installation
        </Button>
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          login.mutate({ body: { email, password } });
        }}
      >
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isProblem(login.error, 401) ? login.error?.message : undefined}
        />
        {login.error !== null && !isProblem(login.error, 401) ? (
          <ErrorNotice error={login.error} title="Signing in failed" />
        ) : null}
        <Button type="submit" loading={login.isPending}>
          Sign in
        </Button>
      </form>
      {setup.data?.oidc == null ? null : (
        <>
          <span className={classes.or}>or</span>
          <Button
            component="a"
            variant="default"
            href={api.address('/api/v1/auth/oidc/start', { return: target })}
          >
            Continue with {setup.data.oidc.title}
          </Button>
        </>
      )}
    </Entrance>
  );
}
