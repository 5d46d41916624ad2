import { type Aws, type Expected, tagList, text } from './sdk.ts';

const issuer = 'token.actions.githubusercontent.com';

/** Moto takes any text for a certificate; a real one is made by nobody here. */
const pem = (kind: string): string => `-----BEGIN ${kind}-----\nbW90bw==\n-----END ${kind}-----`;

/** Who signs in from elsewhere, and a certificate of the old kind. */
export async function createSignIn(aws: Aws): Promise<Expected[]> {
  const expected: Expected[] = [];
  const expect = (type: string, id: string, configuration: object): void =>
    void expected.push({ type, region: 'global', id, configuration });

  // Longer than a thousand characters, as AWS asks.
  const SAMLMetadataDocument = `<EntityDescriptor>${'x'.repeat(1100)}</EntityDescriptor>`;
  const saml = await aws.send('iam:CreateSAMLProvider', { Name: 'staff', SAMLMetadataDocument });
  expect('iam_saml_provider', 'staff', { Arn: text(saml, 'SAMLProviderArn'), Name: 'staff' });

  const Tags = tagList({ team: 'shop' });
  const oidc = await aws.send('iam:CreateOpenIDConnectProvider', {
    Url: `https://${issuer}`,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    Tags,
  });
  expect('iam_oidc_provider', issuer, {
    Arn: text(oidc, 'OpenIDConnectProviderArn'),
    Url: issuer,
    ClientIdList: ['sts.amazonaws.com'],
    ThumbprintList: ['6938fd4d98bab03faadb97b34396831e3780aea1'],
    Tags,
  });

  await aws.send('iam:UploadServerCertificate', {
    ServerCertificateName: 'partner-api',
    CertificateBody: pem('CERTIFICATE'),
    PrivateKey: pem('RSA PRIVATE KEY'),
  });
  expect('iam_server_certificate', 'partner-api', { Path: '/', Expiration: '2012-05-08T01:02:03.004Z' });
  return expected;
}
