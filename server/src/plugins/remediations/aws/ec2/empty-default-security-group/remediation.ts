import { defineRemediation } from '../../../../../plugin-kit/define-remediation.ts';
import { securityGroupType } from '../../../../providers/aws/resources/security_group/schema.ts';
import type { AwsActingSession } from '../../../../providers/aws/session/acting-types.ts';
import { lastPart, titled } from '../../target.ts';
import { changeRules, type GroupRule, readGroup, ruleCalls, ruleCommands, rulesOf } from '../group-rules.ts';

type State = { GroupName: string; Ingress: GroupRule[]; Egress: GroupRule[] };

export const remediation = defineRemediation<typeof securityGroupType, AwsActingSession, State>({
  id: 'aws-ec2-empty-default-security-group',
  title: 'Empty the default security group of a VPC',
  description:
    'Takes away all inbound and outbound rules of the group that machines get when nobody names another. ' +
    'The group itself, which cannot be deleted, stays, and no other group changes.',
  resource: securityGroupType,
  risk: 'high',
  impact:
    'Whatever uses the default group can neither be reached nor reach anything from then on. ' +
    'Look first which network interfaces use it.',
  effortMinutes: 15,
  controls: ['aws-ec2-security-group-default-closed'],
  driftAttributes: [],
  irreversible: null,
  permissions: {
    read: ['ec2:DescribeSecurityGroups'],
    write: [
      'ec2:RevokeSecurityGroupIngress',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:AuthorizeSecurityGroupEgress',
    ],
  },
  calls: {
    writes: [
      'ec2:RevokeSecurityGroupIngress',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:AuthorizeSecurityGroupEgress',
    ],
  },

  async read(session, target) {
    const group = await readGroup(session, target);
    if (group === null) return null;
    return {
      GroupName: group.GroupName ?? '',
      Ingress: rulesOf(group.IpPermissions),
      Egress: rulesOf(group.IpPermissionsEgress),
    };
  },

  plan({ GroupName, Ingress, Egress }, { target }) {
    if (Ingress.length + Egress.length === 0) return { nothing: 'The group has no rules.' };
    if (GroupName !== 'default') return { cannot: 'It is not the default group of a VPC.' };
    return {
      after: { GroupName, Ingress: [], Egress: [] },
      summary: `Take away ${Ingress.length} inbound and ${Egress.length} outbound rules of ${titled(target)}`,
    };
  },

  async write(session, target, from, to) {
    await changeRules(session, target, { direction: 'ingress', from: from.Ingress, to: to.Ingress });
    await changeRules(session, target, { direction: 'egress', from: from.Egress, to: to.Egress });
  },

  callsBetween: (from, to) => [
    ...ruleCalls('ingress', from.Ingress, to.Ingress),
    ...ruleCalls('egress', from.Egress, to.Egress),
  ],

  byHand: (target, before, after) => ({
    cli: [
      ...ruleCommands('ingress', target, before.Ingress, after.Ingress),
      ...ruleCommands('egress', target, before.Egress, after.Egress),
    ],
    terraform: 'resource "aws_default_security_group" "this" {\n  vpc_id = "the VPC of the group"\n}',
    console: `VPC → Security groups → ${lastPart(target)}: edit the inbound and the outbound rules ${after.Ingress.length + after.Egress.length === 0 ? 'and delete all of them' : 'and add those that were there'}.`,
  }),
});
