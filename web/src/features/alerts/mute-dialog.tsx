import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';

/** For how long nobody is notified. A muted alert is still listed and counted. */
export function MuteDialog({
  title,
  busy,
  error,
  onClose,
  onConfirm,
}: {
  title: string;
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (given: { days: number; note?: string }) => void;
}) {
  const [days, setDays] = useState('7');
  const [note, setNote] = useState('');
  const problems = fieldProblems(error);
  const text = note.trim();
  return (
    <Confirm
      opened
      title={title}
      act="Mute"
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm({ days: Number(days), ...(text === '' ? {} : { note: text }) })}
    >
      <p className="dim">
        It stays in the list and in the numbers; only notifications stop. It is heard again by itself.
      </p>
      <Select
        label="For"
        data={[
          { value: '1', label: 'A day' },
          { value: '7', label: 'A week' },
          { value: '30', label: '30 days' },
          { value: '90', label: '90 days, the longest' },
        ]}
        value={days}
        allowDeselect={false}
        error={problems.days ?? problems.until}
        onChange={(value) => setDays(value ?? '7')}
      />
      <Textarea
        label="Why"
        description="Kept in the history and in the audit log."
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        error={problems.note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FormProblem error={error} fields={['days', 'until', 'note']} />
    </Confirm>
  );
}
