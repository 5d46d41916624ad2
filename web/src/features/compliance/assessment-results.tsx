import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Item, read } from '../../app/api.ts';
import { ClearFilters, Filter, FilterBar } from '../../ui/filters.tsx';
import { List, pagingOf } from '../../ui/list.tsx';
import { Empty } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count } from '../../ui/words.ts';
import { AssessedControls } from './assessed-controls.tsx';
import classes from './compliance.module.css';
import { type AssessmentDetail, countOf, requirementStatuses, statusTitle } from './compliance-words.ts';
import { Verdict } from './status.tsx';

type Result = Item<'listAssessmentResults'>;

/** The requirements as they were assessed, with what failed. */
export function AssessmentResults({ assessment }: { assessment: AssessmentDetail }) {
  const [search, set] = useUrlState();
  const { page, per_page } = pagingOf(search);
  const results = useQuery(
    read('listAssessmentResults', {
      path: { id: assessment.id },
      query: {
        page,
        per_page,
        ...(search.status === undefined ? {} : { status: search.status }),
        ...(search.category === undefined ? {} : { category: search.category }),
      },
    }),
  );
  return (
    <div className={classes.stack}>
      <FilterBar>
        <Filter
          name="status"
          label="Status"
          search={search}
          set={set}
          options={requirementStatuses.map((value) => ({
            value,
            label: statusTitle(value),
            count: countOf[value](assessment),
          }))}
        />
        <Filter
          name="category"
          label="Category"
          single
          search={search}
          set={set}
          options={assessment.categories.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <ClearFilters names={['status', 'category']} search={search} set={set} />
      </FilterBar>
      <List
        query={results}
        page={{ search, set }}
        empty={<Empty title="No requirement fits these filters" />}
      >
        {(rows) => (
          <ul className={classes.requirements}>
            {rows.map((result) => (
              <Row key={result.requirement_id} result={result} assessment={assessment} />
            ))}
          </ul>
        )}
      </List>
    </div>
  );
}

function Row({ result, assessment }: { result: Result; assessment: AssessmentDetail }) {
  const [open, setOpen] = useState(false);
  const failing = result.controls.reduce((sum, { counts }) => sum + counts.fail, 0);
  const statuses = Object.entries(result.provider_statuses);
  return (
    <li>
      <button
        type="button"
        className={classes.requirement}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        <span className="number">{result.requirement_id}</span>
        <span>
          {result.title}
          <span className={classes.meta}>
            {' '}
            {[
              ...result.levels,
              result.controls.length === 0 ? 'a person must look' : count(result.controls.length, 'control'),
              ...(failing > 0 ? [`${count(failing, 'failing resource')}`] : []),
            ].join(' · ')}
          </span>
        </span>
        <span>
          <Verdict status={result.status} />
        </span>
      </button>
      {open ? (
        <div className={classes.inside}>
          {statuses.length > 1 ? (
            <ul className={classes.facets}>
              {statuses.map(([id, status]) => (
                <li key={id}>
                  {assessment.providers.find(({ provider_id }) => String(provider_id) === id)?.name ??
                    `account ${id}`}{' '}
                  <Verdict status={status} />
                </li>
              ))}
            </ul>
          ) : null}
          {result.manual === null ? null : (
            <p>
              <strong>A person must look:</strong> {result.manual}
            </p>
          )}
          {result.controls.length === 0 && result.manual !== null ? null : (
            <AssessedControls controls={result.controls} />
          )}
        </div>
      ) : null}
    </li>
  );
}
