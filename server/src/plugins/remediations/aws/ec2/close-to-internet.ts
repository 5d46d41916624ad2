import { type AnyRemediation, defineRemediation } from '../../../../plugin-kit/define-remediation.ts';
import { securityGroupType } from '../../../providers/aws/resources/security_group/schema.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import type { Words } from '../setting.ts';
import { titled } from '../target.ts';
import {
  changeRules,
  type GroupRule,
  readGroup,
  ruleCalls,
  ruleCommands,
  rulesOf,
  ruleText,
} from './group-rules.ts';
import { isFromInternet } from './open-rules.ts';

/** The inbound rules that let the internet in where it should not; every other rule is no part of it. */
type State = { OpenRules: GroupRule[] };

/**
 * Takes away inbound rules that open certain ports to the internet. A drift of the rules is answered by the narrow
 * kinds; the wide ones answer the controls that ask for so much.
 */
export function closeToInternet({
  concerns,
  inOrder,
  answersDrift,
  ...words
}: Words & {
  concerns: (rule: GroupRule) => boolean;
  inOrder: string;
  answersDrift: boolean;
}): AnyRemediation {
  return defineRemediation<typeof securityGroupType, AwsActingSession, State>({
    ...words,
    resource: securityGroupType,
    driftAttributes: answersDrift ? ['SecurityGroupIngress'] : [],
    irreversible: null,
    permissions: {
      read: ['ec2:DescribeSecurityGroups'],
      write: ['ec2:RevokeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupIngress'],
    },
    calls: { writes: ['ec2:RevokeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupIngress'] },

    async read(session, target) {
      const group = await readGroup(session, target);
      if (group === null) return null;
      return {
        OpenRules: rulesOf(group.IpPermissions).filter((rule) => isFromInternet(rule) && concerns(rule)),
      };
    },

    plan({ OpenRules }, { target }) {
      if (OpenRules.length === 0) return { nothing: inOrder };
      const shown = OpenRules.slice(0, 5).map(ruleText).join(', ');
      const more = OpenRules.length > 5 ? ` and ${OpenRules.length - 5} more` : '';
      return { after: { OpenRules: [] }, summary: `Close ${shown}${more} in ${titled(target)}` };
    },

    write: (session, target, from, to) =>
      changeRules(session, target, { direction: 'ingress', from: from.OpenRules, to: to.OpenRules }),

    callsBetween: (from, to) => ruleCalls('ingress', from.OpenRules, to.OpenRules),

    byHand: (target, before, after) => ({
      cli: ruleCommands('ingress', target, before.OpenRules, after.OpenRules),
      terraform: null,
      console: `VPC → Security groups → ${titled(target)} → Inbound rules → Edit: ${
        after.OpenRules.length === 0 ? 'delete' : 'add'
      } ${[...before.OpenRules, ...after.OpenRules].map(ruleText).join('; ')}.`.slice(0, 1000),
    }),
  });
}
