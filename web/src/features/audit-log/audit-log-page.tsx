import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { StateBadge, Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar, SearchField } from '../../ui/filters.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Empty, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact, number, sentence } from '../../ui/words.ts';
import classes from './audit-log.module.css';
import { InclusionProof, LastCheckpoint } from './proof.tsx';

type Event = Item<'listAuditEvents'>;

const filterNames = ['q', 'action', 'actor', 'target_type', 'target_id', 'outcome', 'from', 'to'];

export function AuditLogPage() {
  const { allowed, reason } = usePermission('view_audit');
  const [search, set] = useUrlState();
  const [open, setOpen] = useState<number | null>(null);
  const filters = Object.fromEntries(
    filterNames.filter((name) => search[name] !== undefined).map((name) => [name, search[name]]),
  );
  const events = useQuery({
    ...read('listAuditEvents', { query: { ...filters, ...pagingOf(search) } }),
    enabled: allowed,
  });
  const verification = useQuery({ ...read('verifyAuditLog'), enabled: false });
  if (!allowed) {
    return (
      <Page title="Audit log">
        <Empty title="Your role may not read the audit log">{reason}</Empty>
      </Page>
    );
  }
  const chosen = events.data?.data.find((event) => event.sequence === open);
  return (
    <Page
      title="Audit log"
      state="Every change with who, when and how it ended. Events are chained by their hashes and signed, so a removed or altered one shows."
      actions={
        <Button loading={verification.isFetching} onClick={() => void verification.refetch()}>
          Verify the chain
        </Button>
      }
    >
      <LastCheckpoint />
      {verification.isError ? (
        <ErrorNotice error={verification.error} title="The chain could not be verified" />
      ) : verification.data === undefined ? null : (
        <div className={classes.verdict} role="status">
          {verification.data.verified ? (
            <>
              <StateBadge tone="good">Verified</StateBadge> All {count(verification.data.events, 'event')} fit
              together
              {verification.data.checkpoints.verified === 0
                ? ''
                : ` and agree with ${count(verification.data.checkpoints.verified, 'checkpoint')}`}
              {verification.data.head === null ? (
                '.'
              ) : (
                <>
                  . Head {number(verification.data.head.sequence)}{' '}
                  <Identifier value={verification.data.head.hash} length={20} />
                </>
              )}
            </>
          ) : (
            <>
              <StateBadge tone="bad">Broken</StateBadge>{' '}
              {verification.data.problem === null
                ? 'The chain does not fit.'
                : `Event ${verification.data.problem.sequence}: ${verification.data.problem.message}`}
            </>
          )}
        </div>
      )}
      <FilterBar>
        <SearchField label="Find in the log" search={search} set={set} />
        <SearchField name="action" label="Action, as drift.resolved" search={search} set={set} />
        <SearchField name="actor" label="Who" search={search} set={set} />
        <Filter
          name="outcome"
          label="Outcome"
          search={search}
          set={set}
          options={['succeeded', 'failed', 'skipped', 'denied'].map((value) => ({
            value,
            label: sentence(value),
          }))}
        />
        <Moment name="from" label="From" search={search} set={set} />
        <Moment name="to" label="To" search={search} set={set} />
        <ClearFilters names={filterNames} search={search} set={set} />
      </FilterBar>
      {chosen === undefined ? null : <EventDetail event={chosen} onClose={() => setOpen(null)} />}
      <List
        query={events}
        page={{ search, set }}
        empty={<Empty title="No event fits these filters">Remove a filter to see more.</Empty>}
      >
        {(rows) => (
          <DataTable
            label="Audit events"
            rows={rows}
            rowKey={(event) => event.sequence}
            selected={open ?? undefined}
            keys={{ Enter: (event) => setOpen(event.sequence) }}
            columns={[
              {
                id: 'sequence',
                title: 'Event',
                width: 84,
                render: (event) => (
                  <button
                    type="button"
                    className={classes.open}
                    aria-expanded={open === event.sequence}
                    onClick={() => setOpen(open === event.sequence ? null : event.sequence)}
                  >
                    {event.sequence}
                  </button>
                ),
              },
              { id: 'at', title: 'When', width: 110, render: (event) => <RelativeTime at={event.at} /> },
              {
                id: 'actor',
                title: 'Who',
                render: (event) => (
                  <>
                    {event.actor.label} <span className="dim">{actorKinds[event.actor.kind]}</span>
                  </>
                ),
              },
              {
                id: 'action',
                title: 'Action',
                render: (event) => <span className="mono">{event.action}</span>,
              },
              { id: 'target', title: 'On', render: (event) => <Target event={event} /> },
              {
                id: 'outcome',
                title: 'Outcome',
                width: 120,
                render: (event) => <Status of={event.outcome} />,
              },
            ]}
          />
        )}
      </List>
    </Page>
  );
}

const actorKinds: Record<Event['actor']['kind'], string> = { user: '', api_key: 'API key', system: '' };

function Target({ event }: { event: Event }) {
  const id = Number(event.target.id);
  const address = Number.isInteger(id) ? addresses[event.target.type]?.(id) : undefined;
  const text = `${sentence(event.target.type)} ${event.target.id}`;
  return address === undefined ? <span>{text}</span> : <Link href={address}>{text}</Link>;
}

const addresses: Record<string, (id: number) => string> = {
  drift: paths.drift,
  resource: paths.resource,
  provider: paths.provider,
  job: paths.job,
  execution: paths.execution,
};

function EventDetail({ event, onClose }: { event: Event; onClose: () => void }) {
  return (
    <Section
      title={`Event ${event.sequence}`}
      aside={
        <Button size="compact" variant="default" onClick={onClose}>
          Close
        </Button>
      }
    >
      <Facts
        items={[
          [
            'At',
            <span key="a" className="number">
              {exact(event.at)}
            </span>,
          ],
          ['Who', `${event.actor.label} (${event.actor.kind})`],
          [
            'Action',
            <span key="c" className="mono">
              {event.action}
            </span>,
          ],
          [
            'Request id',
            event.request_id === null ? 'none' : <Identifier key="r" value={event.request_id} length={26} />,
          ],
          ['Proof', <InclusionProof key="i" sequence={event.sequence} />],
          ['Hash', <Identifier key="h" value={event.hash} length={20} />],
          ['Hash of the event before', <Identifier key="p" value={event.previous_hash} length={20} />],
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.detail} tabIndex={0} aria-label="What the event recorded">
        <pre>{JSON.stringify(event.detail, null, 2)}</pre>
      </section>
    </Section>
  );
}

function Moment({
  name,
  label,
  search,
  set,
}: {
  name: string;
  label: string;
  search: Record<string, string>;
  set: (change: Record<string, string | undefined>) => void;
}) {
  const value = search[name];
  return (
    <TextInput
      type="date"
      aria-label={`${label} day`}
      leftSection={<span className="dim">{label}</span>}
      leftSectionWidth={46}
      w={180}
      value={value === undefined ? '' : value.slice(0, 10)}
      onChange={(event) => {
        const day = event.currentTarget.value;
        set({ [name]: day === '' ? undefined : `${day}T${name === 'to' ? '23:59:59' : '00:00:00'}Z` });
      }}
    />
  );
}
