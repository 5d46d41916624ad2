import { grantsOutside, grantsToAnyone, parsePolicy } from '../../../core/iam-policy.ts';
import { fail, pass, unknown, type Verdict } from '../../../core/verdict.ts';

/**
 * Fails when the policy of a resource lets anybody in the world do something. `what` names the resource in a
 * sentence: `topic`. Without a policy only the own account may, which is how AWS reads it.
 */
export function notPublicVerdict(document: unknown, what: string, path: string): Verdict {
  if (document === undefined) return pass(`The ${what} has no policy that could open it.`, path);
  const answer = grantsToAnyone(parsePolicy(document));
  if (answer.answer === 'unreadable') return unknown(`The policy cannot be read: ${answer.why}.`, path);
  if (answer.answer === 'no') return pass(`The policy of the ${what} opens nothing to everybody.`, path);
  return fail(
    `The policy of the ${what} lets anybody use ${actionList(answer.actions)} (${answer.statement}).`,
    path,
  );
}

/** Fails when the policy lets in anybody outside the account, by name or as everybody. */
export function notOutsideVerdict(document: unknown, accountId: string, what: string, path: string): Verdict {
  if (document === undefined) return pass(`The ${what} has no policy that could open it.`, path);
  const answer = grantsOutside(parsePolicy(document), { accountId });
  if (answer.answer === 'unreadable') return unknown(`The policy cannot be read: ${answer.why}.`, path);
  if (answer.answer === 'no')
    return pass(`The policy lets in nobody outside the account ${accountId}.`, path);
  const [first] = answer.findings;
  const who = first?.isAnyone === true ? 'everybody' : (first?.accountId ?? first?.principal ?? 'somebody');
  const by = first?.narrowedBy === undefined ? '' : `, limited by ${first.narrowedBy}`;
  const more = answer.findings.length > 1 ? `, and ${answer.findings.length - 1} more` : '';
  return fail(`The policy of the ${what} lets in ${who}${by} (${first?.statement ?? ''})${more}.`, path);
}

function actionList(actions: readonly string[]): string {
  const shown = actions.slice(0, 3).join(', ');
  return actions.length > 3 ? `${shown} and ${actions.length - 3} more` : shown;
}
