import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { StoredCertificate } from '../world/storage-records.ts';
import { pageOf } from './paging.ts';
import type { Call, Operations } from './service.ts';

function certificateWith(call: Call, arn: string | undefined): StoredCertificate {
  const found = call.world.region(call.region).certificates.get(arn ?? '');
  if (!found) throw awsError('ResourceNotFoundException', 400, `Could not find certificate ${arn ?? ''}.`);
  return found;
}

// Without a filter the list has only these keys.
const usualKeys = ['RSA_1024', 'RSA_2048'];

export const acmOperations: Operations<typeof import('@aws-sdk/client-acm')> = {
  ListCertificates: (input, call) => {
    const wanted: string[] = input.Includes?.keyTypes ?? usualKeys;
    const chosen = call.world
      .region(call.region)
      .certificates.all()
      .filter(({ KeyAlgorithm }) => wanted.includes(KeyAlgorithm ?? ''));
    const { items, next } = pageOf(chosen, {
      token: input.NextToken,
      max: input.MaxItems,
      usual: 100,
      largest: 1000,
      invalidToken: () => awsError('InvalidArgsException', 400, 'The NextToken is not valid.'),
    });
    return {
      CertificateSummaryList: items.map(({ CertificateArn, DomainName, Status, Type, NotAfter }) => ({
        CertificateArn,
        DomainName,
        Status,
        Type,
        NotAfter,
      })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },

  DescribeCertificate: (input, call) => {
    const { tags: _, KeyAlgorithm, ...certificate } = certificateWith(call, input.CertificateArn);
    // Here the service writes a hyphen, whatever the SDK's type says.
    const written = KeyAlgorithm?.replace('_', '-') as typeof KeyAlgorithm;
    return { Certificate: { ...certificate, KeyAlgorithm: written } };
  },

  ListTagsForCertificate: (input, call) => ({
    Tags: tagList(certificateWith(call, input.CertificateArn).tags),
  }),
};
