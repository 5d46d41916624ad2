import { limitsPower } from './coverage.ts';
import type { Policy, Statement } from './document.ts';
import { type EscalationPath, escalationPaths, type NeededRight } from './escalation-paths.ts';
import { type GrantedWhere, isGrantedBy } from './identity-questions.ts';
import { matchesPattern } from './wildcard.ts';

export type FoundEscalation = {
  id: string;
  what: string;
  /** `iam:PassRole and ec2:RunInstances`. */
  actions: string;
  /** The statements that grant them, joined with "and". */
  statement: string;
};

export type EscalationAnswer =
  | { answer: 'yes'; paths: readonly FoundEscalation[] }
  | { answer: 'no' }
  | { answer: 'unreadable'; why: string };

/**
 * The published ways by which the holder of the policy can gain rights that it does not give. For all policies of an
 * identity together: mergePolicies. A holder of full rights has every way; ask grantsFullAdmin first.
 */
export function escalations(policy: Policy): EscalationAnswer {
  if (!policy.readable) return { answer: 'unreadable', why: policy.why };
  const paths = escalationPaths.flatMap((path) => found(path, policy.statements) ?? []);
  return paths.length === 0 ? { answer: 'no' } : { answer: 'yes', paths };
}

function found(path: EscalationPath, statements: readonly Statement[]): FoundEscalation | undefined {
  const labels = new Set<string>();
  for (const right of path.needs) {
    const granting = statements.find((statement) => grants(statement, statements, right));
    if (granting === undefined) return undefined;
    labels.add(granting.label);
  }
  const actions = path.needs.map(({ action }) => action);
  const last = actions.pop() ?? '';
  return {
    id: path.id,
    what: path.what,
    actions: actions.length === 0 ? last : `${actions.join(', ')} and ${last}`,
    statement: [...labels].join(' and '),
  };
}

function grants(statement: Statement, all: readonly Statement[], right: NeededRight): boolean {
  const where: GrantedWhere = {
    ...(right.covers !== undefined && { covers: right.covers }),
    ...(right.passedTo !== undefined && {
      toleratesLimit: (limited: Statement) => passesTo(limited, right.passedTo ?? ''),
    }),
  };
  if (isGrantedBy(statement, all, right.action, where)) return true;
  return (
    right.onOneself === true &&
    statement.resources.some((resource) => resource.endsWith(oneself)) &&
    isGrantedBy(statement, all, right.action, {})
  );
}

/** The policy variable of the user who asks. */
const oneself = '{aws:username}';

/** Every limit is on iam:PassedToService, and lets the service through. */
function passesTo(statement: Statement, service: string): boolean {
  return statement.conditions
    .filter(limitsPower)
    .every(
      ({ key, values }) =>
        key === 'iam:passedtoservice' && values.some((value) => matchesPattern(value, service)),
    );
}
