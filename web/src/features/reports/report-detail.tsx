import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { api, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Identifier } from '../../ui/identifier.tsx';
import { Link, useGo } from '../../ui/link.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { DetailBar } from '../../ui/panel.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, exact, number, sentence } from '../../ui/words.ts';
import { coverageWords, downloadAddress, kindTitle, type ReportDetail, sizeWords } from './report-words.ts';
import classes from './reports.module.css';

export function ReportDetailPage() {
  const { reportId } = useParams({ strict: false }) as { reportId: string };
  const [search, set] = useUrlState();
  const report = useQuery(read('getReport', { path: { id: reportId } }));
  const { full: _full, making: _making, ...kept } = search;
  const bar = <DetailBar back={paths.reports(kept)} backLabel="Reports" search={search} set={set} />;
  if (report.data === undefined) {
    return (
      <Page title="Report" above={bar}>
        {report.isError ? (
          <ErrorNotice error={report.error} retry={() => void report.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={60} />
            <BlockSkeleton height={240} />
          </>
        )}
      </Page>
    );
  }
  return <Detail report={report.data} bar={bar} />;
}

function Detail({ report, bar }: { report: ReportDetail; bar: React.ReactNode }) {
  const go = useGo();
  const [leaving, setLeaving] = useState(false);
  useOpened(report);
  const remove = useAct('deleteReport', {
    refreshes: ['listReports', 'listReportDeliveries'],
    done: () => 'The report is deleted for everybody.',
    after: () => go(paths.reports()),
  });
  return (
    <Page
      title={report.title}
      tabTitle={`${report.title}, ${exact(report.as_of, report.time_zone)}`}
      above={bar}
      state={
        <>
          {kindTitle(report.kind)} as of {exact(report.as_of, report.time_zone)}
        </>
      }
    >
      <div className={classes.buttons}>
        <Button
          component="a"
          href={downloadAddress(report.id)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Download {report.format.toUpperCase()}, {sizeWords(report.bytes)}
        </Button>
        <ActButton permission="manage_settings" variant="default" onClick={() => setLeaving(true)}>
          Delete report
        </ActButton>
      </div>
      <Section title="What it is">
        <Facts items={facts(report)} />
      </Section>
      <Section title="Recipients">
        <Recipients report={report} />
      </Section>
      <Confirm
        opened={leaving}
        title={`Delete ${report.title}`}
        act="Delete report"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(false)}
        onConfirm={() => remove.mutate({ path: { id: report.id } })}
      >
        <p>Nobody can download it any more. The audit log keeps what it was and its SHA-256.</p>
      </Confirm>
    </Page>
  );
}

/** A recipient who looks at it has opened it; the server notes the first time. */
function useOpened(report: ReportDetail): void {
  const { email } = useProfile();
  const client = useQueryClient();
  const waits = report.recipients.some(
    ({ recipient, status, opened_at }) =>
      recipient === email.toLowerCase() && status === 'delivered' && opened_at === null,
  );
  useEffect(() => {
    if (!waits) return;
    api
      .call('markReportOpened', { path: { id: report.id } })
      .then(() => {
        for (const name of ['getReport', 'listReports', 'listReportDeliveries'])
          void client.invalidateQueries({ queryKey: [name] });
      })
      // Only a note for others: it is made the next time.
      .catch(() => undefined);
  }, [client, report.id, waits]);
}

function facts(report: ReportDetail): [string, React.ReactNode][] {
  const filters = Object.entries(report.parameters).filter(
    ([name]) => !['kind', 'format', 'recipients', 'period_days'].includes(name),
  );
  return [
    ['File', <Identifier key="f" value={report.file_name} length={30} />],
    ['Rows', number(report.rows)],
    [
      'Period',
      `${exact(report.period.from, report.time_zone)} to ${exact(report.period.to, report.time_zone)}`,
    ],
    [
      'Filters',
      filters.length === 0
        ? 'none'
        : filters.map(([name, value]) => `${sentence(name)}: ${value}`).join(', '),
    ],
    [
      'What was seen',
      report.coverage.percent === null || report.coverage.gap_count > 0 ? (
        <span key="c">
          {coverageWords(report)} <UnknownBadge>Not everything</UnknownBadge>
        </span>
      ) : (
        coverageWords(report)
      ),
    ],
    ['SHA-256', <Identifier key="s" value={report.sha256} length={24} />],
    [
      'Made by',
      <Link key="e" href={paths.execution(report.execution_id)}>
        Run {report.execution_id}
      </Link>,
    ],
  ];
}

function Recipients({ report }: { report: ReportDetail }) {
  if (report.recipients.length === 0) {
    return <p className="dim">It was delivered to nobody. Every member finds it in this list.</p>;
  }
  return (
    <>
      <ul className={classes.recipients}>
        {report.recipients.map((delivery) => (
          <li key={delivery.recipient}>
            <span>{delivery.recipient}</span>
            {delivery.status === 'failed' ? (
              <span>
                <StateBadge tone="bad">Not delivered</StateBadge>{' '}
                <span className="dim">{delivery.error}</span>
              </span>
            ) : delivery.opened_at === null ? (
              <span>
                <StateBadge tone="quiet">Delivered</StateBadge>{' '}
                <span className="dim">
                  <RelativeTime at={delivery.at} />
                </span>
              </span>
            ) : (
              <span>
                <StateBadge tone="good">Opened</StateBadge>{' '}
                <span className="dim">
                  <RelativeTime at={delivery.opened_at} />
                </span>
              </span>
            )}
          </li>
        ))}
      </ul>
      {report.deliveries.failed === 0 ? null : (
        <p className="dim">
          {count(report.deliveries.failed, 'recipient')} had left the organisation when it was made.
        </p>
      )}
    </>
  );
}
