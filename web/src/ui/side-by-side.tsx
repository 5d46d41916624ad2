import { useState } from 'react';
import { type Json, type MergedNode, mergeTree, scalarText } from './merge-tree.ts';
import classes from './side-by-side.module.css';
import { count } from './words.ts';

/** Two configurations beside each other: changed branches open, unchanged ones folded to one line each. */
export function SideBySide({
  before,
  after,
  titles,
  label,
}: {
  before: Json | undefined;
  after: Json | undefined;
  titles: [string, string];
  /** Name of the root, when the values are one attribute rather than a whole configuration. */
  label?: string;
}) {
  const root = mergeTree(before, after, label ?? '', label ?? '');
  return (
    <div className={classes.frame} role="table" aria-label={`${titles[0]} beside ${titles[1]}`}>
      <div className={classes.head} role="row">
        <span role="columnheader">{titles[0]}</span>
        <span role="columnheader">{titles[1]}</span>
      </div>
      {label === undefined && root.shape !== 'scalar' ? (
        <Children node={root} depth={0} />
      ) : (
        <Node node={root} depth={0} />
      )}
    </div>
  );
}

function Node({ node, depth }: { node: MergedNode; depth: number }) {
  const [open, setOpen] = useState(node.kind !== 'same');
  if (node.shape === 'scalar' || node.children.length === 0) return <Line node={node} depth={depth} />;
  const toggle = (
    <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
      <span aria-hidden="true">{open ? '▾' : '▸'}</span> {node.label}
    </button>
  );
  const size =
    node.shape === 'array'
      ? count(node.children.length, 'entry', 'entries')
      : count(node.children.length, 'key');
  const missing = <span className={classes.absent}>not set</span>;
  const said = open ? null : <span className="dim"> {size}</span>;
  return (
    <>
      <div className={classes.row} role="row">
        <div role="cell" data-side={node.kind === 'removed' ? 'removed' : undefined} style={indent(depth)}>
          {node.before === undefined ? missing : toggle}
          {node.before === undefined ? null : said}
        </div>
        <div role="cell" data-side={node.kind === 'added' ? 'added' : undefined} style={indent(depth)}>
          {node.after === undefined ? missing : node.before === undefined ? toggle : `  ${node.label}`}
          {node.after === undefined ? null : said}
        </div>
      </div>
      {open ? <Children node={node} depth={depth + 1} /> : null}
    </>
  );
}

/** Consecutive unchanged neighbours of a change are one quiet line until somebody opens them. */
function Children({ node, depth }: { node: MergedNode; depth: number }) {
  const [all, setAll] = useState(node.kind === 'same');
  const same = node.children.filter((child) => child.kind === 'same').length;
  const folds = !all && same > 2;
  const shown = folds ? node.children.filter((child) => child.kind !== 'same') : node.children;
  return (
    <>
      {shown.map((child) => (
        <Node key={child.path} node={child} depth={depth} />
      ))}
      {folds ? (
        <div className={classes.fold} role="row">
          <div role="cell" style={indent(depth)}>
            <button type="button" className={classes.toggle} onClick={() => setAll(true)}>
              ⋯ {same} unchanged
            </button>
          </div>
          <div role="cell" />
        </div>
      ) : null}
    </>
  );
}

function Line({ node, depth }: { node: MergedNode; depth: number }) {
  return (
    <div className={classes.row} role="row">
      <Cell
        label={node.label}
        value={node.before}
        side={node.kind === 'same' ? undefined : 'removed'}
        depth={depth}
      />
      <Cell
        label={node.label}
        value={node.after}
        side={node.kind === 'same' ? undefined : 'added'}
        depth={depth}
      />
    </div>
  );
}

function Cell({
  label,
  value,
  side,
  depth,
}: {
  label: string;
  value: Json | undefined;
  side: 'removed' | 'added' | undefined;
  depth: number;
}) {
  if (value === undefined) {
    return (
      <div role="cell" style={indent(depth)}>
        <span className={classes.absent}>not set</span>
      </div>
    );
  }
  return (
    <div role="cell" data-side={side} style={indent(depth)}>
      {side === undefined ? null : (
        <span className={classes.sign}>
          <span aria-hidden="true">{side === 'removed' ? '−' : '+'}</span>
          <span className="visually-hidden">{side === 'removed' ? 'before' : 'after'}</span>
        </span>
      )}
      {label === '' ? null : <span className={classes.key}>{label}: </span>}
      <span className={side === undefined ? undefined : classes.changed}>{scalarText(value)}</span>
    </div>
  );
}

function indent(depth: number) {
  return { paddingLeft: 20 + depth * 14 };
}
