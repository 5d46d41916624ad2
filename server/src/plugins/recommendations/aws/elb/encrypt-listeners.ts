import { cli, forEach, inRegion, listed } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-elb-encrypt-listeners',
  version: 1,
  title: 'Let a load balancer speak current TLS only',
  kind: 'security',
  resource: loadBalancerType,
  per: 'resource',
  controls: [
    'aws-elbv2-plain-http-redirected',
    'aws-elbv2-tls-policy-current',
    'aws-elbv2-network-tls-terminated',
    'aws-elb-listeners-encrypted',
    'aws-elb-tls-policy-current',
    'aws-elb-acm-certificates',
    'aws-elbv2-tls-post-quantum',
  ],
  driftAttributes: ['Listeners', 'Policies'],
  exposure: (balancer) => (balancer.Scheme === 'internet-facing' ? 'internet' : 'account'),
  effortMinutes: 40,
  references: [],
  advise({ resources: [balancer] }) {
    const { configuration } = balancer;
    const listeners = configuration.Listeners ?? [];
    const plain = listeners.filter(({ Protocol: protocol }) => protocol === 'HTTP' || protocol === 'TCP');
    const secure = listeners.filter(({ Protocol: protocol }) => protocol === 'HTTPS' || protocol === 'TLS');
    const ports = plain.map(({ Port: port, LoadBalancerPort: classic }) => String(port ?? classic ?? ''));
    const redirect = JSON.stringify([
      { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
    ]);
    return {
      title: `Let the load balancer ${balancer.name} speak current TLS only`,
      explanation:
        `${ports.length > 0 ? `${balancer.name} answers on port ${listed(ports)} without encryption. ` : ''}` +
        `${secure.length > 0 ? `Its policies are ${listed([...new Set(secure.map(({ SslPolicy: policy }) => policy ?? 'not named'))])}. ` : ''}` +
        'What visitors type can be read or changed on the way where they do not get current TLS.',
      steps:
        configuration.Type === 'classic'
          ? [
              {
                text: 'A classic load balancer has few policies: plan to replace it by an application or network one.',
                commands: [
                  cli`aws elb describe-load-balancers${inRegion(balancer)} --load-balancer-names ${configuration.LoadBalancerName ?? balancer.name}`,
                ],
              },
              {
                text: 'Until then take a certificate of ACM and the policy ELBSecurityPolicy-TLS-1-2-2017-01.',
              },
            ]
          : [
              { text: 'Request a certificate in ACM for the names of the site, if there is none.' },
              ...(secure.length > 0
                ? [
                    {
                      text: 'Set a current policy.',
                      commands: forEach(
                        secure,
                        ({ ListenerArn: arn }) =>
                          cli`aws elbv2 modify-listener${inRegion(balancer)} --listener-arn ${arn ?? ''} --ssl-policy ELBSecurityPolicy-TLS13-1-2-2021-06`,
                      ),
                    },
                  ]
                : []),
              ...(plain.length > 0 && configuration.Type === 'application'
                ? [
                    {
                      text: 'Redirect plain HTTP.',
                      commands: forEach(
                        plain,
                        ({ ListenerArn: arn }) =>
                          cli`aws elbv2 modify-listener${inRegion(balancer)} --listener-arn ${arn ?? ''} --default-actions ${redirect}`,
                      ),
                    },
                  ]
                : []),
              {
                text: 'Read the listeners back.',
                commands: [
                  cli`aws elbv2 describe-listeners${inRegion(balancer)} --load-balancer-arn ${configuration.LoadBalancerArn ?? balancer.externalId}`,
                ],
              },
            ],
      impact: 'Traffic of visitors cannot be read or changed on the way.',
      sideEffects: [
        'Clients older than TLS 1.2 are refused.',
        'Programs that post to http:// addresses may not follow the redirect.',
      ],
    };
  },
  examples: [
    {
      title: 'an application load balancer with plain HTTP',
      resources: [
        {
          name: 'shop',
          configuration: {
            Type: 'application',
            LoadBalancerArn: 'arn:lb',
            Listeners: [
              { ListenerArn: 'arn:l80', Port: 80, Protocol: 'HTTP' },
              {
                ListenerArn: 'arn:l443',
                Port: 443,
                Protocol: 'HTTPS',
                SslPolicy: 'ELBSecurityPolicy-2016-08',
              },
            ],
          },
          fails: ['aws-elbv2-plain-http-redirected', 'aws-elbv2-tls-policy-current'],
        },
      ],
      says: ['on port 80', 'ELBSecurityPolicy-2016-08', '--listener-arn arn:l443 --ssl-policy', 'HTTP_301'],
    },
    {
      title: 'a classic one',
      resources: [
        {
          name: 'old',
          configuration: {
            Type: 'classic',
            LoadBalancerName: 'old',
            Listeners: [{ Protocol: 'HTTP', LoadBalancerPort: '80' }],
          },
          fails: ['aws-elb-listeners-encrypted'],
        },
      ],
      says: ['--load-balancer-names old', 'on port 80'],
    },
  ],
});
