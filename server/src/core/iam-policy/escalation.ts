import { isAboutAction, limitsPower } from './coverage.ts';
import type { Policy, Statement } from './document.ts';
import { type EscalationPath, escalationPaths, type NeededRight } from './escalation-paths.ts';
import { type GrantedWhere, isGrantedBy } from './identity-questions.ts';
import { matchesPattern } from './wildcard.ts';

type FoundEscalation = {
  id: string;
  what: string;
  /** `iam:PassRole and ec2:RunInstances`. */
  actions: string;
  /** The statements that grant them, joined with "and". */
  statement: string;
};

type EscalationAnswer =
  | { answer: 'yes'; paths: readonly FoundEscalation[] }
  | { answer: 'no' }
  | { answer: 'unreadable'; why: string };

/**
 * The published ways by which the holder of the policy can gain rights that it does not give. For all policies of an
 * identity together: mergePolicies. A holder of full rights has every way; ask grantsFullAdmin first.
 */
export function escalations(policy: Policy): EscalationAnswer {
  if (!policy.readable) return { answer: 'unreadable', why: policy.why };
  const { statements } = policy;
  // Most policies have nothing to do with any of the ways: that must be seen quickly.
  const allows = statements.filter(({ effect }) => effect === 'Allow');
  const paths: FoundEscalation[] = [];
  for (const path of prepared) {
    const found = allows.length === 0 ? undefined : find(path, allows, statements);
    if (found !== undefined) paths.push(found);
  }
  return paths.length === 0 ? { answer: 'no' } : { answer: 'yes', paths };
}

type PreparedRight = { right: NeededRight; action: string; where: GrantedWhere };
type PreparedPath = { path: EscalationPath; rights: readonly PreparedRight[]; actions: string };

const prepared: readonly PreparedPath[] = escalationPaths.map((path) => ({
  path,
  rights: path.needs.map(prepare),
  actions: inWords(path.needs.map(({ action }) => action)),
}));

function prepare(right: NeededRight): PreparedRight {
  const { covers, passedTo } = right;
  const where: GrantedWhere = {
    ...(covers !== undefined && { covers }),
    ...(passedTo !== undefined && { toleratesLimit: (limited: Statement) => passesTo(limited, passedTo) }),
  };
  return { right, action: right.action.toLowerCase(), where };
}

function inWords(actions: readonly string[]): string {
  return actions.length < 2 ? actions.join('') : `${actions.slice(0, -1).join(', ')} and ${actions.at(-1)}`;
}

function find(
  { path, rights, actions }: PreparedPath,
  allows: readonly Statement[],
  all: readonly Statement[],
): FoundEscalation | undefined {
  const labels = new Set<string>();
  for (const right of rights) {
    const granting = allows.find((statement) => grants(statement, all, right));
    if (granting === undefined) return undefined;
    labels.add(granting.label);
  }
  return { id: path.id, what: path.what, actions, statement: [...labels].join(' and ') };
}

function grants(
  statement: Statement,
  all: readonly Statement[],
  { right, action, where }: PreparedRight,
): boolean {
  if (!isAboutAction(statement, action)) return false;
  if (isGrantedBy(statement, all, action, where)) return true;
  return (
    right.onOneself === true &&
    statement.resources.some((resource) => resource.endsWith(oneself)) &&
    isGrantedBy(statement, all, action, {})
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
