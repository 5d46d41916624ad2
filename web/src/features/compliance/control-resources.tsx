import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { exact } from '../../ui/words.ts';
import classes from './compliance.module.css';
import { type ControlDetail, controlStatuses, statusTitle } from './compliance-words.ts';
import { Evidence, UnseenList } from './evidence.tsx';
import { RequestException } from './request-exception.tsx';
import { Verdict } from './status.tsx';

type Judged = Item<'listControlResources'>;

/** What the control says of each resource, failures first, with the sentence and the values that decided. */
export function ControlResources({ control }: { control: ControlDetail }) {
  const [search, set] = useUrlState();
  const [excepted, setExcepted] = useState<Judged | null>(null);
  const { page, per_page } = pagingOf({ per_page: '20', ...search });
  const providers = useQuery(read('listProviders'));
  const resources = useQuery(
    read('listControlResources', {
      path: { id: control.id },
      query: {
        page,
        per_page,
        ...(search.status === undefined ? {} : { status: search.status }),
        ...(search.provider_id === undefined ? {} : { provider_id: Number(search.provider_id) }),
      },
    }),
  );
  const filtered = search.status !== undefined || search.provider_id !== undefined;
  return (
    <Section
      title="Resources"
      padded={false}
      aside={
        <FilterBar>
          <Filter
            name="status"
            label="Status"
            search={search}
            set={set}
            options={controlStatuses.map((value) => ({
              value,
              label: statusTitle(value),
              count: control.counts[value],
            }))}
          />
          {(providers.data?.data.length ?? 0) > 1 ? (
            <Filter
              name="provider_id"
              label="Account"
              single
              search={search}
              set={set}
              options={(providers.data?.data ?? []).map(({ id, name }) => ({
                value: String(id),
                label: name,
              }))}
            />
          ) : null}
          <ClearFilters names={['status', 'provider_id']} search={search} set={set} />
        </FilterBar>
      }
    >
      <List
        query={resources}
        framed={false}
        page={{ search, set }}
        empty={
          <Empty title={filtered ? 'No resource fits these filters' : 'It has judged no resource'}>
            {filtered
              ? undefined
              : control.judged_at === null
                ? 'Nothing was judged yet: enable a framework or run an assessment.'
                : 'In the connected accounts there is nothing of the type that it looks at.'}
          </Empty>
        }
      >
        {(rows) => (
          <ul className={classes.verdicts}>
            {rows.map((row) => (
              <Row key={row.resource_id} row={row} onExcept={() => setExcepted(row)} />
            ))}
          </ul>
        )}
      </List>
      {excepted === null ? null : (
        <RequestException
          controlId={control.id}
          title={control.title}
          resource={{ id: excepted.resource_id, name: excepted.resource_name }}
          onClose={() => setExcepted(null)}
        />
      )}
    </Section>
  );
}

function Row({ row, onExcept }: { row: Judged; onExcept: () => void }) {
  return (
    <li>
      <span>
        <Verdict status={row.status} />
      </span>
      <div>
        <div className={layout.row}>
          <Link href={paths.resource(row.resource_id, { tab: 'compliance' })}>{row.resource_name}</Link>{' '}
          <span className="dim">
            <span className="mono">{row.region}</span> {row.provider_name}
          </span>
        </div>
        {row.message === null || row.unseen.length > 0 ? null : <p>{row.message}</p>}
        <Evidence evidence={row.evidence} />
        <UnseenList unseen={row.unseen} />
        <p className="dim">
          {row.first_seen_at === null ? null : (
            <>
              since <RelativeTime at={row.first_seen_at} />
            </>
          )}
          {row.exception === null ? null : (
            <>
              {row.first_seen_at === null ? '' : ' · '}
              <Link href={paths.exception(row.exception.id)}>accepted</Link> until{' '}
              {exact(row.exception.expires_at).slice(0, 10)}
            </>
          )}
        </p>
      </div>
      {row.status === 'fail' ? (
        <ActButton permission="except_compliance" size="compact" variant="default" onClick={onExcept}>
          Request exception
        </ActButton>
      ) : (
        <span />
      )}
    </li>
  );
}
