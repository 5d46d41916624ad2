import type { Json } from '../../../../core/json.ts';
import type { AnyRemediation, RemediationContext } from '../../../../plugin-kit/define-remediation.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import { defineSetting, type Setting, type Words } from '../setting.ts';
import { type PolicyChange, withoutPublicStatements, withTlsOnly } from './statements.ts';

/** How the policy of one kind of resource is read, written and written by hand. Null: there is none. */
export type PolicyPlace<Type extends ResourceType> = Pick<
  Setting<Type, Json>,
  'resource' | 'attribute' | 'permissions' | 'calls' | 'read' | 'callsBetween'
> & {
  /** `queue`, in sentences. */
  what: string;
  write: Setting<Type, Json>['write'];
  /** The command that sets the policy, given as text; null takes it away. */
  command(target: RemediationContext['target'], policy: string | null): string;
  /** Where it is in the console. */
  place(target: RemediationContext['target']): string;
};

function policySetting<Type extends ResourceType>(
  { what: _, command, place, ...facts }: PolicyPlace<Type>,
  words: Words,
  plan: Setting<Type, Json>['plan'],
): AnyRemediation {
  return defineSetting<Type, Json>({
    ...words,
    ...facts,
    plan,
    byHand: (target, policy) => ({
      cli: [command(target, policy === null ? null : JSON.stringify(policy))],
      terraform: null,
      console: `${place(target)}: ${policy === null ? 'delete the policy.' : 'replace the policy by the one of the plan.'}`,
    }),
  });
}

/** Takes away the statements by which anybody in the world may use a resource. */
export function removePublicStatements<Type extends ResourceType>(
  place: PolicyPlace<Type>,
  words: Words,
  /** Whom the statements are narrowed to where no policy may be left empty. */
  narrowTo?: (context: RemediationContext) => Json,
): AnyRemediation {
  return policySetting(place, words, (policy, context) => {
    const change: PolicyChange = withoutPublicStatements(policy, narrowTo?.(context));
    if ('cannot' in change) return change;
    if ('nothing' in change)
      return { nothing: `The policy of the ${place.what} opens nothing to everybody.` };
    return {
      to: change.policy,
      summary: `Take the statements ${change.statements.join(', ')} away from everybody in the policy of ${context.target.name}`,
    };
  });
}

/** Adds one statement that denies requests without TLS, and keeps every other. */
export function denyWithoutTls<Type extends ResourceType>(
  place: PolicyPlace<Type>,
  words: Words,
  scope: (target: RemediationContext['target']) => { action: string; resources: string[] },
): AnyRemediation {
  return policySetting(place, words, (policy, { target }) => {
    const change = withTlsOnly(policy, scope(target));
    if ('cannot' in change) return change;
    if ('nothing' in change) return { nothing: 'Requests without TLS are denied.' };
    return { to: change.policy, summary: `Deny requests without TLS to ${target.name}` };
  });
}
