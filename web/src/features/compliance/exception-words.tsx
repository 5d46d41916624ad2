import type { Answer, Item } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { StateBadge, type Tone } from '../../ui/badge.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';

export type Exception = Item<'listExceptions'>;
export type ExceptionDetail = Answer<'getException'>;

export const exceptionStates: Exception['state'][] = [
  'requested',
  'active',
  'reopened',
  'rejected',
  'expired',
  'revoked',
];

export const stateWords: Record<Exception['state'], string> = {
  requested: 'Waits for a decision',
  active: 'In force',
  rejected: 'Rejected',
  expired: 'Expired',
  revoked: 'Revoked',
  reopened: 'Open again: the evidence changed',
};

const tones: Record<Exception['state'], Tone> = {
  // What waits for a person does not move by itself, so its mark does not turn.
  requested: 'warn',
  active: 'quiet',
  rejected: 'bad',
  expired: 'quiet',
  revoked: 'quiet',
  reopened: 'bad',
};

export function ExceptionState({ state }: { state: Exception['state'] }) {
  return <StateBadge tone={tones[state]}>{stateWords[state]}</StateBadge>;
}

/** What it accepts, in half a line. */
export function subjectWords(exception: Exception): string {
  if (exception.resource_id !== null) return exception.resource_name ?? `resource ${exception.resource_id}`;
  const tags = Object.entries(exception.tags).map(([key, value]) => `${key}=${value}`);
  return [
    exception.name_pattern === null ? 'every name' : `named ${exception.name_pattern}`,
    ...(exception.region === null ? [] : [`in ${exception.region}`]),
    ...(tags.length === 0 ? [] : [`with ${tags.join(', ')}`]),
  ].join(', ');
}

/** The columns of every table of exceptions; the filters of the list go along into the detail. */
export function exceptionColumns(kept: Record<string, string>): Column<Exception>[] {
  return [
    {
      id: 'control',
      title: 'Control',
      keep: true,
      render: (exception) => (
        <RowLink href={paths.exception(exception.id, kept)}>{exception.control_title}</RowLink>
      ),
    },
    {
      id: 'control_id',
      title: 'Control id',
      optional: true,
      render: ({ control_id }) => <span className="mono">{control_id}</span>,
    },
    {
      id: 'state',
      title: 'State',
      keep: true,
      render: ({ state }) => <ExceptionState state={state} />,
    },
    {
      id: 'subject',
      title: 'Accepts',
      render: (exception) =>
        exception.resource_id === null ? (
          subjectWords(exception)
        ) : (
          <Link href={paths.resource(exception.resource_id, { tab: 'compliance' })}>
            {subjectWords(exception)}
          </Link>
        ),
    },
    {
      id: 'findings',
      title: 'Failures',
      align: 'right',
      render: ({ finding_count, reopened_count }) =>
        reopened_count > 0
          ? `${count(finding_count, 'failure')}, ${reopened_count} open again`
          : finding_count,
    },
    { id: 'owner', title: 'Owner', render: ({ owner }) => owner },
    { id: 'requested_by', title: 'Asked by', render: ({ requested_by }) => requested_by },
    {
      id: 'requested_at',
      title: 'Asked',
      align: 'right',
      width: 96,
      render: ({ requested_at }) => <RelativeTime at={requested_at} />,
    },
    {
      id: 'expires_at',
      title: 'Ends',
      align: 'right',
      width: 96,
      render: ({ expires_at }) => <RelativeTime at={expires_at} />,
    },
  ];
}
