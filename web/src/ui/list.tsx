import { Button, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import classes from './list.module.css';
import { ErrorNotice, RowsSkeleton } from './state.tsx';
import type { SetUrlState, UrlState } from './url-state.ts';
import { number } from './words.ts';

type Pagination = { page: number; pageSize: number; total: number; totalPages: number };
type Listed<Row> = { data: Row[]; pagination?: Pagination };

/** The life of every list: skeleton, error, empty, rows, pages. The newest rows stay while the next ones load. */
export function List<Row>({
  query,
  empty,
  children,
  page,
  framed = true,
}: {
  query: UseQueryResult<Listed<Row>>;
  empty: ReactNode;
  children: (rows: Row[]) => ReactNode;
  page?: { search: UrlState; set: SetUrlState };
  /** False inside a section, which has a frame of its own. */
  framed?: boolean;
}) {
  if (query.isPending) {
    return (
      <div className={framed ? classes.frame : classes.bare}>
        <RowsSkeleton />
      </div>
    );
  }
  if (query.data === undefined) {
    return <ErrorNotice error={query.error} retry={() => void query.refetch()} />;
  }
  const { data, pagination } = query.data;
  return (
    <div
      className={framed ? classes.frame : classes.bare}
      data-stale={query.isPlaceholderData || undefined}
      aria-busy={query.isFetching}
    >
      {query.isError ? (
        <div className={classes.warning}>
          <ErrorNotice
            error={query.error}
            title="This list could not be refreshed; what follows is older"
            retry={() => void query.refetch()}
          />
        </div>
      ) : null}
      {data.length === 0 ? empty : children(data)}
      {pagination !== undefined && page !== undefined && data.length > 0 ? (
        <Pages pagination={pagination} set={page.set} />
      ) : null}
    </div>
  );
}

function Pages({ pagination, set }: { pagination: Pagination; set: SetUrlState }) {
  const { page, pageSize, total, totalPages } = pagination;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(total, page * pageSize);
  return (
    <div className={classes.pages}>
      <span className="dim number">
        {number(first)}–{number(last)} of {number(total)}
      </span>
      <span className={classes.turn}>
        <Select
          aria-label="Rows per page"
          data={['20', '50', '100'].map((value) => ({ value, label: `${value} rows` }))}
          value={String(pageSize)}
          allowDeselect={false}
          w={104}
          onChange={(value) => set({ per_page: value === '50' ? undefined : (value ?? undefined) })}
        />
        <Button
          variant="default"
          aria-label="Previous page"
          px={8}
          disabled={page <= 1}
          onClick={() => set({ page: page <= 2 ? undefined : page - 1 }, { push: true })}
        >
          <IconChevronLeft size={15} aria-hidden />
        </Button>
        <Button
          variant="default"
          aria-label="Next page"
          px={8}
          disabled={page >= totalPages}
          onClick={() => set({ page: page + 1 }, { push: true })}
        >
          <IconChevronRight size={15} aria-hidden />
        </Button>
      </span>
    </div>
  );
}

/** `page` and `per_page` of the address as the API takes them; nonsense is ignored. */
export function pagingOf(search: UrlState): { page: number; per_page: number } {
  const page = Number(search.page);
  const size = Number(search.per_page);
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    per_page: Number.isInteger(size) && size > 0 && size <= 100 ? size : 50,
  };
}
