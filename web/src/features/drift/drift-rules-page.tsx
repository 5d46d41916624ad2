import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { ActButton } from '../../ui/act-button.tsx';
import { StateBadge } from '../../ui/badge.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Link } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useResourceTypes } from '../resources/resource-types.ts';

type Rule = Item<'listDriftRules'>;

export function DriftRulesPage() {
  const rules = useQuery(read('listDriftRules'));
  const typeTitle = useResourceTypes();
  const [leaving, setLeaving] = useState<Rule | null>(null);
  const remove = useAct('deleteDriftRule', {
    refreshes: ['listDriftRules'],
    done: () => 'Deleted. The next scan reports the path again.',
    after: () => setLeaving(null),
  });
  return (
    <Page
      title="Ignore rules"
      state="Paths that a person decided not to report. Each has a reason and stays visible as folded noise."
      above={<Link href={paths.drifts()}>← Drifts</Link>}
    >
      <List
        query={rules}
        empty={
          <Empty title="Nothing is ignored" action={{ label: 'Open the drifts', href: paths.drifts() }}>
            A rule is made from a drift, with a preview of what it would have hidden.
          </Empty>
        }
      >
        {(rows) => (
          <DataTable
            label="Ignore rules"
            rows={rows}
            rowKey={(rule) => rule.id}
            columns={[
              {
                id: 'path',
                title: 'Path',
                render: (rule) => <span className="mono">{rule.path_pattern}</span>,
              },
              {
                id: 'where',
                title: 'Where',
                render: (rule) =>
                  rule.resource_id !== null ? (
                    <ResourceName id={rule.resource_id} />
                  ) : rule.resource_type !== null ? (
                    typeTitle(rule.resource_type)
                  ) : (
                    'Every resource'
                  ),
              },
              { id: 'reason', title: 'Reason', render: (rule) => rule.reason },
              {
                id: 'expires',
                title: 'Expires',
                render: (rule) =>
                  rule.expired ? (
                    <StateBadge tone="quiet">Expired</StateBadge>
                  ) : (
                    <RelativeTime at={rule.expires_at} empty="never" />
                  ),
              },
              { id: 'by', title: 'By', render: (rule) => rule.created_by ?? 'the system' },
              { id: 'made', title: 'Made', render: (rule) => <RelativeTime at={rule.created_at} /> },
              {
                id: 'act',
                title: 'Act',
                align: 'right',
                render: (rule) => (
                  <ActButton
                    permission="triage"
                    size="compact"
                    variant="default"
                    onClick={() => setLeaving(rule)}
                  >
                    Delete
                  </ActButton>
                ),
              },
            ]}
          />
        )}
      </List>
      <Confirm
        opened={leaving !== null}
        title="Delete this rule"
        act="Delete rule"
        danger
        busy={remove.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving !== null && remove.mutate({ path: { id: leaving.id } })}
      >
        <p>
          From the next scan on, changes at <span className="mono">{leaving?.path_pattern}</span> are reported
          as drift again.
        </p>
      </Confirm>
    </Page>
  );
}

/** A rule knows the resource by its number; people know it by its name. */
function ResourceName({ id }: { id: number }) {
  const resource = useQuery(read('getResource', { path: { id } }));
  return <Link href={paths.resource(id)}>{resource.data?.name ?? `Resource ${id}`}</Link>;
}
