import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'behind a web ACL',
      configuration: { Type: 'application', Scheme: 'internet-facing', LoadBalancerArn: 'arn:lb' },
      surroundings: { acls: [{ name: 'shop', configuration: { AssociatedResourceArns: ['arn:lb'] } }] },
      says: 'shop',
    },
  ],
  fail: [
    {
      title: 'without one',
      configuration: { Type: 'application', Scheme: 'internet-facing', LoadBalancerArn: 'arn:lb' },
      surroundings: { acls: [{ name: 'shop', configuration: { AssociatedResourceArns: ['arn:other'] } }] },
    },
  ],
  unknown: [
    {
      title: 'where the web ACLs were not listed',
      configuration: { Type: 'application', Scheme: 'internet-facing', LoadBalancerArn: 'arn:lb' },
      unlisted: ['acls'],
    },
    {
      title: 'where nobody could see what a web ACL protects',
      configuration: { Type: 'application', LoadBalancerArn: 'arn:lb' },
      surroundings: {
        acls: [
          {
            name: 'shop',
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
  not_applicable: [{ title: 'of another kind', configuration: { Type: 'network' } }],
});
