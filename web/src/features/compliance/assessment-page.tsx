import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { exact, number } from '../../ui/words.ts';
import { AssessmentChanges } from './assessment-changes.tsx';
import { AssessmentResults } from './assessment-results.tsx';
import { type AssessmentDetail, scopeWords } from './compliance-words.ts';
import { ExportAssessment } from './export-assessment.tsx';
import { StatusBar, StatusLegend, ThreeNumbers } from './status.tsx';

export function AssessmentPage() {
  const { assessmentId } = useParams({ strict: false }) as { assessmentId: string };
  const assessment = useQuery(read('getAssessment', { path: { id: Number(assessmentId) } }));
  const found = assessment.data;
  if (found === undefined) {
    return (
      <Page title={`Assessment ${assessmentId}`} above={<Link href={paths.compliance()}>← Compliance</Link>}>
        {assessment.isError ? (
          <ErrorNotice error={assessment.error} retry={() => void assessment.refetch()} />
        ) : (
          <>
            <BlockSkeleton height={120} />
            <BlockSkeleton height={320} />
          </>
        )}
      </Page>
    );
  }
  return <Detail assessment={found} />;
}

function Detail({ assessment }: { assessment: AssessmentDetail }) {
  const { framework_id: id, framework_version: version } = assessment;
  const nameOf = (one: number) =>
    assessment.providers.find(({ provider_id }) => provider_id === one)?.name ?? `account ${one}`;
  return (
    <Page
      title={`${assessment.framework_title} ${version}`}
      tabTitle={`Assessment ${assessment.id} of ${assessment.framework_title} ${version}`}
      above={
        <Link href={paths.framework(id, { version })}>
          ← {assessment.framework_title} {version}
        </Link>
      }
      state={
        <>
          Assessment {assessment.id}, <RelativeTime at={assessment.started_at} />
          {assessment.as_of === null ? '' : `, as of ${exact(assessment.as_of)}`} ·{' '}
          {scopeWords(assessment.scope, nameOf)} ·{' '}
          <Link href={paths.execution(assessment.execution_id)}>run {assessment.execution_id}</Link>
          {assessment.previous_id === null ? null : (
            <>
              {' '}
              · <Link href={paths.assessment(assessment.previous_id)}>the one before</Link>
            </>
          )}
        </>
      }
      actions={<ExportAssessment assessmentId={assessment.id} />}
    >
      <div className={layout.halves}>
        <div className={layout.column}>
          <Section title="Requirements">
            <div className={layout.stack}>
              <ThreeNumbers of={assessment} large />
              <StatusBar of={assessment} />
              <StatusLegend of={assessment} href={(status) => paths.assessment(assessment.id, { status })} />
            </div>
          </Section>
          <AssessmentChanges assessment={assessment} />
          <Section title="By account">
            <Numbers
              label="Requirements by account"
              head="Account"
              rows={assessment.providers.map((provider) => ({
                ...provider,
                key: String(provider.provider_id),
                name: <Link href={paths.provider(provider.provider_id)}>{provider.name}</Link>,
              }))}
            />
          </Section>
        </div>
        <Section title="By category">
          <Numbers
            label="Requirements by category"
            head="Category"
            rows={assessment.categories.map((category) => ({
              ...category,
              key: category.id,
              name: (
                <Link href={paths.assessment(assessment.id, { category: category.id })}>
                  {category.id === category.title ? category.title : `${category.id} ${category.title}`}
                </Link>
              ),
            }))}
          />
        </Section>
      </div>
      <AssessmentResults assessment={assessment} />
    </Page>
  );
}

type NumbersRow = { key: string; name: React.ReactNode; passed: number; evaluated: number; total: number };

function Numbers({ label, head, rows }: { label: string; head: string; rows: NumbersRow[] }) {
  return (
    <div className={layout.scroll}>
      <table className={layout.plainTable} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">Passed</th>
            <th scope="col">Evaluated</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td>{number(row.passed)}</td>
              <td>{number(row.evaluated)}</td>
              <td>{number(row.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
