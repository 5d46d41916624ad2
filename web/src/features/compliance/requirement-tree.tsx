import layout from '../../ui/layout.module.css';
import { choices, type FilterField, Filters } from '../../ui/list-page.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count, number } from '../../ui/words.ts';
import {
  type FrameworkDetail,
  type Requirement,
  requirementStatuses,
  statusTitle,
} from './compliance-words.ts';
import classes from './requirement.module.css';
import { InsideRequirement } from './requirement-inside.tsx';
import { judgedBy, RequirementRow } from './requirement-row.tsx';
import { Verdict } from './status.tsx';

/** The requirements by category, in the order of the standard; the filters are the address. */
export function RequirementTree({ framework }: { framework: FrameworkDetail }) {
  const [search, set] = useUrlState();
  const all = framework.requirement_list;
  const levels = [...new Set(all.flatMap((requirement) => requirement.levels))];
  const filters: FilterField[] = [
    {
      name: 'status',
      label: 'Status',
      options: requirementStatuses.map((value) => ({
        value,
        label: statusTitle(value),
        count: all.filter(({ status }) => status === value).length,
      })),
    },
    {
      name: 'category',
      label: 'Category',
      options: framework.categories.map(({ id, title }) => ({ value: id, label: title })),
    },
    ...(levels.length > 1
      ? [{ name: 'level', label: 'Level', options: choices(levels, (level) => level) }]
      : []),
    {
      name: 'judged',
      label: 'Judged by',
      single: true,
      options: [
        { value: 'controls', label: 'Controls' },
        { value: 'person', label: 'A person' },
      ],
    },
  ];
  const fits = filterOf(search);
  const found = all.filter(fits);
  const groups = framework.categories
    .map((category) => ({
      ...category,
      rows: found.filter((row) => row.category === category.id),
      // A filter hides requirements; it does not change how the category stands.
      words: groupWords(all.filter((row) => row.category === category.id)),
    }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <div className={layout.stack}>
      <Filters
        text="Find a requirement or a control"
        fields={filters}
        view={{ search, set, narrow: false }}
        right={
          <span className="dim number">
            {found.length === all.length
              ? count(all.length, 'requirement')
              : `${number(found.length)} of ${count(all.length, 'requirement')}`}
          </span>
        }
      />
      <Section title="Requirements" padded={false}>
        {groups.length === 0 ? (
          <Empty title="No requirement fits these filters" />
        ) : (
          groups.map((group) => (
            <section key={group.id} className={classes.group} aria-label={group.title}>
              <div className={classes.groupHead}>
                <h3>
                  {group.id === group.title ? '' : `${group.id} `}
                  {group.title}
                </h3>
                <span className="dim number">{group.words}</span>
              </div>
              <ul className={classes.requirements}>
                {group.rows.map((requirement) => (
                  <Row key={requirement.id} requirement={requirement} framework={framework} />
                ))}
              </ul>
            </section>
          ))
        )}
      </Section>
    </div>
  );
}

function Row({ requirement, framework }: { requirement: Requirement; framework: FrameworkDetail }) {
  const [search] = useUrlState();
  const { controls } = requirement;
  return (
    <RequirementRow
      id={requirement.id}
      title={requirement.title}
      facts={[
        ...requirement.levels,
        judgedBy(controls.length),
        ...(controls.length > 0 && requirement.manual !== null ? ['and a person'] : []),
      ]}
      verdict={
        requirement.status === null && framework.latest === null ? null : (
          <Verdict status={requirement.status} />
        )
      }
      opened={search.requirement === requirement.id}
      inside={() => <InsideRequirement requirement={requirement} framework={framework} />}
    />
  );
}

function groupWords(rows: Requirement[]): string {
  const of = (...statuses: Requirement['status'][]) =>
    rows.filter(({ status }) => statuses.includes(status)).length;
  const evaluated = of('pass', 'fail', 'excepted');
  if (rows.every(({ status }) => status === null)) return count(rows.length, 'requirement');
  const unknown = of('unknown');
  return `${number(of('pass'))} of ${number(evaluated)} evaluated passed, ${number(rows.length)} in total${
    unknown > 0 ? `, ${number(unknown)} unknown` : ''
  }`;
}

function filterOf(search: Record<string, string>): (requirement: Requirement) => boolean {
  const chosen = (name: string) => (search[name] ?? '').split(',').filter((value) => value !== '');
  const statuses = chosen('status');
  const categories = chosen('category');
  const levels = chosen('level');
  const text = (search.q ?? '').toLowerCase();
  return (requirement) =>
    (statuses.length === 0 || (requirement.status !== null && statuses.includes(requirement.status))) &&
    (categories.length === 0 || categories.includes(requirement.category)) &&
    (levels.length === 0 || requirement.levels.some((level) => levels.includes(level))) &&
    (search.judged === undefined ||
      search.judged === '' ||
      (search.judged === 'controls') === requirement.controls.length > 0) &&
    (text === '' ||
      `${requirement.id} ${requirement.title}`.toLowerCase().includes(text) ||
      requirement.controls.some((control) => control.includes(text)));
}
