import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { paths } from '../../app/paths.ts';
import { type Severity, severities } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems, useOwnProblems } from '../../ui/form-problems.tsx';
import layout from '../../ui/layout.module.css';
import { useGo } from '../../ui/link.tsx';
import { sentence } from '../../ui/words.ts';
import { ResourcePicker } from '../jobs/pickers.tsx';
import { alertTypes, touched } from './alert-words.ts';

/** What a person noticed that the product cannot see: it is told and followed like any other alert. */
export function RaiseAlert({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const [type, setType] = useState<(typeof alertTypes)[number]>('security');
  const [severity, setSeverity] = useState<Severity>('medium');
  const [resource, setResource] = useState<number | null>(null);
  const create = useAct('createAlert', {
    quietOn: [400, 404, 422],
    refreshes: touched,
    done: () => 'Raised, and told to whom the rules say.',
    after: (answer) => {
      onClose();
      go(paths.alert(answer.id));
    },
  });
  const own = useOwnProblems({ title: title.trim() === '' ? 'Say in a few words what is wrong.' : null });
  const problems = { ...fieldProblems(create.error), ...own.shown };
  return (
    <Confirm
      opened
      title="Raise an alert"
      act="Raise alert"
      busy={create.isPending}
      onClose={onClose}
      onConfirm={() =>
        own.attempt(() =>
          create.mutate({
            body: {
              title: title.trim(),
              description: description.trim(),
              type,
              severity,
              resource_id: resource,
            },
          }),
        )
      }
    >
      <TextInput
        label="Title"
        required
        data-autofocus
        maxLength={300}
        value={title}
        error={problems.title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label="What was noticed"
        autosize
        minRows={3}
        maxLength={2000}
        value={description}
        error={problems.description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <div className={layout.pair}>
        <Select
          label="Severity"
          data={severities.map((value) => ({ value, label: sentence(value) }))}
          value={severity}
          allowDeselect={false}
          error={problems.severity}
          onChange={(value) => setSeverity((value ?? severity) as Severity)}
        />
        <Select
          label="Type"
          data={alertTypes.map((value) => ({ value, label: sentence(value) }))}
          value={type}
          allowDeselect={false}
          error={problems.type}
          onChange={(value) => setType((value ?? type) as typeof type)}
        />
      </div>
      <ResourcePicker
        label="Resource"
        description="Left out when it is about no single one."
        required={false}
        error={problems.resource_id}
        value={resource}
        onChange={(value) => setResource(value ?? null)}
      />
      <FormProblem
        error={create.error}
        fields={['title', 'description', 'type', 'severity', 'resource_id']}
      />
    </Confirm>
  );
}
