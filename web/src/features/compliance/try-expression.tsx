import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answer, api, isProblem } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { StateBadge } from '../../ui/badge.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { count, number } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import classes from './compliance.module.css';
import { Evidence } from './evidence.tsx';
import requirement from './requirement.module.css';
import { Verdict } from './status.tsx';

type Tried = Answer<'tryCustomControl'>;

/** The server tries an expression thirty times a minute; a person who types slowly enough needs fewer. */
const typingMs = 900;
const tooManyMs = 4_000;
const judged = 100;
const order = ['fail', 'unknown', 'pass', 'not_applicable'] as const;

/** What the expression says of the resources of now, while it is written. Nothing is saved by it. */
export function TryExpression({ check, resourceTypes }: { check: string; resourceTypes: string[] }) {
  const typeTitle = useResourceTypes();
  const { allowed, reason } = usePermission('manage_compliance');
  const [wanted, setWanted] = useState<string | null>(null);
  const type = wanted !== null && resourceTypes.includes(wanted) ? wanted : resourceTypes[0];
  const [asked] = useDebouncedValue(check.trim(), typingMs);
  const ready = allowed && type !== undefined && asked !== '';
  const tried = useQuery({
    queryKey: ['tryCustomControl', type, asked],
    enabled: ready,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    retry: (failures, error) => failures < 3 && isProblem(error, 429),
    retryDelay: tooManyMs,
    queryFn: ({ signal }) =>
      api.call('tryCustomControl', {
        body: { check: asked, resource_type: type ?? '', limit: judged },
        signal,
      }),
  });
  const isBehind = ready && (asked !== check.trim() || tried.isFetching);
  return (
    <Section
      title="On your resources"
      aside={
        resourceTypes.length > 1 ? (
          <Select
            aria-label="Resource type to try"
            w={200}
            data={resourceTypes.map((value) => ({ value, label: typeTitle(value) }))}
            value={type ?? null}
            allowDeselect={false}
            onChange={setWanted}
          />
        ) : undefined
      }
    >
      <div aria-live="polite" aria-busy={isBehind} className={layout.stack}>
        {allowed ? null : <p className="dim">{reason}</p>}
        {!ready && allowed ? (
          <p className="dim">
            {type === undefined
              ? 'Choose a resource type, and what the expression says of your resources appears here.'
              : 'Write an expression, and what it says of your resources appears here.'}
          </p>
        ) : null}
        {!ready ? null : tried.isError ? (
          <ErrorNotice error={tried.error} title="It could not be tried" retry={() => void tried.refetch()} />
        ) : tried.data === undefined ? (
          <BlockSkeleton height={120} />
        ) : (
          <Result tried={tried.data} type={typeTitle(type ?? '')} />
        )}
      </div>
    </Section>
  );
}

function Result({ tried, type }: { tried: Tried; type: string }) {
  if (!tried.valid) {
    return tried.problems.map((problem) => (
      <div key={`${problem.resource_type} ${problem.start}`} className={layout.list}>
        <div className={layout.row}>
          <StateBadge tone="bad">Not valid</StateBadge>
          <span className="dim">
            line {problem.line}, column {problem.column}
          </span>
        </div>
        <p>{problem.message}</p>
        <pre className={classes.caret}>{problem.excerpt}</pre>
      </div>
    ));
  }
  const total = order.reduce((sum, status) => sum + (tried.counts[status] ?? 0), 0);
  if (total === 0) {
    return (
      <p>
        <StateBadge tone="good">Valid</StateBadge> There is no {type} in your accounts to try it on.
      </p>
    );
  }
  const results = [...tried.results].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const shown = 6;
  return (
    <>
      <div className={layout.row}>
        <StateBadge tone="good">Valid</StateBadge>
        <span className="number">
          {order
            .filter((status) => (tried.counts[status] ?? 0) > 0)
            .map(
              (status) =>
                `${number(tried.counts[status] ?? 0)} ${{ fail: 'fail', unknown: 'unknown', pass: 'pass', not_applicable: 'not applicable' }[status]}`,
            )
            .join(', ')}{' '}
          <span className="dim">
            of {total < tried.matching ? `the first ${number(total)} of ` : ''}
            {count(tried.matching, 'resource')}
          </span>
        </span>
      </div>
      <ul className={requirement.controls}>
        {results.slice(0, shown).map((result) => (
          <li key={result.resource_id}>
            <span className={layout.row}>
              <Verdict status={result.status} why={result.message} />
              <Link
                href={paths.resource(result.resource_id, { tab: 'configuration', full: 1 })}
                target="_blank"
              >
                {result.resource_name}
              </Link>
              <span className="dim mono">{result.region}</span>
            </span>
            <span className="dim">{result.message}</span>
            <Evidence evidence={result.evidence} />
          </li>
        ))}
      </ul>
      {results.length > shown ? (
        <p className="dim">and {number(results.length - shown)} more like these</p>
      ) : null}
    </>
  );
}
