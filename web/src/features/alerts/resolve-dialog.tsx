import { Textarea } from '@mantine/core';
import { Confirm } from '../../ui/confirm.tsx';

/** Asks for a note, which is kept in the history and in the audit log. */
export function ResolveDialog({
  title,
  opened,
  busy,
  note,
  setNote,
  onClose,
  onConfirm,
}: {
  title: string;
  opened: boolean;
  busy: boolean;
  note: string;
  setNote: (note: string) => void;
  onClose: () => void;
  onConfirm: (note: string) => void;
}) {
  return (
    <Confirm
      opened={opened}
      title={title}
      act="Resolve"
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm(note.trim())}
    >
      <p className="dim">Nothing is repaired by this. When the cause recurs, the alert opens again.</p>
      <Textarea
        label="Note for the history"
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Confirm>
  );
}
