import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { useProfile } from '../../app/session.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { Facts, Section } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { sentence } from '../../ui/words.ts';
import classes from './settings.module.css';

export function ProfilePage() {
  const profile = useProfile();
  return (
    <div className={classes.stack}>
      <Section title="You">
        <Facts
          items={[
            [
              'Name',
              profile.name === '' ? (
                <span key="n" className="dim">
                  not said
                </span>
              ) : (
                profile.name
              ),
            ],
            ['E-mail', profile.email],
            ['Role', sentence(profile.role)],
            ['Organisation', profile.organization.name],
            ['Member since', <RelativeTime key="s" at={profile.created_at} />],
          ]}
        />
      </Section>
      <Password />
    </div>
  );
}

function Password() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useAct('changePassword', {
    quietOn: [400, 422],
    done: () => 'The password is changed. Your other sessions are signed out.',
    after: () => {
      setCurrent('');
      setNext('');
    },
  });
  const problems = fieldProblems(change.error);
  return (
    <Section title="Password">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ body: { current_password: current, new_password: next } });
        }}
      >
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          value={current}
          error={problems.current_password}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters."
          autoComplete="new-password"
          required
          value={next}
          error={problems.new_password}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <FormProblem error={change.error} fields={['current_password', 'new_password']} />
        <div>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Section>
  );
}
