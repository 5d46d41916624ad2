import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useGo } from '../ui/link.tsx';
import { useAct } from './act.tsx';
import { type Answer, read } from './api.ts';
import { navigation } from './navigation.ts';
import { paths } from './paths.ts';
import classes from './search-dialog.module.css';
import { useProfile } from './session.ts';

type Hit = Answer<'search'>['data'][number];
type Choice = { key: string; kind: string; title: string; subtitle: string; act: () => void };

/** One field for everything: pages and actions at once, resources, drifts, jobs and accounts from the server. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [active, setActive] = useState(0);
  const go = useGo();
  const listId = useId();
  const found = useQuery({ ...read('search', { query: { q: asked } }), enabled: asked.length > 1 });
  const controls = useQuery({
    ...read('listControls', { query: { q: asked, per_page: 5 } }),
    enabled: asked.length > 1,
  });
  const actions = useActions();
  const needle = text.trim().toLowerCase();
  const own = actions.filter((choice) => needle === '' || choice.title.toLowerCase().includes(needle));
  const hits: Choice[] =
    asked.length > 1
      ? [
          ...(found.data?.data ?? []).map((hit) => ({
            key: `${hit.kind} ${hit.id}`,
            kind: kinds[hit.kind],
            title: hit.title,
            subtitle: hit.subtitle,
            act: () => go(addressOf(hit)),
          })),
          ...(controls.data?.data ?? []).map((control) => ({
            key: `control ${control.id}`,
            kind: 'Control',
            title: control.title,
            subtitle: control.id,
            act: () => go(paths.control(control.id)),
          })),
        ]
      : [];
  const choices = [...hits, ...own];
  const current = Math.min(active, choices.length - 1);
  const take = (choice: Choice | undefined) => {
    if (choice === undefined) return;
    onClose();
    choice.act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(current + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(current - 1, 0));
    else if (event.key === 'Enter') take(choices[current]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
      aria-label="Search"
    >
      <input
        className={classes.input}
        data-autofocus
        role="combobox"
        aria-label="Search resources, drifts, jobs, actions"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={choices[current] === undefined ? undefined : `${listId}-${current}`}
        placeholder="Search resources, drifts, jobs, actions"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.list} id={listId} role="listbox" aria-label="Results">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox above
          <div
            key={choice.key}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={classes.choice}
            onMouseMove={() => setActive(index)}
            onClick={() => take(choice)}
          >
            <span className={classes.kind}>{choice.kind}</span>
            <span className={classes.title}>{choice.title}</span>
            <span className={classes.subtitle}>{choice.subtitle}</span>
          </div>
        ))}
      </div>
      {choices.length === 0 ? (
        <p className={classes.none} role="status">
          {found.isFetching
            ? 'Searching'
            : found.isError
              ? 'The search failed. Try again.'
              : `Nothing fits “${text}”.`}
        </p>
      ) : null}
    </Modal>
  );
}

const kinds: Record<Hit['kind'], string> = {
  resource: 'Resource',
  drift: 'Drift',
  job: 'Job',
  provider: 'Account',
};

function addressOf(hit: Hit): string {
  if (hit.kind === 'resource') return paths.resource(hit.id);
  if (hit.kind === 'drift') return paths.drift(hit.id);
  if (hit.kind === 'job') return paths.job(hit.id);
  return paths.provider(hit.id);
}

function useActions(): Choice[] {
  const profile = useProfile();
  const go = useGo();
  const detect = useAct('detectDrift', {
    done: (answer) => answer.message,
    after: (answer) => go(paths.execution(answer.execution_id)),
  });
  const assess = useAct('assessCompliance', {
    after: (answer) => go(paths.compliance({ run: answer.execution_id })),
  });
  const may = (permission: (typeof profile.permissions)[number]) => profile.permissions.includes(permission);
  const pages = navigation.flatMap(({ group, entries }) =>
    entries
      .filter((entry) => entry.needs === undefined || may(entry.needs))
      .map((entry) => ({
        key: `page ${entry.href}`,
        kind: 'Page',
        title: entry.label,
        subtitle: group,
        act: () => go(entry.href),
      })),
  );
  for (const [title, href] of [
    ['Controls', paths.controls()],
    ['Exceptions', paths.exceptions()],
    ['Custom controls', paths.customControls()],
  ] as const) {
    pages.push({ key: `page ${href}`, kind: 'Page', title, subtitle: 'Compliance', act: () => go(href) });
  }
  const acts: Choice[] = [];
  if (may('scan')) {
    acts.push({
      key: 'act detect',
      kind: 'Action',
      title: 'Detect drift now',
      subtitle: 'all connected accounts',
      act: () => detect.mutate({ body: {} }),
    });
  }
  if (may('assess_compliance')) {
    acts.push({
      key: 'act assess',
      kind: 'Action',
      title: 'Run compliance assessment',
      subtitle: 'all enabled frameworks',
      act: () => assess.mutate({ body: {} }),
    });
  }
  if (may('manage_providers')) {
    acts.push({
      key: 'act connect',
      kind: 'Action',
      title: 'Connect account',
      subtitle: 'Amazon Web Services',
      act: () => go(paths.connect()),
    });
  }
  return [...acts, ...pages];
}
