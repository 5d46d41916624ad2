import { cli, counted, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { networkAclType } from '../../../providers/aws/resources/network_acl/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-vpc-filter-by-network-acl',
  version: 1,
  title: 'Let network ACLs keep administration out',
  kind: 'security',
  resource: networkAclType,
  per: 'account',
  controls: [
    'aws-vpc-network-acl-ssh-closed',
    'aws-vpc-network-acl-rdp-closed',
    'aws-vpc-network-acl-filters',
    'aws-vpc-network-acl-used',
  ],
  driftAttributes: ['Entries'],
  exposure: 'internet',
  effortMinutes: 40,
  references: [],
  advise({ resources, total }) {
    const unused = resources.filter(({ fails }) => fails.has('aws-vpc-network-acl-used'));
    const open = resources.filter((acl) => !unused.includes(acl));
    return {
      title: `Filter administration in ${counted(total, 'network ACL')}`,
      explanation: `${listed(
        resources.map(({ name }) => name),
        total,
      )} ${total === 1 ? 'admits' : 'admit'} SSH or RDP from everywhere, or ${total === 1 ? 'belongs' : 'belong'} to no subnet. The ACL is the second wall for the day when a security group is opened by mistake.`,
      steps: [
        ...(open.length > 0
          ? [
              {
                text: 'Refuse SSH before the rule that allows everything; repeat it for port 3389 with the next number.',
                commands: forEach(
                  open,
                  (acl) =>
                    cli`aws ec2 create-network-acl-entry${inRegion(acl)} --network-acl-id ${acl.configuration.Id ?? acl.externalId} --ingress --rule-number 50 --protocol 6 --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny`,
                ),
              },
            ]
          : []),
        ...(unused.length > 0
          ? [
              {
                text: 'Delete what belongs to no subnet.',
                commands: forEach(
                  unused,
                  (acl) =>
                    cli`aws ec2 delete-network-acl${inRegion(acl)} --network-acl-id ${acl.configuration.Id ?? acl.externalId}`,
                ),
              },
            ]
          : []),
        { text: 'Rules of an ACL hold for answers too: try it in one subnet first.' },
      ],
      impact: 'Administration from the internet is refused, whatever a security group says.',
      sideEffects: ['An ACL forgets connections: answers on high ports must stay allowed.'],
    };
  },
  examples: [
    {
      title: 'an open ACL',
      resources: [
        { name: 'acl-1', configuration: { Id: 'acl-1' }, fails: ['aws-vpc-network-acl-ssh-closed'] },
      ],
      says: ['--network-acl-id acl-1', '--rule-action deny'],
    },
  ],
});
