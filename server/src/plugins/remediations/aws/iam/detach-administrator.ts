import { type AnyRemediation, defineRemediation } from '../../../../plugin-kit/define-remediation.ts';
import type { ResourceType } from '../../../../plugin-kit/define-resource-type.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import type { Words } from '../setting.ts';
import { awsCommand } from '../target.ts';

/** Every other policy of the identity is left alone, so it is no part of it. */
type State = { IsAdministrator: boolean };
type Kind = 'User' | 'Group' | 'Role';

const policyArn = (partition: string) => `arn:${partition}:iam::aws:policy/AdministratorAccess`;
/** The partition stands in the ARN of the identity. */
const partitionOf = (externalId: string) => externalId.split(':')[1] || 'aws';

/** Takes the policy AdministratorAccess from an identity. */
export function detachAdministrator<Type extends ResourceType>({
  resource,
  kind,
  cannot,
  ...words
}: Words & {
  resource: Type;
  kind: Kind;
  /** Why it cannot be done for one identity, by its name and its ARN. */
  cannot?: (name: string, arn: string) => string | undefined;
}): AnyRemediation {
  const named = (name: string) => ({ [`${kind}Name`]: name }) as { UserName: string };
  const read = async (session: AwsActingSession, { name }: { name: string }): Promise<State | null> => {
    const list = `ListAttached${kind}Policies` as 'ListAttachedUserPolicies';
    const first = await session.ask('iam', list, named(name), { gone: ['NoSuchEntity'] });
    if (first.state !== 'value') return null;
    const pages = first.value.IsTruncated ? await session.pages('iam', list, named(name)) : [first.value];
    const arns = pages.flatMap(({ AttachedPolicies }) => AttachedPolicies ?? []);
    return {
      IsAdministrator: arns.some(({ PolicyArn }) => PolicyArn === policyArn(session.partition)),
    };
  };

  return defineRemediation<Type, AwsActingSession, State>({
    ...words,
    resource,
    driftAttributes: ['ManagedPolicyArns'],
    irreversible: null,
    permissions: {
      read: [`iam:ListAttached${kind}Policies`],
      write: [`iam:Detach${kind}Policy`, `iam:Attach${kind}Policy`],
    },
    calls: { writes: [`iam:Detach${kind}Policy`, `iam:Attach${kind}Policy`] },

    read,

    plan({ IsAdministrator }, { target }) {
      if (!IsAdministrator) return { nothing: 'AdministratorAccess is not attached.' };
      const reason = cannot?.(target.name, target.externalId);
      if (reason !== undefined) return { cannot: reason };
      return {
        after: { IsAdministrator: false },
        summary: `Take AdministratorAccess from the ${kind.toLowerCase()} ${target.name}`,
      };
    },

    async write(session, target, _from, { IsAdministrator }) {
      // Detaching what is not attached fails.
      const now = await read(session, target);
      if (now === null || now.IsAdministrator === IsAdministrator) return;
      const call = `${IsAdministrator ? 'Attach' : 'Detach'}${kind}Policy` as 'AttachUserPolicy';
      await session.send('iam', call, { ...named(target.name), PolicyArn: policyArn(session.partition) });
    },

    callsBetween: (_from, { IsAdministrator }) => [
      `iam:${IsAdministrator ? 'Attach' : 'Detach'}${kind}Policy`,
    ],

    byHand(target, _before, { IsAdministrator }) {
      const lower = kind.toLowerCase();
      const arn = policyArn(partitionOf(target.externalId));
      return {
        cli: [
          awsCommand(
            `iam ${IsAdministrator ? 'attach' : 'detach'}-${lower}-policy`,
            target,
            ...[`--${lower}-name`, target.name, '--policy-arn', arn],
          ),
        ],
        terraform: IsAdministrator
          ? null
          : `# Remove the aws_iam_${lower}_policy_attachment of AdministratorAccess to ${target.name}.`,
        console: `IAM → ${kind}s → ${target.name} → Permissions: ${IsAdministrator ? 'add' : 'remove'} AdministratorAccess.`,
      };
    },
  });
}
