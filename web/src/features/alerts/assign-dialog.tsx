import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { useProfile } from '../../app/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { personName } from './alert-words.ts';

/** Who looks after it: oneself first, a colleague, or nobody any more. */
export function AssignDialog({
  title,
  busy,
  error,
  start = null,
  onClose,
  onConfirm,
}: {
  title: string;
  busy: boolean;
  error: unknown;
  /** Who does now. */
  start?: number | null;
  onClose: () => void;
  onConfirm: (assignee: number | null) => void;
}) {
  const profile = useProfile();
  const team = useQuery(read('getTeam'));
  const [person, setPerson] = useState(String(start ?? profile.id));
  const others = (team.data?.members ?? []).filter((member) => member.user_id !== profile.id);
  return (
    <Confirm
      opened
      title={title}
      act="Assign"
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm(person === '' ? null : Number(person))}
    >
      <Select
        label="Who looks after it"
        description="They are told by mail, unless they do not want that."
        searchable
        data={[
          { value: String(profile.id), label: 'Me' },
          ...others.map((member) => ({
            value: String(member.user_id),
            label: member.name === '' ? member.email : `${personName(member)} (${member.email})`,
          })),
          { value: '', label: 'Nobody' },
        ]}
        value={person}
        allowDeselect={false}
        error={team.isError ? 'The team could not be loaded.' : fieldProblems(error).assignee}
        onChange={(value) => setPerson(value ?? '')}
      />
      <FormProblem error={error} fields={['assignee']} />
    </Confirm>
  );
}
