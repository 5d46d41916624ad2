import { MultiSelect, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Body, read } from '../../app/api.ts';
import { severities } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { sentence } from '../../ui/words.ts';
import { alertTypes } from '../alerts/alert-words.ts';
import { type Channel, eventTitle, eventTitles, type Rule, touched } from './notification-words.ts';
import { RulePreview } from './rule-preview.tsx';
import { type Timing, TimingFields } from './timing-fields.tsx';

type Given = Body<'createNotificationRule'>;

/** What a rule is about, where it sends and when; what it would have sent is shown while one writes. */
export function RuleForm({
  rule,
  channels,
  onClose,
}: {
  rule?: Rule;
  channels: Channel[];
  onClose: () => void;
}) {
  const providers = useQuery(read('listProviders')).data?.data ?? [];
  const [name, setName] = useState(rule?.name ?? '');
  const [channel, setChannel] = useState(String(rule?.channel_id ?? channels[0]?.id ?? ''));
  const [events, setEvents] = useState<string[]>(rule?.events ?? []);
  const [types, setTypes] = useState<string[]>(rule?.alert_types ?? []);
  const [severity, setSeverity] = useState<string>(rule?.severity ?? '');
  const [provider, setProvider] = useState(rule?.provider_id == null ? '' : String(rule.provider_id));
  const [tags, setTags] = useState(
    Object.entries(rule?.tags ?? {}).map(([key, value]) => (value === '' ? key : `${key}=${value}`)),
  );
  const [control, setControl] = useState(rule?.control ?? '');
  const [timing, setTiming] = useState<Timing>({
    quiet_hours: rule?.quiet_hours ?? null,
    digest: rule?.digest ?? null,
  });
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const create = useAct('createNotificationRule', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: () => 'The rule counts from now on.',
    after: onClose,
  });
  const update = useAct('updateNotificationRule', {
    quietOn: [400, 409, 422],
    refreshes: touched,
    done: () => 'Saved.',
    after: onClose,
  });
  const act = rule === undefined ? create : update;
  const own = useOwnProblems({
    name: name.trim() === '' ? 'Name what it is for.' : null,
    channel_id: channel === '' ? 'Choose where it sends.' : null,
    control:
      control.trim() === '' || /^[a-z0-9-]+\*?$/.test(control.trim())
        ? null
        : 'Write the id of a control; * at its end stands for the rest.',
  });
  const problems = { ...fieldProblems(act.error), ...own.shown };
  const conditions = {
    events: events as NonNullable<Given['events']>,
    alert_type: types as 'security'[],
    severity: severity === '' ? null : (severity as 'high'),
    provider_id: provider === '' ? null : Number(provider),
    tags: Object.fromEntries(
      tags.map((tag) => {
        const at = tag.indexOf('=');
        return at < 0 ? [tag, ''] : [tag.slice(0, at), tag.slice(at + 1)];
      }),
    ),
    control: control.trim() === '' ? null : control.trim(),
    ...timing,
  };
  const submit = () => {
    const body: Given = { name: name.trim(), channel_id: Number(channel), enabled, ...conditions };
    if (rule === undefined) create.mutate({ body });
    else update.mutate({ path: { id: rule.id }, body });
  };
  return (
    <Confirm
      opened
      title={rule === undefined ? 'New routing rule' : `Change the rule ${rule.name}`}
      act={rule === undefined ? 'Add rule' : 'Save rule'}
      busy={act.isPending}
      onClose={onClose}
      onConfirm={() => own.attempt(submit)}
    >
      <div className={layout.pair}>
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={100}
          value={name}
          error={problems.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Sends to"
          required
          data={channels.map((each) => ({ value: String(each.id), label: each.name }))}
          value={channel}
          allowDeselect={false}
          error={problems.channel_id ?? problems.channel}
          onChange={(value) => setChannel(value ?? channel)}
        />
      </div>
      <MultiSelect
        label="What happened"
        placeholder={events.length === 0 ? 'Everything that is told by itself' : ''}
        data={Object.keys(eventTitles).map((value) => ({ value, label: eventTitle(value) }))}
        searchable
        value={events}
        error={problems.event ?? problems.events}
        onChange={setEvents}
      />
      <div className={layout.pair}>
        <Select
          label="Severity"
          data={[
            { value: '', label: 'Any, and what has none' },
            ...severities.map((value) => ({
              value,
              label: value === 'critical' ? 'Critical' : `${sentence(value)} and worse`,
            })),
          ]}
          value={severity}
          allowDeselect={false}
          error={problems.severity}
          onChange={(value) => setSeverity(value ?? '')}
        />
        <MultiSelect
          label="Type of alert"
          placeholder={types.length === 0 ? 'Any' : ''}
          data={alertTypes.map((value) => ({ value, label: sentence(value) }))}
          value={types}
          error={problems.alert_type}
          onChange={setTypes}
        />
      </div>
      <div className={layout.pair}>
        <Select
          label="Account"
          data={[
            { value: '', label: 'Any' },
            ...providers.map((each) => ({ value: String(each.id), label: each.name })),
          ]}
          value={provider}
          allowDeselect={false}
          error={problems.provider_id}
          onChange={(value) => setProvider(value ?? '')}
        />
        <TextInput
          label="Control"
          placeholder="aws-s3-*"
          maxLength={120}
          spellCheck={false}
          value={control}
          error={problems.control}
          onChange={(event) => setControl(event.currentTarget.value)}
        />
      </div>
      <TagsInput
        label="Tags of the resource"
        description="All of these must be there. Write key=value, or only the key for any value, and press Enter."
        value={tags}
        error={problems.tags}
        onChange={setTags}
      />
      <TimingFields timing={timing} onChange={setTiming} problems={problems} />
      <RulePreview conditions={conditions} />
      <Switch
        label="The rule is on"
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      <FormProblem
        error={act.error}
        fields={[
          'name',
          'channel_id',
          'channel',
          'event',
          'events',
          'alert_type',
          'severity',
          'provider_id',
          'tags',
          'control',
          'digest',
          'digest.time',
          'quiet_hours.from',
          'quiet_hours.to',
        ]}
      />
    </Confirm>
  );
}
