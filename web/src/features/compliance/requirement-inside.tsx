import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import layout from '../../ui/layout.module.css';
import { Link } from '../../ui/link.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { AssessedControls } from './assessed-controls.tsx';
import { Attestations } from './attestations.tsx';
import type { FrameworkDetail, Requirement } from './compliance-words.ts';
import classes from './requirement.module.css';

/** What judges a requirement, how it stands, and what people attested about it. */
export function InsideRequirement({
  requirement,
  framework,
}: {
  requirement: Requirement;
  framework: FrameworkDetail;
}) {
  return (
    <div className={classes.inside}>
      {requirement.controls.length === 0 ? null : framework.latest === null ? (
        <ul className={layout.list}>
          {requirement.controls.map((id) => (
            <li key={id}>
              <Link href={paths.control(id)} className="mono">
                {id}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <Assessed requirementId={requirement.id} assessmentId={framework.latest.assessment_id} />
      )}
      {requirement.manual === null ? (
        requirement.controls.length === 0 ? (
          <p className="dim">No control judges this yet, so a person must look.</p>
        ) : null
      ) : (
        <p>
          <strong>A person must look:</strong> {requirement.manual}
        </p>
      )}
      {requirement.controls.length > 0 && requirement.manual === null ? null : (
        <Attestations frameworkId={framework.id} version={framework.version} requirementId={requirement.id} />
      )}
    </div>
  );
}

function Assessed({ requirementId, assessmentId }: { requirementId: string; assessmentId: number }) {
  const results = useQuery(
    read('listAssessmentResults', {
      path: { id: assessmentId },
      query: { requirement_id: requirementId, per_page: 1 },
    }),
  );
  const [result] = results.data?.data ?? [];
  if (results.data === undefined) {
    return results.isError ? <ErrorNotice error={results.error} /> : <BlockSkeleton height={60} />;
  }
  return <AssessedControls controls={result?.controls ?? []} />;
}
