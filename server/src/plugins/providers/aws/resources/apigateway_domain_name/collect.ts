import type { DomainName } from '@aws-sdk/client-api-gateway';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, unlessBlank } from '../../shapes/order.ts';
import { apigatewayDomainNameType } from './schema.ts';

export const apigatewayDomainNameCollector = defineCollector<AwsSession>({
  resource: apigatewayDomainNameType,
  scope: 'regional',
  lists: [{ operation: 'api-gateway:GetDomainNames', permission: 'apigateway:GET' }],
  details: [],
  async *collect(session) {
    for await (const page of session.pages('api-gateway', 'GetDomainNames', { limit: 500 })) {
      for (const domain of page.items ?? []) yield observeDomain(session, domain);
    }
  },
});

function observeDomain(session: AwsSession, domain: DomainName) {
  const name = domain.domainName ?? '';
  // A private domain name may exist several times: its id tells them apart.
  const path = domain.domainNameId ? `${name}+${domain.domainNameId}` : name;
  const arn = `arn:${session.partition}:apigateway:${session.region}::/domainnames/${path}`;
  const draft = draftConfiguration({
    DomainName: name,
    Arn: arn,
    CertificateArn: unlessBlank(domain.certificateArn),
    RegionalCertificateArn: unlessBlank(domain.regionalCertificateArn),
    EndpointConfiguration: domain.endpointConfiguration && {
      Types: sorted(domain.endpointConfiguration.types),
    },
    MutualTlsAuthentication: domain.mutualTlsAuthentication?.truststoreUri
      ? { TruststoreUri: domain.mutualTlsAuthentication.truststoreUri }
      : undefined,
    SecurityPolicy: domain.securityPolicy,
  });
  return observed(session, draft, { externalId: arn, name, tags: domain.tags });
}
