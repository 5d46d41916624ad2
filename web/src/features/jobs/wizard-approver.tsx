import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../app/api.ts';
import { paths } from '../../app/paths.ts';
import { useProfile } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';
import { Section } from '../../ui/page.tsx';
import { BlockSkeleton, ErrorNotice } from '../../ui/state.tsx';
import { sentence } from '../../ui/words.ts';
import classes from './wizard.module.css';
import { problemAt } from './wizard-draft.ts';
import type { StepParts } from './wizard-target.tsx';

const deciding = new Set(['owner', 'admin', 'approver']);

/** Who is asked before each run changes anything. Never the person who makes the job. */
export function ApproverStep({ draft, change, problems, creator }: StepParts & { creator: string | null }) {
  const profile = useProfile();
  const team = useQuery(read('getTeam'));
  if (team.data === undefined) {
    return team.isError ? (
      <ErrorNotice error={team.error} retry={() => void team.refetch()} />
    ) : (
      <BlockSkeleton height={140} />
    );
  }
  const made = (member: { email: string; name: string; user_id: number }) =>
    creator === null ? member.email === profile.email : member.email === creator || member.name === creator;
  const candidates = team.data.members.filter((member) => deciding.has(member.role) && !made(member));
  return (
    <Section title="Who approves each run?">
      <div className={classes.fields}>
        <p>
          A job of this type changes connected systems. Each run makes a plan first; nothing is written before
          this person, or somebody they hand it to, has approved exactly that plan.
        </p>
        {candidates.length === 0 ? (
          <p role="alert">
            Nobody else may approve. <Link href={paths.team()}>Invite somebody</Link> with the role approver:
            who makes a job cannot approve its runs.
          </p>
        ) : (
          <Select
            label="Approver"
            description="Members with the role owner, admin or approver, except who makes the job."
            required
            searchable
            placeholder="Choose a person"
            data={candidates.map((member) => ({
              value: String(member.user_id),
              label: `${member.name} (${member.email}), ${sentence(member.role).toLowerCase()}`,
            }))}
            value={draft.approver_id === null ? null : String(draft.approver_id)}
            error={problemAt(problems, 'approver_id', 'approver')}
            onChange={(value) => change({ approver_id: value === null ? null : Number(value) })}
          />
        )}
      </div>
    </Section>
  );
}
