import { Button, Checkbox, Menu } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import classes from './data-table.module.css';
import { useGo } from './link.tsx';
import { useIsSmall } from './panel.tsx';

export type Column<Row> = {
  id: string;
  title: string;
  /** In the head instead of the title. */
  head?: ReactNode;
  render: (row: Row) => ReactNode;
  /** Right for numbers. */
  align?: 'right';
  width?: number | string;
  /** The name by which the server sorts; absent: not sortable. */
  sort?: string;
  /** Stays when there is little room: beside an open detail, on a small screen. */
  keep?: boolean;
  /** The cell has one line; this, the whole text, appears on hover. */
  clip?: (row: Row) => string;
  /** Not shown until somebody asks for it. */
  optional?: boolean;
};

export type Sorting = { by: string; order: 'asc' | 'desc'; set: (by: string, order: 'asc' | 'desc') => void };

type Props<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => number | string;
  /** Where a click or Enter on the row leads. */
  href?: (row: Row) => string;
  selected?: number | string | undefined;
  sorting?: Sorting;
  narrow?: boolean;
  /** Ids of the columns to show; see `useColumnChoice`. */
  visible?: ReadonlySet<string>;
  /** Single-key actions on the focused row. */
  keys?: Record<string, (row: Row) => void>;
};

export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, rowKey, href, sorting } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const go = useGo();
  const small = useIsSmall();
  const narrow = (props.narrow === true || small) && columns.some(({ keep }) => keep === true);
  const shown = columns.filter((column) =>
    narrow ? column.keep === true : (props.visible?.has(column.id) ?? column.optional !== true),
  );
  const open = (row: Row) => {
    if (href !== undefined) go(href(row));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = (event.target as HTMLElement).closest('tr');
    if (row === null || body.current === null || event.metaKey || event.ctrlKey || event.altKey) return;
    const all = [...body.current.rows];
    const index = all.indexOf(row);
    const onRow = event.target === row;
    if (event.key === 'ArrowDown' || (event.key === 'j' && onRow))
      all[Math.min(index + 1, all.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' || (event.key === 'k' && onRow)) all[Math.max(index - 1, 0)]?.focus();
    else if (event.key === 'Home' && onRow) all[0]?.focus();
    else if (event.key === 'End' && onRow) all[all.length - 1]?.focus();
    else if (event.key === 'Enter' && onRow && rows[index] !== undefined) open(rows[index]);
    else if (onRow && props.keys?.[event.key] !== undefined && rows[index] !== undefined) {
      props.keys[event.key]?.(rows[index]);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={props.label}>
        <thead>
          <tr>
            {shown.map((column) => (
              <HeaderCell key={column.id} column={column} sorting={sorting} narrow={narrow} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                // The first row takes the focus of the tab key; arrows move on from there.
                tabIndex={index === 0 ? 0 : -1}
                data-selected={
                  (props.selected !== undefined && String(props.selected) === String(key)) || undefined
                }
                data-clickable={href !== undefined || undefined}
                onClick={(event) => {
                  if ((event.target as HTMLElement).closest('a, button, input, label') === null) open(row);
                }}
              >
                {shown.map((column) => (
                  <td
                    key={column.id}
                    data-align={column.align}
                    className={column.clip === undefined ? undefined : classes.clip}
                    title={column.clip?.(row)}
                  >
                    {column.render(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({
  column,
  sorting,
  narrow,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  narrow: boolean;
}) {
  const name = column.sort;
  // A share of the whole is meant for the whole table; where columns are left out it would leave a hole.
  const width = narrow && typeof column.width === 'string' ? undefined : column.width;
  if (sorting === undefined || name === undefined) {
    return (
      <th scope="col" data-align={column.align} style={{ width }}>
        {column.head ?? column.title}
      </th>
    );
  }
  const active = sorting.by === name;
  const Arrow = sorting.order === 'asc' ? IconChevronUp : IconChevronDown;
  return (
    <th
      scope="col"
      data-align={column.align}
      style={{ width }}
      aria-sort={active ? (sorting.order === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => sorting.set(name, active && sorting.order === 'asc' ? 'desc' : 'asc')}
      >
        {column.title}
        {active ? <Arrow size={13} aria-hidden /> : null}
      </button>
    </th>
  );
}

/** Which columns of a table a person wants to see, remembered in this browser. */
export function useColumnChoice<Row>(table: string, columns: Column<Row>[]) {
  const standard = columns.filter((column) => column.optional !== true).map((column) => column.id);
  const [chosen, setChosen] = useLocalStorage<string[]>({
    key: `infraudit.columns.${table}`,
    defaultValue: standard,
    getInitialValueInEffect: false,
  });
  const visible = new Set(chosen);
  const menu = (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} aria-hidden />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.map((column, index) => (
          <Checkbox
            key={column.id}
            size="xs"
            p={6}
            label={column.title}
            checked={visible.has(column.id)}
            // The first column names the row; without it a row has no link.
            disabled={index === 0}
            onChange={(event) =>
              setChosen(
                event.currentTarget.checked
                  ? [...chosen, column.id]
                  : chosen.filter((candidate) => candidate !== column.id),
              )
            }
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
  return { visible, menu };
}
