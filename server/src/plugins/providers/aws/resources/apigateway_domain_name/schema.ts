import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const apigatewayDomainNameType = defineResourceType({
  type: 'apigateway_domain_name',
  vendorType: 'AWS::ApiGateway::DomainName',
  provider: 'aws',
  title: 'API Gateway domain name',
  service: 'apigateway',
  aliases: ['api_domain'],
  schema: z.looseObject({
    DomainName: text,
    Arn: text,
    CertificateArn: text,
    RegionalCertificateArn: text,
    EndpointConfiguration: struct({ Types: texts }),
    MutualTlsAuthentication: struct({ TruststoreUri: text }),
    SecurityPolicy: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn'],
    createOnlyPaths: ['DomainName'],
    unorderedScalarPaths: ['EndpointConfiguration.Types'],
    identityKeys: { Tags: 'Key' },
  },
});
