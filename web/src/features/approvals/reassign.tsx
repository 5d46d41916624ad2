import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../app/act.tsx';
import { read } from '../../app/api.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { FormProblem, fieldProblems } from '../../ui/form-problems.tsx';
import { sentence } from '../../ui/words.ts';
import type { ApprovalDetail } from './approval-page.tsx';

const deciding = new Set(['owner', 'admin', 'approver']);

/** Asks other people instead. Who asked for the run still cannot decide it. */
export function Reassign({ approval, onClose }: { approval: ApprovalDetail; onClose: () => void }) {
  const team = useQuery(read('getTeam'));
  const [chosen, setChosen] = useState(approval.assignees.map((person) => String(person.id)));
  const reassign = useAct('reassignApproval', {
    refreshes: ['getApproval', 'listApprovals'],
    quietOn: [400, 422],
    done: () => 'Handed over.',
    after: onClose,
  });
  const members = (team.data?.members ?? []).filter((member) => deciding.has(member.role));
  return (
    <Confirm
      opened
      title="Reassign this approval"
      act="Reassign"
      busy={reassign.isPending}
      disabled={chosen.length === 0}
      onClose={onClose}
      onConfirm={() =>
        reassign.mutate({ path: { id: approval.id }, body: { assignee_ids: chosen.map(Number) } })
      }
    >
      <MultiSelect
        label="Who should decide"
        description="Any one of them can. Who asked for the run, and who made the job, cannot."
        searchable
        data={members.map((member) => ({
          value: String(member.user_id),
          label: `${member.name} (${member.email}), ${sentence(member.role).toLowerCase()}`,
        }))}
        value={chosen}
        error={fieldProblems(reassign.error).assignee_ids}
        onChange={setChosen}
      />
      <FormProblem error={reassign.error} fields={['assignee_ids']} />
    </Confirm>
  );
}
