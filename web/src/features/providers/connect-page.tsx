import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, type Body, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { Link } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { Permissions } from './permissions.tsx';
import { Preflight } from './preflight.tsx';
import classes from './providers.module.css';

type Connection = Body<'connectAws'>;
type Method = NonNullable<Connection['method']>;
type Field = 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'roleArn' | 'externalId' | 'profile';

const methods: { id: Method; title: string; words: string; fields: Field[] }[] = [
  {
    id: 'assume_role',
    title: 'Role',
    words: 'A role in your account that this server may assume, bound to an external id. Recommended.',
    fields: ['roleArn', 'externalId'],
  },
  {
    id: 'access_keys',
    title: 'Access keys',
    words: 'A key pair of a read-only user, also temporary ones with a session token.',
    fields: ['accessKeyId', 'secretAccessKey', 'sessionToken'],
  },
  {
    id: 'profile',
    title: 'Named profile',
    words: 'A profile of the configuration files on the server.',
    fields: ['profile'],
  },
  {
    id: 'default_chain',
    title: 'Default chain',
    words: 'The identity that the server itself has: instance role, container role or environment.',
    fields: [],
  },
];

const secret: ReadonlySet<Field> = new Set<Field>(['secretAccessKey', 'sessionToken']);
const labels: Record<Field, { label: string; placeholder?: string; optional?: boolean }> = {
  accessKeyId: { label: 'Access key id', placeholder: 'AKIA…' },
  secretAccessKey: { label: 'Secret access key' },
  sessionToken: { label: 'Session token', optional: true },
  roleArn: { label: 'Role ARN', placeholder: 'arn:aws:iam::123456789012:role/InfraAudit' },
  externalId: { label: 'External id', optional: true },
  profile: { label: 'Profile', placeholder: 'audit' },
};

export function ConnectPage() {
  const { allowed, reason } = usePermission('manage_providers');
  const [connected, setConnected] = useState<Answer<'connectAws'> | null>(null);
  return (
    <Page
      title={connected === null ? 'Connect an AWS account' : `${connected.name} is connected`}
      state={
        connected === null
          ? 'The credentials are checked with AWS before anything is stored, and kept encrypted.'
          : `Account ${connected.account_id}. The first sync has started.`
      }
      above={<Link href={paths.providers()}>← Cloud providers</Link>}
    >
      {!allowed ? (
        <Empty title="Your role may not connect accounts">{reason}</Empty>
      ) : connected === null ? (
        <ConnectForm onConnected={setConnected} />
      ) : (
        <Connected provider={connected} />
      )}
    </Page>
  );
}

function ConnectForm({ onConnected }: { onConnected: (provider: Answer<'connectAws'>) => void }) {
  const [method, setMethod] = useState<Method>('assume_role');
  const [values, setValues] = useState<Record<string, string>>({ name: '', region: 'us-east-1' });
  const externalId = useAct('createExternalId', {
    after: (answer) => setValues((old) => ({ ...old, externalId: answer.external_id })),
  });
  const connect = useAct('connectAws', {
    quietOn: [400, 422],
    refreshes: ['listProviders', 'getStatus', 'getCoverage'],
    after: onConnected,
  });
  const chosen = methods.find((candidate) => candidate.id === method) ?? methods[0];
  const fields = chosen?.fields ?? [];
  const problems = fieldProblems(connect.error);
  const field = (name: string) => ({
    value: values[name] ?? '',
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((old) => ({ ...old, [name]: value }));
    },
  });
  const submit = () => {
    const given = Object.fromEntries(
      [...fields, 'endpointUrl']
        .map((name) => [name, (values[name] ?? '').trim()])
        .filter(([, value]) => value !== ''),
    );
    connect.mutate({
      body: { name: (values.name ?? '').trim(), region: (values.region ?? '').trim(), method, ...given },
    });
  };
  return (
    <div className={classes.columns}>
      <Section title="How InfraAudit signs in">
        <form
          className={classes.form}
          // The server explains each field; the browser's own bubbles would hide that.
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className={classes.methods} role="radiogroup" aria-label="Method">
            {methods.map((candidate) => (
              // biome-ignore lint/a11y/useSemanticElements: a card with two lines of text, which an input cannot hold
              <button
                key={candidate.id}
                type="button"
                role="radio"
                aria-checked={candidate.id === method}
                className={classes.method}
                onClick={() => setMethod(candidate.id)}
              >
                <strong>{candidate.title}</strong>
                <span>{candidate.words}</span>
              </button>
            ))}
          </div>
          <TextInput
            label="Name"
            description="How the account is called here."
            required
            placeholder="prod"
            {...field('name')}
          />
          {fields.map((name) => {
            const { label, placeholder, optional = false } = labels[name];
            if (secret.has(name)) {
              return (
                <PasswordInput
                  key={name}
                  label={label}
                  required={!optional}
                  autoComplete="off"
                  {...field(name)}
                />
              );
            }
            return (
              <TextInput
                key={name}
                label={label}
                placeholder={placeholder}
                required={!optional}
                autoComplete="off"
                spellCheck={false}
                {...field(name)}
              />
            );
          })}
          {method === 'assume_role' ? (
            <div>
              <Button
                size="compact"
                variant="default"
                loading={externalId.isPending}
                onClick={() => externalId.mutate({})}
              >
                Make an external id
              </Button>
            </div>
          ) : null}
          <TextInput
            label="First region"
            description="Where the account is asked first. All enabled regions are then found by themselves."
            required
            {...field('region')}
          />
          <details>
            <summary>Another endpoint</summary>
            <TextInput
              mt="sm"
              label="Endpoint URL"
              description="Only for AWS-compatible services and test doubles."
              placeholder="https://…"
              {...field('endpointUrl')}
            />
          </details>
          <FormProblem error={connect.error} fields={['name', 'region', 'endpointUrl', ...fields]} />
          <div>
            <Button type="submit" loading={connect.isPending}>
              Connect account
            </Button>
          </div>
        </form>
      </Section>
      <Permissions asRole={method === 'assume_role'} externalId={values.externalId ?? ''} />
    </div>
  );
}

function Connected({ provider }: { provider: Answer<'connectAws'> }) {
  const now = useQuery({ ...read('getProvider', { path: { id: provider.id } }), refetchInterval: 2_000 });
  const running = now.data?.running_execution_id ?? provider.running_execution_id;
  return (
    <div className={classes.stack}>
      <Preflight providerId={provider.id} auto />
      <div style={{ display: 'flex', gap: 8 }}>
        {running === null ? null : (
          <Button component={Link} href={paths.execution(running)}>
            Follow the first sync
          </Button>
        )}
        <Button component={Link} variant="default" href={paths.provider(provider.id)}>
          Open the account
        </Button>
      </div>
    </div>
  );
}
