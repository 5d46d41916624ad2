import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { schemaFields } from '../jobs/schema-fields.ts';
import { SchemaForm } from '../jobs/schema-form.tsx';
import { type Channel, type Kind, touched } from './notification-words.ts';
import classes from './notifications.module.css';

/** What few channels need; it is folded away, and never out of reach. */
const rare = new Set(['api_url', 'host', 'port', 'user', 'from', 'tls', 'authority']);

/** A new channel by its kind, or other settings for one that exists. Secrets go in and never come out. */
export function ChannelForm({ channel, onClose }: { channel?: Channel; onClose: () => void }) {
  const kinds = useQuery({ ...read('listChannelKinds'), staleTime: Number.POSITIVE_INFINITY });
  const [kind, setKind] = useState(channel?.kind ?? '');
  const chosen = kinds.data?.data.find((each) => each.kind === kind);
  if (chosen !== undefined) {
    return (
      <KindForm
        kind={chosen}
        {...(channel === undefined ? { onBack: () => setKind('') } : { channel })}
        onClose={onClose}
      />
    );
  }
  return (
    <Confirm opened title="Add a channel" act={null} onClose={onClose} onConfirm={onClose}>
      {kinds.data === undefined ? (
        kinds.isError ? (
          <ErrorNotice error={kinds.error} />
        ) : (
          <BlockSkeleton height={220} />
        )
      ) : (
        <ul className={classes.kinds}>
          {kinds.data.data.map((each) => (
            <li key={each.kind}>
              <button type="button" onClick={() => setKind(each.kind)}>
                <strong>{each.title}</strong>
                <span>{each.sentence}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Confirm>
  );
}

function KindForm({
  kind,
  channel,
  onBack,
  onClose,
}: {
  kind: Kind;
  channel?: Channel;
  onBack?: () => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(channel?.name ?? kind.title);
  const [settings, setSettings] = useState<Record<string, unknown>>(channel?.settings ?? {});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [isDefault, setDefault] = useState<boolean | undefined>(channel?.is_default);
  const create = useAct('createNotificationChannel', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: (answer) => `${answer.name} is added. Send a test to see that it arrives.`,
    after: onClose,
  });
  const update = useAct('updateNotificationChannel', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: () => 'Saved.',
    after: onClose,
  });
  const act = channel === undefined ? create : update;
  const own = useOwnProblems({ name: name.trim() === '' ? 'Give the channel a name.' : null });
  const problems = { ...fieldProblems(act.error), ...own.shown };
  const given = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''),
  );
  const typed = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
  const submit = () => {
    const shared = {
      name: name.trim(),
      settings: given,
      secrets: typed,
      ...(isDefault === undefined ? {} : { is_default: isDefault }),
    };
    if (channel === undefined) create.mutate({ body: { ...shared, kind: kind.kind } });
    else update.mutate({ path: { id: channel.id }, body: shared });
  };
  const usual = partOf(kind.settings, (field) => !rare.has(field));
  const seldom = partOf(kind.settings, (field) => rare.has(field));
  const form = (schema: unknown) => (
    <SchemaForm
      schema={schema}
      values={settings}
      onChange={setSettings}
      problems={problems}
      prefixes={['settings.', '']}
    />
  );
  return (
    <Confirm
      opened
      title={channel === undefined ? `Add ${kind.title}` : `Change ${channel.name}`}
      act={channel === undefined ? 'Add channel' : 'Save channel'}
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() => own.attempt(submit)}
    >
      <p className="dim">
        {kind.sentence}{' '}
        {onBack === undefined ? null : (
          <Button size="compact" variant="subtle" onClick={onBack}>
            Another kind
          </Button>
        )}
      </p>
      <TextInput
        label="Name"
        required
        maxLength={100}
        value={name}
        error={problems.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {schemaFields(usual).length === 0 ? null : form(usual)}
      {schemaFields(kind.secrets).map((field) => (
        <PasswordInput
          key={field.name}
          label={secretLabels[field.name] ?? field.label}
          description={
            channel?.secret_fields.includes(field.name) === true
              ? 'Set, and never shown again. Leave it empty to keep it.'
              : (field.description ?? 'Sealed when it is saved, and never shown again.')
          }
          autoComplete="off"
          maxLength={20_000}
          value={secrets[field.name] ?? ''}
          error={problems[`secrets.${field.name}`] ?? problems[field.name]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setSecrets((old) => ({ ...old, [field.name]: value }));
          }}
        />
      ))}
      {schemaFields(seldom).length === 0 ? null : (
        <details>
          <summary>More settings</summary>
          <div style={{ marginTop: 12 }}>{form(seldom)}</div>
        </details>
      )}
      <Switch
        label="Gets what no rule is about"
        checked={isDefault ?? false}
        {...(isDefault === undefined ? { description: 'The first channel does in any case.' } : {})}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
      <FormProblem
        error={act.error}
        fields={[
          'name',
          ...[...schemaFields(kind.settings), ...schemaFields(kind.secrets)].flatMap(({ name: field }) => [
            field,
            `settings.${field}`,
            `secrets.${field}`,
          ]),
        ]}
      />
    </Confirm>
  );
}

const secretLabels: Record<string, string> = {
  webhook_url: 'Webhook address',
  bot_token: 'Bot token',
  routing_key: 'Integration key',
  signing_secret: 'Signing secret',
  bearer_token: 'Bearer token',
  password: 'Password of the mail server',
};

/** A schema with only some of its properties. */
function partOf(schema: Record<string, unknown>, takes: (field: string) => boolean): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, unknown>;
  const required = (schema.required ?? []) as string[];
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).filter(([field]) => takes(field))),
    // What has a default of its own need not be typed.
    required: required.filter(
      (field) => takes(field) && (properties[field] as { default?: unknown }).default === undefined,
    ),
  };
}
