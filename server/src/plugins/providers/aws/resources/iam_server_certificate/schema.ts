import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { tags, text } from '../../shapes/schema-parts.ts';

export const iamServerCertificateType = defineResourceType({
  type: 'iam_server_certificate',
  vendorType: 'AWS::IAM::ServerCertificate',
  provider: 'aws',
  title: 'IAM server certificate',
  service: 'iam',
  aliases: ['server_certificate'],
  schema: z.looseObject({
    ServerCertificateName: text,
    ServerCertificateId: text,
    Arn: text,
    Path: text,
    UploadDate: text,
    /** The end of its validity, as ISO 8601. */
    Expiration: text,
    Tags: tags,
  }),
  facts: {
    readOnlyPaths: ['Arn', 'Expiration', 'ServerCertificateId', 'UploadDate'],
    // The certificate itself is asked for by no call here: what counts of it is its end.
    writeOnlyPaths: ['CertificateBody', 'CertificateChain', 'PrivateKey'],
    createOnlyPaths: ['ServerCertificateName'],
    defaultPaths: { Path: '/' },
    identityKeys: { Tags: 'Key' },
  },
});
