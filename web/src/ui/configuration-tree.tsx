import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { UnknownBadge } from './badge.tsx';
import classes from './configuration-tree.module.css';
import { isObject, type Json, scalarText } from './merge-tree.ts';
import { count } from './words.ts';

export type UnreadablePath = { path: string; reason: string; permission?: string; message?: string };

export function reasonOf(unreadable: UnreadablePath): string {
  const grant = unreadable.permission === undefined ? '' : ` Grant ${unreadable.permission} to see it.`;
  const why: Record<string, string> = {
    denied: 'The account denied reading this.',
    throttled: 'The provider throttled this call.',
    unsupported: 'The provider does not support this call here.',
    failed: 'The call failed.',
  };
  return (why[unreadable.reason] ?? `Not readable: ${unreadable.reason}.`) + grant;
}

/** A configuration as a tree. A path that could not be read is a row of its own with the striped badge. */
export function ConfigurationTree({
  value,
  unreadable,
}: {
  value: Record<string, Json>;
  unreadable: UnreadablePath[];
}) {
  const [needle, setNeedle] = useState('');
  // A new generation remounts the nodes with another opening depth.
  const [opening, setOpening] = useState({ depth: 2, generation: 0 });
  const openTo = (depth: number) => setOpening({ depth, generation: opening.generation + 1 });
  return (
    <div>
      <div className={classes.bar}>
        <TextInput
          type="search"
          aria-label="Find a key or a value"
          placeholder="Find a key or a value"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={needle}
          onChange={(event) => setNeedle(event.currentTarget.value)}
        />
        <Button variant="default" onClick={() => openTo(99)}>
          Open all
        </Button>
        <Button variant="default" onClick={() => openTo(1)}>
          Fold all
        </Button>
      </div>
      <ul className={classes.tree} key={opening.generation}>
        <Entries
          value={value}
          path=""
          depth={0}
          openTo={needle === '' ? opening.depth : 99}
          needle={needle.toLowerCase()}
          unreadable={unreadable}
        />
      </ul>
    </div>
  );
}

type Common = { openTo: number; needle: string; unreadable: UnreadablePath[]; depth: number };

function Entries({ value, path, ...common }: Common & { value: Json; path: string }) {
  const entries: [string, Json | undefined][] = Array.isArray(value)
    ? value.map((element, index) => [String(index), element])
    : isObject(value)
      ? Object.entries(value)
      : [];
  // Paths that are unreadable right here and so have no key in the configuration.
  if (!Array.isArray(value)) {
    for (const { path: hidden } of common.unreadable) {
      const parent = hidden.includes('.') ? hidden.slice(0, hidden.lastIndexOf('.')) : '';
      const key = hidden.slice(parent === '' ? 0 : parent.length + 1);
      if (parent === path && !entries.some(([known]) => known === key)) entries.push([key, undefined]);
    }
    entries.sort(([a], [b]) => a.localeCompare(b));
  }
  return entries.map(([key, child]) => (
    <Entry key={key} label={key} value={child} path={path === '' ? key : `${path}.${key}`} {...common} />
  ));
}

function Entry({
  label,
  value,
  path,
  ...common
}: Common & { label: string; value: Json | undefined; path: string }) {
  const [openByHand, setOpen] = useState<boolean | null>(null);
  const open = openByHand ?? common.depth < common.openTo;
  const unknown = common.unreadable.find((candidate) => candidate.path === path);
  if (common.needle !== '' && !matches(common.needle, label, value)) return null;
  const inner =
    value !== undefined &&
    (Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0);
  if (!inner) {
    return (
      <li>
        <div className={classes.row}>
          <span className={classes.key}>{label}</span>
          {unknown === undefined ? (
            <span data-kind={value === null ? 'null' : typeof value}>{scalarText(value)}</span>
          ) : (
            <UnknownBadge why={reasonOf(unknown)}>
              {unknown.permission === undefined
                ? `Unknown: ${unknown.reason}`
                : `Unknown: missing ${unknown.permission}`}
            </UnknownBadge>
          )}
        </div>
      </li>
    );
  }
  const size = Array.isArray(value)
    ? count(value.length, 'entry', 'entries')
    : count(Object.keys(value as object).length, 'key');
  return (
    <li>
      <div className={classes.row}>
        <button type="button" className={classes.key} aria-expanded={open} onClick={() => setOpen(!open)}>
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {label}
        </button>
        <span className="dim">{size}</span>
        {unknown === undefined ? null : <UnknownBadge why={reasonOf(unknown)}>Partly unknown</UnknownBadge>}
      </div>
      {open ? (
        <ul>
          <Entries value={value as Json} path={path} {...common} depth={common.depth + 1} />
        </ul>
      ) : null}
    </li>
  );
}

function matches(needle: string, label: string, value: Json | undefined): boolean {
  if (label.toLowerCase().includes(needle)) return true;
  return value !== undefined && JSON.stringify(value).toLowerCase().includes(needle);
}
