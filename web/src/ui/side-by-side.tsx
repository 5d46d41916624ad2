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
    <div className={classes.frame}>
      <table aria-label={`${titles[0]} beside ${titles[1]}`}>
        <thead>
          <tr>
            <th scope="col">{titles[0]}</th>
            <th scope="col">{titles[1]}</th>
          </tr>
        </thead>
        <tbody>
          {label === undefined && root.shape !== 'scalar' ? (
            <Children node={root} depth={0} />
          ) : (
            <Node node={root} depth={0} />
          )}
        </tbody>
      </table>
    </div>
  );
}

function Node({ node, depth }: { node: MergedNode; depth: number }) {
  const [open, setOpen] = useState(node.kind !== 'same');
  if (node.shape === 'scalar' || node.children.length === 0) return <Line node={node} depth={depth} />;
  if (node.kind === 'added' || node.kind === 'removed') return <Whole node={node} depth={depth} />;
  const size =
    node.shape === 'array'
      ? count(node.children.length, 'entry', 'entries')
      : count(node.children.length, 'key');
  const said = open ? null : <span className="dim"> {size}</span>;
  return (
    <>
      <tr>
        <td style={indent(depth)}>
          <button
            type="button"
            className={classes.toggle}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> {node.label}
          </button>
          {said}
        </td>
        <td style={indent(depth)}>
          {'  '}
          {node.label}
          {said}
        </td>
      </tr>
      {open ? <Children node={node} depth={depth + 1} /> : null}
    </>
  );
}

/** A branch that exists on one side only is read as a whole. */
function Whole({ node, depth }: { node: MergedNode; depth: number }) {
  const removed = node.kind === 'removed';
  const text = JSON.stringify(removed ? node.before : node.after, null, 2);
  const cell = (
    <td data-side={node.kind} style={indent(depth)}>
      <Sign removed={removed} />
      {node.label === '' ? null : <span className={classes.key}>{node.label}: </span>}
      {text}
    </td>
  );
  const other = (
    <td style={indent(depth)}>
      <span className={classes.absent}>not set</span>
    </td>
  );
  return (
    <tr>
      {removed ? cell : other}
      {removed ? other : cell}
    </tr>
  );
}

function Sign({ removed }: { removed: boolean }) {
  return (
    <span className={classes.sign}>
      <span aria-hidden="true">{removed ? '−' : '+'}</span>
      <span className="visually-hidden">{removed ? 'before' : 'after'}</span>
    </span>
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
        <tr className={classes.fold}>
          <td style={indent(depth)}>
            <button type="button" className={classes.toggle} onClick={() => setAll(true)}>
              ⋯ {same} unchanged
            </button>
          </td>
          <td />
        </tr>
      ) : null}
    </>
  );
}

function Line({ node, depth }: { node: MergedNode; depth: number }) {
  return (
    <tr>
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
    </tr>
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
      <td style={indent(depth)}>
        <span className={classes.absent}>not set</span>
      </td>
    );
  }
  return (
    <td data-side={side} style={indent(depth)}>
      {side === undefined ? null : <Sign removed={side === 'removed'} />}
      {label === '' ? null : <span className={classes.key}>{label}: </span>}
      <span className={side === undefined ? undefined : classes.changed}>{scalarText(value)}</span>
    </td>
  );
}

function indent(depth: number) {
  return { paddingLeft: 20 + depth * 14 };
}
