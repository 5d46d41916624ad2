import { Checkbox, PasswordInput, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Answer, read } from '../../app/api.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { everyEvent, touched, type Webhook } from './webhook-words.ts';

/** A new webhook, or another name, address or choice of events for one that exists. */
export function WebhookForm({
  webhook,
  onClose,
  onCreated,
}: {
  webhook?: Webhook;
  onClose: () => void;
  onCreated?: (created: Answer<'createWebhook'>) => void;
}) {
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<string[]>(
    webhook?.events.filter((event) => event !== everyEvent) ?? [],
  );
  const [every, setEvery] = useState(webhook?.events.includes(everyEvent) ?? false);
  const [secret, setSecret] = useState('');
  const create = useAct('createWebhook', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    after: (answer) => onCreated?.(answer),
  });
  const update = useAct('updateWebhook', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: () => 'Saved.',
    after: onClose,
  });
  const act = webhook === undefined ? create : update;
  const own = useOwnProblems({
    name: name.trim() === '' ? 'Name what receives it.' : null,
    url: /^https?:\/\/[^/]+/.test(url.trim()) ? null : 'Give an address that begins with https://.',
    events: !every && events.length === 0 ? 'Choose at least one event.' : null,
  });
  const problems = { ...fieldProblems(act.error), ...own.shown };
  const eventProblem = Object.entries(problems).find(([path]) => path.startsWith('events'))?.[1];
  const submit = () => {
    const body = { name: name.trim(), url: url.trim(), events: (every ? [everyEvent] : events) as 'ping'[] };
    if (webhook === undefined) {
      create.mutate({ body: { ...body, ...(secret === '' ? {} : { secret }) } as never });
    } else update.mutate({ path: { id: webhook.id }, body: body as never });
  };
  return (
    <Confirm
      opened
      title={webhook === undefined ? 'New webhook' : `Change ${webhook.name}`}
      act={webhook === undefined ? 'Create webhook' : 'Save webhook'}
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() => own.attempt(submit)}
    >
      <TextInput
        label="Name"
        description="What receives it."
        required
        data-autofocus
        maxLength={100}
        value={name}
        error={problems.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Address"
        description="Receives a POST for each event. Any answer of 2xx counts as arrived; redirects are not followed."
        placeholder="https://hooks.example.com/infraudit"
        required
        maxLength={2000}
        spellCheck={false}
        value={url}
        error={problems.url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Radio.Group
        label="Events"
        value={every ? 'every' : 'some'}
        error={eventProblem}
        onChange={(value) => setEvery(value === 'every')}
      >
        <div className={layout.list} style={{ marginTop: 6 }}>
          <Radio value="every" label="Every event, also those of later versions" />
          <Radio value="some" label="Only these" />
        </div>
      </Radio.Group>
      {every ? null : <Events chosen={events} set={setEvents} />}
      {webhook === undefined ? (
        <details>
          <summary>A secret of your own</summary>
          <PasswordInput
            mt="sm"
            label="Secret"
            description="whsec_ and base64 of 24 to 64 random bytes. Without one a secret is made."
            autoComplete="off"
            value={secret}
            error={problems.secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        </details>
      ) : null}
      <FormProblem
        error={act.error}
        fields={[
          'name',
          'url',
          'secret',
          ...Object.keys(problems).filter((path) => path.startsWith('events')),
        ]}
      />
    </Confirm>
  );
}

function Events({ chosen, set }: { chosen: string[]; set: (events: string[]) => void }) {
  const events = useQuery({ ...read('listWebhookEvents'), staleTime: Number.POSITIVE_INFINITY });
  if (events.data === undefined) {
    return events.isError ? <ErrorNotice error={events.error} /> : <BlockSkeleton height={160} />;
  }
  return (
    <Checkbox.Group value={chosen} onChange={set} aria-label="Events">
      <div className={layout.list}>
        {events.data.data
          .filter(({ subscribable }) => subscribable)
          .map(({ event, sentence }) => (
            <Checkbox
              key={event}
              value={event}
              label={<span className="mono">{event}</span>}
              description={sentence}
            />
          ))}
      </div>
    </Checkbox.Group>
  );
}
