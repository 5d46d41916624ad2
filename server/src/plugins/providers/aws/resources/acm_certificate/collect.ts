import type { CertificateDetail, CertificateSummary, KeyAlgorithm } from '@aws-sdk/client-acm';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted } from '../../shapes/order.ts';
import { acmCertificateType } from './schema.ts';

export const acmCertificateCollector = defineCollector<AwsSession>({
  resource: acmCertificateType,
  scope: 'regional',
  lists: [{ operation: 'acm:ListCertificates', permission: 'acm:ListCertificates' }],
  details: [
    {
      operation: 'acm:DescribeCertificate',
      permission: 'acm:DescribeCertificate',
      paths: [
        'CertificateAuthorityArn',
        'CertificateExport',
        'CertificateTransparencyLoggingPreference',
        'FailureReason',
        'InUseBy',
        'Issuer',
        'KeyAlgorithm',
        'NotAfter',
        'NotBefore',
        'RenewalEligibility',
        'RenewalSummary',
        'SignatureAlgorithm',
        'Status',
        'SubjectAlternativeNames',
        'Type',
        'ValidationMethod',
      ],
      // Deleted between the list and its details.
      absent: ['ResourceNotFoundException'],
    },
    {
      operation: 'acm:ListTagsForCertificate',
      permission: 'acm:ListTagsForCertificate',
      paths: ['Tags'],
      absent: ['ResourceNotFoundException'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(certificates(session), (one) => observeCertificate(session, one));
  },
});

// Without naming them the list leaves out every certificate whose key is not RSA with 1,024 or 2,048 bits.
const keyTypes: KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
];

async function* certificates(session: AwsSession): AsyncIterable<CertificateSummary> {
  const input = { Includes: { keyTypes }, MaxItems: 1000 };
  for await (const page of session.pages('acm', 'ListCertificates', input))
    yield* page.CertificateSummaryList ?? [];
}

async function observeCertificate(
  session: AwsSession,
  summary: CertificateSummary,
): Promise<ObservedResource | undefined> {
  const CertificateArn = summary.CertificateArn ?? '';
  const [description, tags] = await Promise.all([
    session.detail('acm', 'DescribeCertificate', { CertificateArn }),
    session.detail('acm', 'ListTagsForCertificate', { CertificateArn }),
  ]);
  if (description.state === 'absent') return undefined;
  const draft = draftConfiguration({ CertificateArn, DomainName: summary.DomainName });
  const certificate = draft.take(description)?.Certificate;
  if (certificate !== undefined)
    for (const [property, value] of Object.entries(properties(certificate))) draft.set(property, value);
  return observed(session, draft, {
    externalId: CertificateArn,
    name: summary.DomainName,
    tags: draft.take(tags)?.Tags,
  });
}

function properties(from: CertificateDetail) {
  const renewal = from.RenewalSummary;
  return {
    SubjectAlternativeNames: sorted(from.SubjectAlternativeNames),
    Type: from.Type,
    Status: from.Status,
    // The description writes `RSA-2048`, the list `RSA_2048`.
    KeyAlgorithm: from.KeyAlgorithm?.replace('-', '_'),
    SignatureAlgorithm: from.SignatureAlgorithm,
    CertificateTransparencyLoggingPreference: from.Options?.CertificateTransparencyLoggingPreference,
    CertificateExport: from.Options?.Export,
    CertificateAuthorityArn: from.CertificateAuthorityArn,
    ValidationMethod: from.DomainValidationOptions?.[0]?.ValidationMethod,
    Issuer: from.Issuer,
    FailureReason: from.FailureReason,
    NotBefore: from.NotBefore,
    NotAfter: from.NotAfter,
    RenewalEligibility: from.RenewalEligibility,
    RenewalSummary: renewal && {
      RenewalStatus: renewal.RenewalStatus,
      RenewalStatusReason: renewal.RenewalStatusReason,
    },
    InUseBy: sorted(from.InUseBy),
  };
}
