import { cli, counted, inRegion } from '../../../../plugin-kit/advice-text.ts';
import { defineRecommendation } from '../../../../plugin-kit/define-recommendation.ts';
import { opensearchDomainType } from '../../../providers/aws/resources/opensearch_domain/schema.ts';

export const recommendation = defineRecommendation({
  id: 'aws-opensearch-close-domain',
  version: 1,
  title: 'Close and encrypt a search domain',
  kind: 'security',
  resource: opensearchDomainType,
  per: 'resource',
  controls: [
    'not-public',
    'in-vpc',
    'fine-grained-access',
    'https-enforced',
    'encrypted-at-rest',
    'encrypted-between-nodes',
    'dashboards-sign-in',
    'no-internal-users',
  ].map((rule) => `aws-opensearch-domain-${rule}`),
  driftAttributes: [
    'AccessPolicies',
    'DomainEndpointOptions',
    'AdvancedSecurityOptions',
    'EncryptionAtRestOptions',
    'NodeToNodeEncryptionOptions',
  ],
  exposure: (domain) => (domain.VPCOptions?.VPCId === undefined ? 'internet' : 'account'),
  effortMinutes: 120,
  references: [],
  advise({ resources: [domain] }) {
    const name = domain.configuration.DomainName ?? domain.name;
    const fails = (rule: string) => domain.fails.has(`aws-opensearch-domain-${rule}`);
    const move = fails('in-vpc');
    return {
      title: `Close the search domain ${name}`,
      explanation: `${counted(domain.fails.size + domain.drifts.length, 'finding')} about ${name}${fails('not-public') ? ', the worst: its policy is open to everybody' : ''}. Policy, HTTPS and encryption are settings; ${move ? 'the place in a VPC is chosen once, so the domain is made again there' : 'none of them needs a new domain'}.`,
      steps: [
        ...(fails('not-public')
          ? [
              {
                text: 'Name roles in the access policy first; that works within minutes.',
                commands: [
                  cli`aws opensearch describe-domain-config${inRegion(domain)} --domain-name ${name}`,
                ],
              },
            ]
          : []),
        ...(fails('https-enforced')
          ? [
              {
                text: 'Refuse plain HTTP and old TLS.',
                commands: [
                  cli`aws opensearch update-domain-config${inRegion(domain)} --domain-name ${name} --domain-endpoint-options EnforceHTTPS=true,TLSSecurityPolicy=Policy-Min-TLS-1-2-PFS-2023-10`,
                ],
              },
            ]
          : []),
        ...(fails('encrypted-between-nodes') || fails('encrypted-at-rest')
          ? [
              {
                text: 'Encrypt disks and what nodes exchange; neither can be switched off again.',
                commands: [
                  cli`aws opensearch update-domain-config${inRegion(domain)} --domain-name ${name} --node-to-node-encryption-options Enabled=true --encryption-at-rest-options Enabled=true`,
                ],
              },
            ]
          : []),
        ...(move ? [{ text: 'Make a domain in the VPC, restore a snapshot there, move the clients.' }] : []),
        {
          text: `Control access to indexes in ${name} by roles of IAM, and let people sign in to Dashboards centrally.`,
          commands: [cli`aws opensearch describe-domain${inRegion(domain)} --domain-name ${name}`],
        },
      ],
      impact: 'Only known roles reach the indexes, and nobody reads along.',
      sideEffects: [
        'Each change of the domain moves its data to new nodes, which can take hours.',
        ...(move ? ['Clients outside of the network lose their way.'] : []),
      ],
    };
  },
  examples: [
    {
      title: 'an open domain',
      resources: [
        {
          name: 'logs',
          configuration: { DomainName: 'logs' },
          fails: [
            'aws-opensearch-domain-not-public',
            'aws-opensearch-domain-https-enforced',
            'aws-opensearch-domain-in-vpc',
          ],
        },
      ],
      says: ['3 findings', 'EnforceHTTPS=true', 'made again there'],
    },
  ],
});
