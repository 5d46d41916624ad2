import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { List } from '../../ui/list.tsx';
import { Empty } from '../../ui/state.tsx';
import { exceptionColumns } from './exception-words.tsx';

/** The exceptions of one control, newest first. */
export function ExceptionsTable({ controlId }: { controlId: string }) {
  const [page, setPage] = useState(1);
  const exceptions = useQuery(
    read('listExceptions', { query: { control_id: controlId, page, per_page: 20 } }),
  );
  return (
    <List
      query={exceptions}
      page={{ search: {}, set: (change) => setPage(Number(change.page ?? 1)) }}
      empty={<Empty title="Nobody asked for an exception">What fails here is not accepted by anybody.</Empty>}
    >
      {(rows) => (
        <DataTable
          label="Exceptions of this control"
          rows={rows}
          rowKey={({ id }) => id}
          href={({ id }) => paths.exception(id)}
          columns={exceptionColumns({}).filter(({ id }) => id !== 'control' && id !== 'control_id')}
        />
      )}
    </List>
  );
}
