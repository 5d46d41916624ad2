import { z } from 'zod';
import { defineResourceType } from '../../../../../plugin-kit/define-resource-type.ts';
import { struct, tags, text, texts } from '../../shapes/schema-parts.ts';

export const acmCertificateType = defineResourceType({
  type: 'acm_certificate',
  vendorType: 'AWS::CertificateManager::Certificate',
  provider: 'aws',
  title: 'ACM certificate',
  service: 'acm',
  aliases: ['acm', 'certificate'],
  schema: z.looseObject({
    CertificateArn: text,
    DomainName: text,
    SubjectAlternativeNames: texts,
    /** `AMAZON_ISSUED`, `IMPORTED` or `PRIVATE`. */
    Type: text,
    /** `ISSUED`, `PENDING_VALIDATION`, `EXPIRED` … */
    Status: text,
    KeyAlgorithm: text,
    SignatureAlgorithm: text,
    CertificateTransparencyLoggingPreference: text,
    CertificateExport: text,
    CertificateAuthorityArn: text,
    ValidationMethod: text,
    Issuer: text,
    FailureReason: text,
    NotBefore: text,
    NotAfter: text,
    RenewalEligibility: text,
    RenewalSummary: struct({ RenewalStatus: text, RenewalStatusReason: text }),
    InUseBy: texts,
    Tags: tags,
  }),
  facts: {
    // A renewed certificate keeps its ARN: its dates and its standing move by themselves.
    readOnlyPaths: [
      'CertificateArn',
      'FailureReason',
      'InUseBy',
      'Issuer',
      'NotAfter',
      'NotBefore',
      'RenewalEligibility',
      'RenewalSummary',
      'SignatureAlgorithm',
      'Status',
    ],
    createOnlyPaths: [
      'CertificateAuthorityArn',
      'DomainName',
      'KeyAlgorithm',
      'SubjectAlternativeNames',
      'ValidationMethod',
    ],
    defaultPaths: {
      KeyAlgorithm: 'RSA_2048',
      CertificateTransparencyLoggingPreference: 'ENABLED',
      CertificateExport: 'DISABLED',
    },
    unorderedScalarPaths: ['InUseBy', 'SubjectAlternativeNames'],
    identityKeys: { Tags: 'Key' },
  },
});
