import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

const balancer = { Type: 'application', Scheme: 'internet-facing', LoadBalancerArn: 'arn:lb' };

export const examples = defineExamples({
  pass: [
    {
      title: 'with a web ACL',
      configuration: balancer,
      surroundings: { acls: [{ name: 'shop', configuration: { AssociatedResourceArns: ['arn:lb'] } }] },
      says: 'shop',
    },
  ],
  fail: [
    { title: 'without one', configuration: balancer },
    {
      title: 'whose web ACL is for another',
      configuration: balancer,
      surroundings: { acls: [{ configuration: { AssociatedResourceArns: ['arn:other'] } }] },
    },
  ],
  unknown: [
    { title: 'where web ACLs were not listed', configuration: balancer, unlisted: ['acls'] },
    {
      title: 'where nobody could see what a web ACL protects',
      configuration: balancer,
      surroundings: {
        acls: [
          {
            configuration: {},
            unreadable: [
              {
                path: 'AssociatedResourceArns',
                reason: 'denied',
                permission: 'wafv2:ListResourcesForWebACL',
              },
            ],
          },
        ],
      },
    },
  ],
  not_applicable: [
    { title: 'that is internal', configuration: { ...balancer, Scheme: 'internal' } },
    { title: 'for TCP', configuration: { ...balancer, Type: 'network' } },
  ],
});
