import { defineExamples } from '../../../../../plugin-kit/define-control.ts';

export const examples = defineExamples({
  pass: [
    {
      title: 'of a load balancer',
      configuration: {
        Scope: 'REGIONAL',
        AssociatedResourceArns: ['arn:aws:elasticloadbalancing:::loadbalancer/app/a'],
      },
    },
    {
      title: 'of a distribution',
      configuration: { Scope: 'CLOUDFRONT', Arn: 'arn:acl' },
      surroundings: { distributions: [{ configuration: { DistributionConfig: { WebACLId: 'arn:acl' } } }] },
    },
  ],
  fail: [
    { title: 'of nothing', configuration: { Scope: 'REGIONAL' } },
    { title: 'of no distribution', configuration: { Scope: 'CLOUDFRONT', Arn: 'arn:acl' } },
  ],
  unknown: [
    {
      title: 'where that was denied',
      configuration: { Scope: 'REGIONAL' },
      unreadable: [
        { path: 'AssociatedResourceArns', reason: 'denied', permission: 'wafv2:ListResourcesForWebACL' },
      ],
      says: 'wafv2:ListResourcesForWebACL',
    },
    {
      title: 'where distributions were not listed',
      configuration: { Scope: 'CLOUDFRONT', Arn: 'arn:acl' },
      unlisted: ['distributions'],
    },
  ],
});
