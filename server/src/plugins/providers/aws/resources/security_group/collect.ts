import type { SecurityGroup } from '@aws-sdk/client-ec2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import { ec2Filter } from '../../session/one-resource.ts';
import type { AwsSession } from '../../session/types.ts';
import { ec2Arn } from '../../shapes/ec2-arn.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { egressRules, ingressRules } from './rules.ts';
import { securityGroupType } from './schema.ts';

export const securityGroupCollector = defineCollector<AwsSession>({
  resource: securityGroupType,
  scope: 'regional',
  lists: [{ operation: 'ec2:DescribeSecurityGroups', permission: 'ec2:DescribeSecurityGroups' }],
  details: [],
  one: (arn) => [{ operation: 'ec2:DescribeSecurityGroups', input: ec2Filter('group-id', arn) }],
  async *collect(session) {
    for await (const page of session.pages('ec2', 'DescribeSecurityGroups', { MaxResults: 1000 })) {
      for (const group of page.SecurityGroups ?? []) yield observeSecurityGroup(session, group);
    }
  },
});

function observeSecurityGroup(session: AwsSession, group: SecurityGroup) {
  const draft = draftConfiguration({
    GroupId: group.GroupId,
    GroupName: group.GroupName,
    GroupDescription: group.Description,
    VpcId: unlessBlank(group.VpcId),
    SecurityGroupIngress: ingressRules(group.IpPermissions),
    SecurityGroupEgress: egressRules(group.IpPermissionsEgress),
    OwnerId: group.OwnerId,
  });
  return observed(session, draft, {
    externalId: group.SecurityGroupArn ?? ec2Arn(session, 'security-group', group.GroupId, group.OwnerId),
    id: group.GroupId,
    name: group.GroupName,
    tags: group.Tags,
  });
}
