import { useQuery } from '@tanstack/react-query';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import { ResourceCounts } from './status.tsx';

type Failing = Item<'listFailingControls'>;
const shown = 10;

const columns: Column<Failing>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: 104,
    render: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: 'control',
    title: 'Control',
    render: ({ control_id, title }) => <RowLink href={paths.control(control_id)}>{title}</RowLink>,
  },
  { id: 'resources', title: 'Resources', render: ({ counts }) => <ResourceCounts of={counts} /> },
  {
    id: 'requirements',
    title: 'Requirements',
    align: 'right',
    render: ({ frameworks }) =>
      frameworks.reduce((sum, { requirement_ids }) => sum + requirement_ids.length, 0),
  },
  {
    id: 'since',
    title: 'Failing since',
    align: 'right',
    render: ({ failing_since }) => <RelativeTime at={failing_since} />,
  },
];

/** The worst first, once each, however many frameworks ask for it. */
export function FailingControls({ frameworkId }: { frameworkId?: string }) {
  const failing = useQuery(
    read('listFailingControls', {
      query: { per_page: shown, ...(frameworkId === undefined ? {} : { framework_id: frameworkId }) },
    }),
  );
  const total = failing.data?.pagination.total ?? 0;
  return (
    <Section
      title="Controls that fail"
      padded={false}
      aside={
        total > shown ? (
          <Link
            href={paths.controls({
              status: 'fail',
              ...(frameworkId === undefined ? {} : { framework: frameworkId }),
            })}
          >
            All {count(total, 'failing control')}
          </Link>
        ) : undefined
      }
    >
      <List
        query={failing}
        framed={false}
        empty={<Empty title="No control fails">In the newest assessments nothing failed.</Empty>}
      >
        {(rows) => (
          <DataTable
            label="Controls that fail"
            columns={columns}
            rows={rows}
            rowKey={({ control_id }) => control_id}
            href={({ control_id }) => paths.control(control_id)}
          />
        )}
      </List>
    </Section>
  );
}
