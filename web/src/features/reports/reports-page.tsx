import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { ListWithDetail, useIsWide } from '../../ui/panel.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import { Making } from './making.tsx';
import {
  deliveryWords,
  downloadAddress,
  formats,
  kinds,
  kindTitle,
  type Report,
  sizeWords,
} from './report-words.ts';
import classes from './reports.module.css';

const filterNames = ['kind', 'format'];
/** Others and the schedule make reports too. */
const lookAgainMs = 20_000;

type Parts = {
  selected: string | undefined;
  narrow: boolean;
  search: ReturnType<typeof useUrlState>[0];
  set: ReturnType<typeof useUrlState>[1];
};

export function ReportsPage() {
  const [search, set] = useUrlState();
  const { reportId } = useParams({ strict: false }) as { reportId?: string };
  const isWide = useIsWide();
  const narrow = reportId !== undefined && isWide && search.full !== '1';
  return (
    <ListWithDetail
      list={<ReportList selected={reportId} narrow={narrow} search={search} set={set} />}
      detail={reportId === undefined ? null : <Outlet />}
      full={search.full === '1'}
    />
  );
}

function ReportList({ selected, narrow, search, set }: Parts) {
  const go = useGo();
  const { page, per_page } = pagingOf(search);
  const reports = useQuery({
    ...read('listReports', { query: { kind: search.kind, format: search.format, page, per_page } }),
    refetchInterval: lookAgainMs,
  });
  const { making: _making, ...kept } = search;
  const columns: Column<Report>[] = [
    {
      id: 'title',
      title: 'Report',
      keep: true,
      render: (report) => (
        <>
          <Link href={paths.report(report.id, kept)} style={{ color: 'inherit', fontWeight: 500 }}>
            {report.title}
          </Link>
          {narrow ? (
            <div className="dim">
              {report.format.toUpperCase()}, <RelativeTime at={report.as_of} />
            </div>
          ) : null}
        </>
      ),
    },
    { id: 'kind', title: 'Kind', render: (report) => kindTitle(report.kind) },
    { id: 'format', title: 'Format', width: 84, render: (report) => report.format.toUpperCase() },
    { id: 'as_of', title: 'As of', width: 110, render: (report) => <RelativeTime at={report.as_of} /> },
    { id: 'rows', title: 'Rows', align: 'right', width: 84, render: (report) => number(report.rows) },
    { id: 'size', title: 'Size', align: 'right', width: 84, render: (report) => sizeWords(report.bytes) },
    { id: 'recipients', title: 'Delivered', render: (report) => deliveryWords(report.deliveries) },
    {
      id: 'download',
      title: 'Download',
      align: 'right',
      width: 130,
      render: (report) => (
        <Button
          component="a"
          href={downloadAddress(report.id)}
          download
          size="compact"
          variant="default"
          leftSection={<IconDownload size={13} aria-hidden />}
          aria-label={`Download ${report.file_name}`}
        >
          Download
        </Button>
      ),
    },
  ];
  const chosen = reports.data?.data.find((report) => report.id === selected)?.execution_id;
  return (
    <Page
      title="Reports"
      state={reports.data === undefined ? 'Counting' : stateWords(reports.data.pagination.total)}
      actions={
        narrow ? undefined : (
          <ActButton permission="scan" onClick={() => go(paths.newReport())}>
            Make a report
          </ActButton>
        )
      }
    >
      {search.making === undefined ? null : <Making executionId={Number(search.making)} />}
      {narrow ? null : <ForMe kept={kept} />}
      <FilterBar>
        <Filter
          name="kind"
          label="Kind"
          search={search}
          set={set}
          options={kinds.map(({ value, label }) => ({ value, label }))}
        />
        <Filter
          name="format"
          label="Format"
          search={search}
          set={set}
          options={formats.map(({ value, label }) => ({ value, label }))}
        />
        <ClearFilters names={filterNames} search={search} set={set} />
      </FilterBar>
      <List
        query={reports}
        page={{ search, set }}
        empty={
          filterNames.some((name) => search[name] !== undefined) ? (
            <Empty title="No report fits these filters">Remove a filter to see more.</Empty>
          ) : (
            <Empty
              title="No report was made yet"
              action={{ label: 'Make a report', href: paths.newReport() }}
            >
              A report is a document as of a moment: made once, kept with its SHA-256, never changed.
            </Empty>
          )
        }
      >
        {(rows) => (
          <DataTable
            label="Reports"
            columns={columns}
            rows={rows}
            rowKey={(report) => report.execution_id}
            href={(report) => paths.report(report.id, kept)}
            selected={chosen}
            narrow={narrow}
          />
        )}
      </List>
    </Page>
  );
}

const stateWords = (total: number): string =>
  `${count(total, 'report')}. Each was made once, and is kept as it was.`;

/** What was delivered to the person in front of it and not opened yet. */
function ForMe({ kept }: { kept: Record<string, string> }) {
  const mine = useQuery({
    ...read('listReportDeliveries', { query: { mine: 'true', per_page: 20 } }),
    refetchInterval: lookAgainMs,
  });
  const unopened = (mine.data?.data ?? []).filter((delivery) => delivery.opened_at === null).slice(0, 5);
  if (unopened.length === 0) return null;
  return (
    <ul className={classes.notes} aria-label="Delivered to you and not opened yet">
      {unopened.map((delivery) => (
        <li key={delivery.report_id}>
          <strong>Delivered to you</strong>
          <Link href={paths.report(delivery.report_id, kept)}>{delivery.title}</Link>
          <span className="dim">
            {delivery.format.toUpperCase()}, <RelativeTime at={delivery.at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
