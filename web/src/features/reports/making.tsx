import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ExecutionProgress } from '../../app/running-jobs.tsx';
import { Status } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { ErrorNotice } from '../../ui/state.tsx';
import { downloadAddress } from './report-words.ts';

const openStates = ['queued', 'running'];
const lookAgainMs = 1_000;

/** The report that was asked for: how far it is, then where it is or why there is none. Leaving does not stop it. */
export function Making({ executionId }: { executionId: number }) {
  const client = useQueryClient();
  const execution = useQuery({
    ...read('getExecution', { path: { id: executionId } }),
    refetchInterval: (query) =>
      query.state.data === undefined || openStates.includes(query.state.data.status) ? lookAgainMs : false,
  });
  const status = execution.data?.status;
  const ended = status !== undefined && !openStates.includes(status);
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: ['listReports'] });
    void client.invalidateQueries({ queryKey: ['listReportDeliveries'] });
  }, [client, ended]);
  if (execution.isError) return <ErrorNotice error={execution.error} title="The run could not be found" />;
  if (execution.data === undefined) return null;
  const id = (execution.data.result as { id?: string } | null)?.id;
  return (
    <Section
      title={ended ? 'The report you asked for' : 'Your report is being made'}
      aside={<Link href={paths.execution(executionId)}>Run {executionId}</Link>}
    >
      <div role="status">
        {!ended ? (
          <ExecutionProgress execution={execution.data} />
        ) : (
          <p>
            <Status of={execution.data.status} />{' '}
            {execution.data.error === null ? null : `${execution.data.error} `}
            {id === undefined ? null : (
              <>
                <Link href={paths.report(id)}>Open the report</Link>
                {' · '}
                <a href={downloadAddress(id)} download>
                  Download it
                </a>
              </>
            )}
          </p>
        )}
      </div>
    </Section>
  );
}
