import { useState } from 'react';
import classes from './plan-diff.module.css';
import { count } from './words.ts';

type Line = { sign: '-' | '+' | ' '; path: string; text: string };

/** Two states as one reads a diff: what goes has a minus, what comes has a plus, what stays is folded. */
export function PlanDiff({ before, after, label }: { before: unknown; after: unknown; label: string }) {
  const [open, setOpen] = useState(false);
  const lines = diffLines(before, after);
  const same = lines.filter((line) => line.sign === ' ');
  const shown = open || same.length <= 2 ? lines : lines.filter((line) => line.sign !== ' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of lines, which no element of its own stands for
    <div className={classes.diff} role="group" aria-label={label}>
      {lines.every((line) => line.sign === ' ') ? (
        <div className={classes.same}>
          <span />
          <span>No difference.</span>
        </div>
      ) : null}
      {shown.map((line) => (
        <div
          key={`${line.sign}${line.path}`}
          className={line.sign === '-' ? classes.removed : line.sign === '+' ? classes.added : classes.same}
        >
          <span>
            <span aria-hidden="true">{line.sign === '-' ? '−' : line.sign}</span>
            {line.sign === ' ' ? null : (
              <span className="visually-hidden">{line.sign === '-' ? 'before' : 'after'}</span>
            )}
          </span>
          <span>
            {line.path === '' ? '' : `${line.path}: `}
            {line.text}
          </span>
        </div>
      ))}
      {same.length > 2 ? (
        <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide what stays' : `${count(same.length, 'line')} stay the same`}
        </button>
      ) : null}
    </div>
  );
}

function diffLines(before: unknown, after: unknown): Line[] {
  const old = new Map(leaves(before, ''));
  const fresh = new Map(leaves(after, ''));
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort((a, b) => a.localeCompare(b));
  return paths.flatMap((path): Line[] => {
    const from = old.get(path);
    const to = fresh.get(path);
    if (from === to && from !== undefined) return [{ sign: ' ', path, text: from }];
    return [
      ...(from === undefined ? [] : [{ sign: '-' as const, path, text: from }]),
      ...(to === undefined ? [] : [{ sign: '+' as const, path, text: to }]),
    ];
  });
}

/** Every scalar with its path; an absent state has none. */
function leaves(value: unknown, path: string): [string, string][] {
  if (value === undefined || (value === null && path === '')) return [];
  if (value === null || typeof value !== 'object') return [[path, JSON.stringify(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return path === '' ? [] : [[path, Array.isArray(value) ? '[]' : '{}']];
  return entries.flatMap(([name, part]) => leaves(part, path === '' ? name : `${path}.${name}`));
}
