import { ActionIcon, CopyButton as Copy, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './identifier.module.css';
import { shorten } from './words.ts';

/** An id, ARN or path: monospace, shortened in the middle, whole on hover, copied by its button. */
export function Identifier({
  value,
  length = 44,
  copy = true,
}: {
  value: string;
  length?: number;
  copy?: boolean;
}) {
  const short = shorten(value, length);
  const text = <span className="mono">{short}</span>;
  return (
    <span className={classes.identifier}>
      {short === value ? text : <Tooltip label={<span className="mono">{value}</span>}>{text}</Tooltip>}
      {copy ? <CopyIcon value={value} what="Copy" /> : null}
    </span>
  );
}

export function CopyIcon({ value, what }: { value: string; what: string }) {
  return (
    <Copy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <ActionIcon
          className={classes.copy}
          variant="subtle"
          color="gray"
          size={20}
          aria-label={copied ? 'Copied' : `${what} ${shorten(value, 24)}`}
          onClick={(event) => {
            event.stopPropagation();
            copy();
          }}
        >
          {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
        </ActionIcon>
      )}
    </Copy>
  );
}
