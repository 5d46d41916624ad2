import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { Confirm } from '../../ui/confirm.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { count } from '../../ui/words.ts';
import type { AlertWithHistory } from './alert-words.ts';

/** Asks for a note, which is kept in the history and in the audit log, and about drifts that are still open. */
export function ResolveDialog({
  title,
  busy,
  openDrifts = [],
  onClose,
  onConfirm,
}: {
  title: string;
  busy: boolean;
  /** Drifts behind the alert that are not resolved. */
  openDrifts?: AlertWithHistory['related']['open_drifts'];
  onClose: () => void;
  onConfirm: (given: { note: string; driftIds: number[] }) => void;
}) {
  const [note, setNote] = useState('');
  const [drifts, setDrifts] = useState<string[]>([]);
  return (
    <Confirm
      opened
      title={title}
      act={drifts.length === 0 ? 'Resolve' : `Resolve with ${count(drifts.length, 'drift')}`}
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm({ note: note.trim(), driftIds: drifts.map(Number) })}
    >
      <p className="dim">Nothing is repaired by this. When the cause recurs, the alert opens again.</p>
      {openDrifts.length === 0 ? null : (
        <Checkbox.Group
          label={openDrifts.length === 1 ? 'Its drift is still open' : 'Its drifts are still open'}
          description="Resolve them too, or leave them in the list of drifts."
          value={drifts}
          onChange={setDrifts}
        >
          <div className={layout.list} style={{ marginTop: 8 }}>
            {openDrifts.map((drift) => (
              <Checkbox
                key={drift.id}
                value={String(drift.id)}
                label={
                  <>
                    {drift.summary} <Link href={paths.drift(drift.id)}>drift {drift.id}</Link>
                  </>
                }
              />
            ))}
          </div>
        </Checkbox.Group>
      )}
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
