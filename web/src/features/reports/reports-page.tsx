import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Link, RowLink, useGo } from '../../ui/link.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { chosen, Filters, isFiltered, ListPage, type ListView } from '../../ui/list-page.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
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

const filterNames = ['kind', 'format'] as const;
const filters = [
  { name: 'kind', label: 'Kind', options: kinds.map(({ value, label }) => ({ value, label })) },
  { name: 'format', label: 'Format', options: formats.map(({ value, label }) => ({ value, label })) },
];
/** Others and the schedule make reports too. */
const lookAgainMs = 20_000;

export function ReportsPage() {
  return <ListPage parameter="reportId" list={ReportList} />;
}

function ReportList({ selected, narrow, compact, search, set }: ListView) {
  const go = useGo();
  const reports = useQuery({
    ...read('listReports', { query: { ...chosen(search, filterNames), ...pagingOf(search) } }),
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
          <RowLink href={paths.report(report.id, kept)}>{report.title}</RowLink>
          {compact ? (
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
  const opened = reports.data?.data.find((report) => report.id === selected)?.execution_id;
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
      <Filters fields={filters} view={{ search, set, narrow: false }} />
      <List
        query={reports}
        page={{ search, set }}
        empty={
          isFiltered(search, filterNames) ? (
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
            selected={opened}
            narrow={compact}
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
