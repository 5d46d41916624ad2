import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { exact, number, sentence } from '../../ui/words.ts';
import type { Assessment } from './compliance-words.ts';

const numeric = (id: keyof Assessment & string, title: string) => ({
  id,
  title,
  align: 'right' as const,
  render: (row: Assessment) => number(row[id] as number),
});

/** Every assessment of a framework, newest first. */
export function AssessmentHistory({ framework }: { framework: { id: string; version: string } }) {
  const [page, setPage] = useState(1);
  const [perPage, setPerPage] = useState(20);
  const assessments = useQuery(
    read('listAssessments', {
      query: { framework_id: framework.id, version: framework.version, page, per_page: perPage },
    }),
  );
  return (
    <Section title="Assessments" padded={false}>
      <List
        query={assessments}
        framed={false}
        page={{
          search: {},
          set: (change) => {
            if ('per_page' in change) setPerPage(Number(change.per_page ?? 50));
            setPage(Number(change.page ?? 1));
          },
        }}
        empty={<Empty title="Not assessed yet" />}
      >
        {(rows) => (
          <DataTable
            label="Assessments"
            rows={rows}
            rowKey={({ id }) => id}
            href={({ id }) => paths.assessment(id)}
            columns={[
              {
                id: 'at',
                title: 'Assessed',
                render: (row) => (
                  <>
                    <Link href={paths.assessment(row.id)}>
                      <RelativeTime at={row.started_at} />
                    </Link>
                    {row.as_of === null ? null : (
                      <span className="dim"> as of {exact(row.as_of).slice(0, 16)}</span>
                    )}
                  </>
                ),
              },
              numeric('passed', 'Passed'),
              numeric('evaluated', 'Evaluated'),
              numeric('total', 'Total'),
              numeric('failed', 'Failed'),
              numeric('unknown', 'Unknown'),
              numeric('excepted', 'Excepted'),
              {
                id: 'changes',
                title: 'Controls that changed',
                render: (row) => (
                  <span className="dim">
                    {row.newly_failing.length + row.newly_passing.length === 0
                      ? 'none'
                      : `${row.newly_failing.length} newly failing, ${row.newly_passing.length} newly passing`}
                  </span>
                ),
              },
              { id: 'trigger', title: 'Started by', render: (row) => sentence(row.trigger) },
            ]}
          />
        )}
      </List>
    </Section>
  );
}
