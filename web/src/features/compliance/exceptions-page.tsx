import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { ListWithDetail, useIsWide } from '../../ui/panel.tsx';
import { Empty } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count } from '../../ui/words.ts';
import { ComplianceTabs } from './compliance-tabs.tsx';
import { exceptionColumns, exceptionStates, stateWords } from './exception-words.tsx';

export function ExceptionsPage() {
  const [search, set] = useUrlState();
  const { exceptionId } = useParams({ strict: false }) as { exceptionId?: string };
  const isWide = useIsWide();
  const narrow = exceptionId !== undefined && isWide && search.full !== '1';
  return (
    <ListWithDetail
      list={
        <ExceptionList
          selected={exceptionId === undefined ? undefined : Number(exceptionId)}
          narrow={narrow}
          search={search}
          set={set}
        />
      }
      detail={exceptionId === undefined ? null : <Outlet />}
      full={search.full === '1'}
    />
  );
}

function ExceptionList({
  selected,
  narrow,
  search,
  set,
}: {
  selected: number | undefined;
  narrow: boolean;
  search: ReturnType<typeof useUrlState>[0];
  set: ReturnType<typeof useUrlState>[1];
}) {
  const { page, per_page } = pagingOf(search);
  const exceptions = useQuery(
    read('listExceptions', {
      query: { page, per_page, ...(search.state === undefined ? {} : { state: search.state }) },
    }),
  );
  const waiting = useQuery(read('listExceptions', { query: { state: 'requested', per_page: 1 } }));
  const inForce = useQuery(read('listExceptions', { query: { state: 'active', per_page: 1 } }));
  const columns = exceptionColumns({ ...search });
  const choice = useColumnChoice('exceptions', columns);
  return (
    <Page
      title="Exceptions"
      state={
        waiting.data === undefined || inForce.data === undefined
          ? 'Counting'
          : `${count(waiting.data.pagination.total, 'request')} ${waiting.data.pagination.total === 1 ? 'waits' : 'wait'} for a decision, ${inForce.data.pagination.total} in force. What is accepted is never counted as passed.`
      }
    >
      {narrow ? null : <ComplianceTabs />}
      <FilterBar right={narrow ? undefined : choice.menu}>
        <Filter
          name="state"
          label="State"
          search={search}
          set={set}
          options={exceptionStates.map((value) => ({ value, label: stateWords[value] }))}
        />
        <ClearFilters names={['state']} search={search} set={set} />
      </FilterBar>
      <List
        query={exceptions}
        page={{ search, set }}
        empty={
          search.state === undefined ? (
            <Empty
              title="Nobody asked for an exception"
              action={{ label: 'Controls that fail', href: paths.controls({ status: 'fail' }) }}
            >
              Where a failure is right for a time, ask for an exception on the page of its control. Somebody
              else decides, and it ends by itself.
            </Empty>
          ) : (
            <Empty title="No exception fits these filters" />
          )
        }
      >
        {(rows) => (
          <DataTable
            label="Exceptions"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            href={({ id }) => paths.exception(id, { ...search })}
            selected={selected}
            narrow={narrow}
            visible={choice.visible}
          />
        )}
      </List>
    </Page>
  );
}
