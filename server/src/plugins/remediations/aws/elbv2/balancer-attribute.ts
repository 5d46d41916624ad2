import { type AnyRemediation, defineRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import type { Words } from '../setting.ts';
import { awsCommand } from '../target.ts';

/** One attribute; the others are no part of it. */
type State = { Key: string; Value: string };

/** One attribute of a load balancer of the second generation. */
export function balancerAttribute({
  key,
  byDefault,
  good,
  wanted,
  onlyApplication,
  terraform,
  summary,
  ...words
}: Words & {
  key: string;
  /** What holds where AWS does not list the attribute. */
  byDefault: string;
  good: readonly string[];
  wanted: string;
  /** True where only application load balancers have it. */
  onlyApplication: boolean;
  terraform: string;
  summary: string;
}): AnyRemediation {
  return defineRemediation<typeof loadBalancerType, AwsActingSession, State>({
    ...words,
    resource: loadBalancerType,
    driftAttributes: ['LoadBalancerAttributes'],
    irreversible: null,
    permissions: {
      read: ['elasticloadbalancing:DescribeLoadBalancerAttributes'],
      write: ['elasticloadbalancing:ModifyLoadBalancerAttributes'],
    },
    calls: { writes: ['elastic-load-balancing-v2:ModifyLoadBalancerAttributes'] },

    async read(session, { externalId }) {
      const answer = await session.ask(
        'elastic-load-balancing-v2',
        'DescribeLoadBalancerAttributes',
        { LoadBalancerArn: externalId },
        { gone: ['LoadBalancerNotFound'] },
      );
      if (answer.state !== 'value') return null;
      const found = (answer.value.Attributes ?? []).find(({ Key }) => Key === key);
      return { Key: key, Value: found?.Value ?? byDefault };
    },

    plan({ Value }, { target, configuration: { Type } }) {
      if (good.includes(Value)) return { nothing: `The attribute ${key} is ${Value}.` };
      if (Type === 'classic' || (onlyApplication && typeof Type === 'string' && Type !== 'application'))
        return { cannot: `Load balancers of the type ${Type} do not have this attribute.` };
      return { after: { Key: key, Value: wanted }, summary: `${summary} ${target.name}` };
    },

    async write(session, { externalId }, _from, attribute) {
      await session.send('elastic-load-balancing-v2', 'ModifyLoadBalancerAttributes', {
        LoadBalancerArn: externalId,
        Attributes: [attribute],
      });
    },

    byHand: (target, _before, { Value }) => ({
      cli: [
        awsCommand(
          'elbv2 modify-load-balancer-attributes',
          target,
          ...['--load-balancer-arn', target.externalId, '--attributes', `Key=${key},Value=${Value}`],
        ),
      ],
      terraform: `# In the aws_lb ${target.name}:\n${terraform} = ${/^(true|false)$/.test(Value) ? Value : JSON.stringify(Value)}`,
      console: `EC2 → Load balancers → ${target.name} → Attributes → Edit: ${key} ${Value}.`,
    }),
  });
}
