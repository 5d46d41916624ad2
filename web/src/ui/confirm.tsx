import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './confirm.module.css';

/** The only use of a modal: to confirm. The button names the act. */
export function Confirm({
  opened,
  title,
  children,
  act,
  danger = false,
  busy = false,
  disabled = false,
  onConfirm,
  onClose,
}: {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** Null where there is something to choose first, and nothing to confirm. */
  act: string | null;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      size="lg"
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={classes.body}
        // Each field says what is wrong with it; the bubbles of the browser would hide that.
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        {children}
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {act === null ? null : (
            <Button type="submit" color={danger ? 'red.9' : undefined} loading={busy} disabled={disabled}>
              {act}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
