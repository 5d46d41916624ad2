import { cli, counted, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { cloudfrontDistributionType } from '../../../providers/aws/resources/cloudfront_distribution/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-cloudfront-harden-distributions',
  version: 1,
  title: 'Let a distribution speak current TLS to everybody',
  kind: 'security',
  resource: cloudfrontDistributionType,
  per: 'resource',
  controls: [
    'https-only',
    'minimum-tls',
    'origin-traffic-encrypted',
    'origin-tls-current',
    'origin-access-control',
    'waf-attached',
    'custom-certificate',
    'default-root-object',
    'logged',
  ].map((rule) => `aws-cloudfront-${rule}`),
  driftAttributes: ['DistributionConfig'],
  exposure: 'internet',
  effortMinutes: 45,
  references: [],
  advise({ resources: [distribution] }) {
    const id = distribution.configuration.Id ?? distribution.externalId;
    const names = distribution.configuration.DistributionConfig?.Aliases ?? [];
    const fails = (rule: string) => distribution.fails.has(`aws-cloudfront-${rule}`);
    return {
      title: `Harden the distribution ${id}${names.length > 0 ? ` of ${listed(names, names.length, 2)}` : ''}`,
      explanation: `${counted(distribution.fails.size + distribution.drifts.length, 'finding')} about ${id} are met by one change of its configuration, which CloudFront rolls out within minutes.`,
      steps: [
        {
          text: 'Take the configuration and its ETag.',
          commands: [cli`aws cloudfront get-distribution-config --id ${id}`],
        },
        ...(fails('https-only')
          ? [{ text: 'Set ViewerProtocolPolicy to redirect-to-https in every behaviour.' }]
          : []),
        ...(fails('minimum-tls') || fails('custom-certificate')
          ? [{ text: 'Give it a certificate of ACM in us-east-1 and the policy TLSv1.2_2021.' }]
          : []),
        ...(fails('origin-traffic-encrypted') || fails('origin-tls-current')
          ? [{ text: 'Speak HTTPS with origins, TLS 1.2 only.' }]
          : []),
        ...(fails('origin-access-control')
          ? [
              {
                text: 'Sign requests to buckets by an origin access control, and let the bucket accept nothing else.',
              },
            ]
          : []),
        ...(fails('waf-attached')
          ? [{ text: 'Attach a web ACL with the managed core rules, counting at first.' }]
          : []),
        ...(fails('logged') || fails('default-root-object')
          ? [{ text: 'Name a bucket for the logs and a default root object.' }]
          : []),
        {
          text: 'Set the whole configuration with that ETag, and wait until it is deployed.',
          commands: [cli`aws cloudfront get-distribution --id ${id} --query Distribution.Status`],
        },
      ],
      impact: 'Visitors and origins are spoken to by current TLS, and requests are on record.',
      sideEffects: [
        'Very old clients are refused.',
        ...(fails('waf-attached') ? ['A web ACL is charged per rule and request.'] : []),
      ],
    };
  },
  examples: [
    {
      title: 'a plain one',
      resources: [
        {
          name: 'E1',
          region: 'global',
          configuration: { Id: 'E1', DistributionConfig: { Aliases: ['www.example.com'] } },
          fails: ['aws-cloudfront-https-only', 'aws-cloudfront-logged'],
        },
      ],
      says: ['E1 of www.example.com', 'redirect-to-https', '2 findings'],
    },
  ],
});
