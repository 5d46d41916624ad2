import { useQuery } from '@tanstack/react-query';
import { type Item, read } from '../../app/api.ts';
import layout from '../../ui/layout.module.css';
import { List, pagingOf } from '../../ui/list.tsx';
import { chosen, Filters } from '../../ui/list-page.tsx';
import { Empty } from '../../ui/state.tsx';
import { useUrlState } from '../../ui/url-state.ts';
import { count } from '../../ui/words.ts';
import { AssessedControls } from './assessed-controls.tsx';
import { type AssessmentDetail, countOf, requirementStatuses, statusTitle } from './compliance-words.ts';
import classes from './requirement.module.css';
import { judgedBy, RequirementRow } from './requirement-row.tsx';
import { Verdict } from './status.tsx';

type Result = Item<'listAssessmentResults'>;

/** The requirements as they were assessed, with what failed. */
export function AssessmentResults({ assessment }: { assessment: AssessmentDetail }) {
  const [search, set] = useUrlState();
  const results = useQuery(
    read('listAssessmentResults', {
      path: { id: assessment.id },
      query: {
        ...pagingOf(search),
        ...chosen(search, ['status', 'category']),
      },
    }),
  );
  return (
    <div className={layout.stack}>
      <Filters
        view={{ search, set, narrow: false }}
        fields={[
          {
            name: 'status',
            label: 'Status',
            options: requirementStatuses.map((value) => ({
              value,
              label: statusTitle(value),
              count: countOf[value](assessment),
            })),
          },
          {
            name: 'category',
            label: 'Category',
            single: true,
            options: assessment.categories.map(({ id, title }) => ({ value: id, label: title })),
          },
        ]}
      />
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
  const failing = result.controls.reduce((sum, { counts }) => sum + counts.fail, 0);
  const statuses = Object.entries(result.provider_statuses);
  return (
    <RequirementRow
      id={result.requirement_id}
      title={result.title}
      facts={[
        ...result.levels,
        judgedBy(result.controls.length),
        ...(failing > 0 ? [count(failing, 'failing resource')] : []),
      ]}
      verdict={<Verdict status={result.status} />}
      inside={() => (
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
      )}
    />
  );
}
