import { awsError } from '../protocols/errors.ts';
import { iamPage, truncation } from './iam-lookup.ts';
import type { Operations } from './service.ts';

function absent(message: string) {
  return awsError('NoSuchEntity', 404, message);
}

/** Server certificates and identity providers. */
export const iamProviderOperations: Operations<typeof import('@aws-sdk/client-iam')> = {
  ListServerCertificates: (input, call) => {
    const { items, next } = iamPage(call.world.iam.serverCertificates, input);
    const listed = items.map(({ Tags: _, ...certificate }) => certificate);
    return { ServerCertificateMetadataList: listed, ...truncation(next) };
  },
  ListServerCertificateTags: (input, call) => {
    const name = input.ServerCertificateName;
    const certificate = call.world.iam.serverCertificates.get(name ?? '');
    if (!certificate) throw absent(`The Server Certificate with name ${name} cannot be found.`);
    return { Tags: certificate.Tags, IsTruncated: false };
  },
  ListSAMLProviders: (_, call) => ({
    SAMLProviderList: call.world.iam.samlProviders
      .all()
      .map(({ Arn, ValidUntil, CreateDate }) => ({ Arn, ValidUntil, CreateDate })),
  }),
  GetSAMLProvider: (input, call) => {
    const provider = call.world.iam.samlProviders.get(input.SAMLProviderArn ?? '');
    if (!provider) throw absent(`Manifest not found for arn ${input.SAMLProviderArn}`);
    const { document, CreateDate, ValidUntil, Tags } = provider;
    return { SAMLMetadataDocument: document, CreateDate, ValidUntil, Tags };
  },
  ListOpenIDConnectProviders: (_, call) => ({
    OpenIDConnectProviderList: call.world.iam.oidcProviders.all().map(({ Arn }) => ({ Arn })),
  }),
  GetOpenIDConnectProvider: (input, call) => {
    const arn = input.OpenIDConnectProviderArn;
    const provider = call.world.iam.oidcProviders.get(arn ?? '');
    if (!provider) throw absent(`OpenIDConnect Provider not found for arn ${arn}`);
    const { Arn: _, ...answer } = provider;
    return answer;
  },
};
