import { CopyIcon } from './identifier.tsx';
import classes from './layout.module.css';

/** A value that is shown now and never again, with a button to take it along. */
export function SecretOnce({ value, copy, testId }: { value: string; copy: string; testId?: string }) {
  return (
    <div className={classes.secret} data-testid={testId}>
      <span>{value}</span>
      <CopyIcon value={value} what={copy} />
    </div>
  );
}
