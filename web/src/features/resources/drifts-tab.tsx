import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { SeverityBadge, Status } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';

/** All drifts that the resource ever had, newest first. */
export function DriftsTab({ resourceId }: { resourceId: number }) {
  const [page, setPage] = useState(1);
  const drifts = useQuery(
    read('listResourceDrifts', { path: { id: resourceId }, query: { page, per_page: 20 } }),
  );
  return (
    <List
      query={drifts}
      page={{ search: {}, set: (change) => setPage(Number(change.page ?? 1)) }}
      empty={<Empty title="This resource never drifted">Since its first baseline nothing differed.</Empty>}
    >
      {(rows) => (
        <DataTable
          label="Drifts of this resource"
          rows={rows}
          rowKey={(drift) => drift.id}
          href={(drift) => paths.drift(drift.id)}
          columns={[
            {
              id: 'severity',
              title: 'Severity',
              width: 104,
              render: (drift) => <SeverityBadge severity={drift.severity} />,
            },
            {
              id: 'change',
              title: 'Change',
              render: (drift) => (
                <Link href={paths.drift(drift.id)} style={{ color: 'inherit' }}>
                  {drift.summary}
                </Link>
              ),
            },
            { id: 'status', title: 'Status', render: (drift) => <Status of={drift.status} /> },
            {
              id: 'detected_at',
              title: 'Detected',
              align: 'right',
              render: (drift) => <RelativeTime at={drift.detected_at} />,
            },
          ]}
        />
      )}
    </List>
  );
}
