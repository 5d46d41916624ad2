import { type ReactNode, useState } from 'react';
import { count } from '../../ui/words.ts';
import classes from './requirement.module.css';

/** A requirement as one line that opens; what is inside is asked for only then. */
export function RequirementRow({
  id,
  title,
  facts,
  verdict,
  opened = false,
  inside,
}: {
  id: string;
  title: string;
  /** Small words after the title. */
  facts: string[];
  verdict: ReactNode;
  opened?: boolean;
  inside: () => ReactNode;
}) {
  const [open, setOpen] = useState(opened);
  return (
    <li>
      <button
        type="button"
        className={classes.requirement}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        <span className="number">{id}</span>
        <span>
          {title}
          <span className={classes.meta}> {facts.join(' · ')}</span>
        </span>
        <span>{verdict}</span>
      </button>
      {open ? inside() : null}
    </li>
  );
}

export const judgedBy = (controls: number): string =>
  controls === 0 ? 'a person must look' : count(controls, 'control');
