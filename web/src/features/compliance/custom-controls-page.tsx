import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Item, read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { usePermission } from '../../app/session.ts';
import { SeverityBadge, StateBadge, UnknownBadge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Link, RowLink } from '../../ui/link.tsx';
import { List } from '../../ui/list.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { count } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import { ComplianceTabs } from './compliance-tabs.tsx';

type CustomControl = Item<'listCustomControls'>;

/** The controls that the organisation wrote itself. */
export function CustomControlsPage() {
  const controls = useQuery(read('listCustomControls'));
  const { allowed } = usePermission('manage_compliance');
  const typeTitle = useResourceTypes();
  const columns: Column<CustomControl>[] = [
    {
      id: 'title',
      title: 'Control',
      render: (control) => <RowLink href={paths.customControl(control.id)}>{control.title}</RowLink>,
    },
    {
      id: 'state',
      title: 'State',
      render: ({ enabled, problem }) =>
        problem !== null ? (
          <UnknownBadge why={problem}>Cannot be read</UnknownBadge>
        ) : enabled ? (
          <StateBadge tone="good">Judged</StateBadge>
        ) : (
          <StateBadge tone="quiet">Switched off</StateBadge>
        ),
    },
    { id: 'severity', title: 'Severity', render: ({ severity }) => <SeverityBadge severity={severity} /> },
    {
      id: 'types',
      title: 'Resource types',
      render: ({ resource_types }) => resource_types.map(typeTitle).join(', '),
    },
    {
      id: 'verdicts',
      title: 'Verdicts',
      render: ({ id }) => <Link href={paths.control(id)}>How it stands</Link>,
    },
    { id: 'version', title: 'Version', align: 'right', render: ({ version }) => version },
    {
      id: 'updated',
      title: 'Saved',
      align: 'right',
      render: ({ updated_at }) => <RelativeTime at={updated_at} />,
    },
    { id: 'by', title: 'By', render: ({ updated_by }) => updated_by },
  ];
  return (
    <Page
      title="Custom controls"
      state={
        controls.data === undefined
          ? 'Counting'
          : `${count(controls.data.data.length, 'control')} of your own, judged, excepted and reported like the others.`
      }
      actions={
        allowed ? (
          <Button component={Link} href={paths.newCustomControl()}>
            Write a control
          </Button>
        ) : undefined
      }
    >
      <ComplianceTabs />
      <List
        query={controls}
        empty={
          <Empty
            title="No control of your own"
            action={allowed ? { label: 'Write a control', href: paths.newCustomControl() } : undefined}
          >
            What only your organisation wants, such as an owner on every bucket, is one expression that is
            true for a good resource. It is tried on your resources before it is saved.
            {allowed ? '' : ' An owner or an administrator can write one.'}
          </Empty>
        }
      >
        {(rows) => (
          <DataTable
            label="Custom controls"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            href={({ id }) => paths.customControl(id)}
          />
        )}
      </List>
    </Page>
  );
}
