import { Button, CopyButton } from '@mantine/core';
import classes from './layout.module.css';
import { saveFile } from './save-file.ts';

/** Text to take along: a policy, a command, a snippet. Scrolls by itself; copied by a button, saved when it is a file. */
export function CodeBlock({
  title,
  text,
  copy = 'Copy',
  file,
}: {
  title: string;
  text: string;
  copy?: string;
  /** Name and kind under which it is offered as a download. */
  file?: { name: string; type: string };
}) {
  return (
    <div>
      <div className={classes.codeHead}>
        <span>{title}</span>
        <span className={classes.row}>
          <CopyButton value={text}>
            {({ copied, copy: take }) => (
              <Button size="compact" variant="default" onClick={take}>
                {copied ? 'Copied' : copy}
              </Button>
            )}
          </CopyButton>
          {file === undefined ? null : (
            <Button size="compact" variant="default" onClick={() => saveFile(file.name, text, file.type)}>
              Download
            </Button>
          )}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.code} tabIndex={0} aria-label={title}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
