import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../../app/act.tsx';
import type { Body } from '../../app/api.ts';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { Section } from '../../ui/page.tsx';
import { Permissions } from './permissions.tsx';
import classes from './providers.module.css';

export type Connection = Body<'connectAws'>;
type Method = NonNullable<Connection['method']>;
type Field =
  | 'accessKeyId'
  | 'secretAccessKey'
  | 'sessionToken'
  | 'roleArn'
  | 'externalId'
  | 'sourceAccessKeyId'
  | 'sourceSecretAccessKey'
  | 'sourceSessionToken'
  | 'profile';

const methods: { id: Method; title: string; words: string; fields: Field[]; rare?: Field[] }[] = [
  {
    id: 'assume_role',
    title: 'Role',
    words: 'A role in your account that this server may assume, bound to an external id. Recommended.',
    fields: ['roleArn', 'externalId'],
    rare: ['sourceAccessKeyId', 'sourceSecretAccessKey', 'sourceSessionToken'],
  },
  {
    id: 'access_keys',
    title: 'Access keys',
    words: 'A key pair of a user of its own, also temporary ones with a session token.',
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

const secret: ReadonlySet<Field> = new Set<Field>([
  'secretAccessKey',
  'sessionToken',
  'sourceSecretAccessKey',
  'sourceSessionToken',
]);
const labels: Record<Field, { label: string; placeholder?: string; optional?: boolean }> = {
  accessKeyId: { label: 'Access key id', placeholder: 'AKIA…' },
  secretAccessKey: { label: 'Secret access key' },
  sessionToken: { label: 'Session token', optional: true },
  roleArn: { label: 'Role ARN', placeholder: 'arn:aws:iam::123456789012:role/InfraAudit' },
  externalId: { label: 'External id', optional: true },
  sourceAccessKeyId: { label: 'Access key id that may assume the role', optional: true },
  sourceSecretAccessKey: { label: 'Its secret access key', optional: true },
  sourceSessionToken: { label: 'Its session token', optional: true },
  profile: { label: 'Profile', placeholder: 'audit' },
};

/**
 * How one signs in to an account, with what to grant beside it. Used to connect an account and to give a
 * connected one other credentials; then it has its name already.
 */
export function ConnectionForm({
  named,
  act,
  busy,
  error,
  onSubmit,
  beside,
}: {
  named: boolean;
  /** What the button does. */
  act: string;
  busy: boolean;
  error: unknown;
  onSubmit: (connection: Connection) => void;
  /** What to grant, when it is not what reading needs. */
  beside?: ReactNode;
}) {
  const [method, setMethod] = useState<Method>('assume_role');
  const [values, setValues] = useState<Record<string, string>>({ name: '', region: 'us-east-1' });
  const externalId = useAct('createExternalId', {
    after: (answer) => setValues((old) => ({ ...old, externalId: answer.external_id })),
  });
  const chosen = methods.find((candidate) => candidate.id === method) ?? methods[0];
  const fields = chosen?.fields ?? [];
  const rare = chosen?.rare ?? [];
  const problems = fieldProblems(error);
  const field = (name: string) => ({
    value: values[name] ?? '',
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((old) => ({ ...old, [name]: value }));
    },
  });
  const input = (name: Field) => {
    const { label, placeholder, optional = false } = labels[name];
    if (secret.has(name)) {
      return (
        <PasswordInput key={name} label={label} required={!optional} autoComplete="off" {...field(name)} />
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
  };
  const submit = () => {
    const given = Object.fromEntries(
      [...fields, ...rare, 'endpointUrl']
        .map((name) => [name, (values[name] ?? '').trim()])
        .filter(([, value]) => value !== ''),
    );
    onSubmit({ name: (values.name ?? '').trim(), region: (values.region ?? '').trim(), method, ...given });
  };
  return (
    <div className={layout.halves}>
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
          {named ? (
            <TextInput
              label="Name"
              description="How the account is called here."
              required
              placeholder="prod"
              {...field('name')}
            />
          ) : null}
          {fields.map(input)}
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
          {rare.length === 0 ? null : (
            <details>
              <summary>Keys that assume the role</summary>
              <div className={classes.rare}>
                <p className="dim">Without them the server's own identity assumes it.</p>
                {rare.map(input)}
              </div>
            </details>
          )}
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
          <FormProblem error={error} fields={['name', 'region', 'endpointUrl', ...fields, ...rare]} />
          <div>
            <Button type="submit" loading={busy}>
              {act}
            </Button>
          </div>
        </form>
      </Section>
      {beside ?? <Permissions asRole={method === 'assume_role'} externalId={values.externalId ?? ''} />}
    </div>
  );
}
