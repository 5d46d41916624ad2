import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { useGo } from '../../ui/link.tsx';
import { Entrance } from './entrance.tsx';

const fields = ['organization', 'time_zone', 'name', 'email', 'password'];

/** The first start: who owns this installation. There is no default password, so there is this page. */
export function SetUpPage() {
  const go = useGo();
  const client = useQueryClient();
  const setup = useQuery(read('getSetup'));
  const [form, setForm] = useState({
    organization: '',
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: '',
    email: '',
    password: '',
  });
  const create = useAct('createOwner', {
    quietOn: [400, 422],
    after: () => {
      client.clear();
      go(paths.dashboard(), { replace: true });
    },
  });
  const problems = fieldProblems(create.error);
  const field = (name: keyof typeof form) => ({
    value: form[name],
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((old) => ({ ...old, [name]: value }));
    },
  });
  if (setup.data?.setup_required === false) {
    return (
      <Entrance title="Already set up" intro="This installation has its owner. Ask them for an invitation.">
        <Button onClick={() => go(paths.signIn())}>Sign in</Button>
      </Entrance>
    );
  }
  return (
    <Entrance
      title="Set up InfraAudit"
      intro="You become the owner of this installation: you connect accounts and invite colleagues."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: form });
        }}
      >
        <TextInput label="Organisation" required autoFocus maxLength={100} {...field('organization')} />
        <Select
          label="Time zone"
          description="Schedules of new jobs and times in reports use it."
          data={zones}
          searchable
          allowDeselect={false}
          limit={60}
          value={form.time_zone}
          error={problems.time_zone}
          onChange={(value) => setForm((old) => ({ ...old, time_zone: value ?? old.time_zone }))}
        />
        <TextInput label="Your name" autoComplete="name" maxLength={100} {...field('name')} />
        <TextInput label="E-mail" type="email" autoComplete="username" required {...field('email')} />
        <PasswordInput
          label="Password"
          description="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
          autoComplete="new-password"
          required
          minLength={12}
          {...field('password')}
        />
        <FormProblem error={create.error} fields={fields} />
        <Button type="submit" loading={create.isPending}>
          Create owner and open the dashboard
        </Button>
      </form>
    </Entrance>
  );
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
