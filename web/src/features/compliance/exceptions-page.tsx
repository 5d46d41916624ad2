import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { DataTable, useColumnChoice } from '../../ui/data-table.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { choices, chosen, Filters, ListPage, type ListView } from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { count } from '../../ui/words.ts';
import { ComplianceTabs } from './compliance-tabs.tsx';
import { type Exception, exceptionColumns, exceptionStates, stateWords } from './exception-words.tsx';

const filters = [
  {
    name: 'state',
    label: 'State',
    options: choices(exceptionStates, (state) => stateWords[state as Exception['state']]),
  },
];

export function ExceptionsPage() {
  return <ListPage parameter="exceptionId" list={ExceptionList} />;
}

function ExceptionList(view: ListView) {
  const { selected, narrow, search, set } = view;
  const exceptions = useQuery(
    read('listExceptions', {
      query: { ...pagingOf(search), ...chosen(search, ['state']) },
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
      <Filters fields={filters} view={view} right={choice.menu} />
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
