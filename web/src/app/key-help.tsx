import { Modal } from '@mantine/core';
import classes from './key-help.module.css';

const keys: [string, string][] = [
  ['/  or  ⌘K', 'Search and act'],
  ['↑  ↓  or  k  j', 'Move in a list'],
  ['Enter', 'Open the row'],
  ['e', 'In the drift list: start investigating the row; in the alert list: acknowledge it'],
  ['x', 'In the alert list: choose the row for the actions above the list'],
  ['←  →', 'In the timeline: the run before, the run after'],
  ['Home  End', 'First and last row; in a log, its edges'],
  ['Esc', 'Close a dialog'],
  ['?', 'Show these keys'],
];

export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keys"
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className={classes.keys}>
        {keys.map(([key, act]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{act}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
