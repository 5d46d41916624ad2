import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-elb-harden-balancers',
  version: 1,
  title: 'Harden load balancers',
  kind: 'security',
  resource: loadBalancerType,
  per: 'resource',
  controls: [
    'aws-elbv2-deletion-protected',
    'aws-elbv2-desync-mitigated',
    'aws-elbv2-invalid-headers-dropped',
    'aws-wafv2-load-balancer-protected',
    'aws-elb-desync-mitigated',
    'aws-elb-connection-draining',
    'aws-elb-cross-zone',
    'aws-elbv2-cross-zone',
  ],
  driftAttributes: [
    'LoadBalancerAttributes',
    'AdditionalAttributes',
    'ConnectionDrainingPolicy',
    'CrossZone',
  ],
  exposure: (balancer) => (balancer.Scheme === 'internet-facing' ? 'internet' : 'account'),
  effortMinutes: 30,
  references: [],
  advise({ resources: [balancer] }) {
    const { fails, configuration } = balancer;
    const attributes = [
      ...(fails.has('aws-elbv2-deletion-protected') ? ['Key=deletion_protection.enabled,Value=true'] : []),
      ...(fails.has('aws-elbv2-invalid-headers-dropped')
        ? ['Key=routing.http.drop_invalid_header_fields.enabled,Value=true']
        : []),
      ...(fails.has('aws-elbv2-desync-mitigated')
        ? ['Key=routing.http.desync_mitigation_mode,Value=defensive']
        : []),
      ...(fails.has('aws-elbv2-cross-zone') ? ['Key=load_balancing.cross_zone.enabled,Value=true'] : []),
    ];
    const classic = configuration.Type === 'classic';
    return {
      title: `Harden the load balancer ${balancer.name}`,
      explanation: `${counted(fails.size + balancer.drifts.length, 'setting')} of ${balancer.name} ${fails.size === 1 ? 'is' : 'are'} weaker than ${fails.size === 1 ? 'it' : 'they'} could be, and all but the firewall are attributes of the same call.`,
      steps: [
        ...(classic || attributes.length === 0
          ? [
              {
                text: 'See the attributes that are set.',
                commands: [
                  classic
                    ? cli`aws elb describe-load-balancer-attributes${inRegion(balancer)} --load-balancer-name ${configuration.LoadBalancerName ?? balancer.name}`
                    : cli`aws elbv2 describe-load-balancer-attributes${inRegion(balancer)} --load-balancer-arn ${configuration.LoadBalancerArn ?? balancer.externalId}`,
                ],
              },
            ]
          : [
              {
                text: 'Set the attributes in one call.',
                commands: [
                  `${cli`aws elbv2 modify-load-balancer-attributes${inRegion(balancer)} --load-balancer-arn ${configuration.LoadBalancerArn ?? balancer.externalId}`} --attributes ${attributes.join(' ')}`,
                ],
              },
            ]),
        ...(fails.has('aws-wafv2-load-balancer-protected')
          ? [
              {
                text: 'Attach a web ACL with the managed core rules, counting at first and blocking when nothing good is hit.',
              },
            ]
          : []),
        ...(fails.has('aws-elb-connection-draining')
          ? [{ text: 'Let requests finish when a machine leaves: connection draining of 300 seconds.' }]
          : []),
      ],
      impact: 'Requests that are made to confuse are dropped, and the balancer is not deleted by mistake.',
      sideEffects: [
        'Clients that send broken headers get errors.',
        ...(fails.has('aws-wafv2-load-balancer-protected')
          ? ['A web ACL is charged per rule and request.']
          : []),
      ],
    };
  },
  examples: [
    {
      title: 'a soft one',
      resources: [
        {
          name: 'api',
          configuration: { Type: 'application', LoadBalancerArn: 'arn:api' },
          fails: ['aws-elbv2-deletion-protected', 'aws-wafv2-load-balancer-protected'],
        },
      ],
      says: ['Key=deletion_protection.enabled,Value=true', 'web ACL'],
    },
  ],
});
