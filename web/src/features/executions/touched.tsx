import { Button } from '@mantine/core';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { type Severity, SeverityBadge, severities } from '../../ui/badge.tsx';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { count, number, sentence } from '../../ui/words.ts';
import { useResourceTypes } from '../resources/resource-types.ts';
import type { Execution } from './execution-page.tsx';
import classes from './executions.module.css';

export function Touched({ execution }: { execution: Execution }) {
  const typeTitle = useResourceTypes();
  return (
    <div className={classes.stack}>
      <TouchedList
        title="Drifts it touched"
        one="drift"
        items={execution.drifts}
        render={(drift) => (
          <>
            {severities.includes(drift.severity as Severity) ? (
              <SeverityBadge severity={drift.severity as Severity} />
            ) : null}
            <Link className={classes.grow} href={paths.drift(drift.id)}>
              {drift.summary}
            </Link>
            <span className={`dim ${classes.effect}`}>{sentence(drift.effect)}</span>
          </>
        )}
      />
      <TouchedList
        title="Resources it touched"
        one="resource"
        items={execution.resources}
        render={(resource) => (
          <>
            <Link className={classes.grow} href={paths.resource(resource.id)}>
              {resource.name}
            </Link>
            <span className="dim">{typeTitle(resource.resource_type)}</span>
            <span className={`dim ${classes.effect}`}>{sentence(resource.effect)}</span>
          </>
        )}
      />
    </div>
  );
}

const shownAtFirst = 20;

function TouchedList<Item extends { id: number; effect: string }>({
  title,
  one,
  items,
  render,
}: {
  title: string;
  one: string;
  items: Item[];
  render: (item: Item) => React.ReactNode;
}) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <Section title={title} aside={<span className="dim">{count(items.length, one)}</span>} padded={false}>
      <ul className={classes.touched}>
        {shown.map((item) => (
          <li key={`${item.id} ${item.effect}`}>{render(item)}</li>
        ))}
        {shown.length < items.length ? (
          <li>
            <Button size="compact" variant="default" onClick={() => setAll(true)}>
              Show all {number(items.length)}
            </Button>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}
