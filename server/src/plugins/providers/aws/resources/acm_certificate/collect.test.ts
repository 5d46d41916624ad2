import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { acmCertificateCollector as collector } from './collect.ts';

const arn = 'arn:aws:acm:us-east-1:123456789012:certificate/c-1';
const recorded: RecordedResponses = {
  'acm:ListCertificates': { CertificateSummaryList: [{ CertificateArn: arn, DomainName: 'shop.example' }] },
  'acm:DescribeCertificate': {
    Certificate: {
      CertificateArn: arn,
      DomainName: 'shop.example',
      SubjectAlternativeNames: ['www.shop.example', 'shop.example'],
      DomainValidationOptions: [{ DomainName: 'shop.example', ValidationMethod: 'DNS' }],
      Issuer: 'Amazon',
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      KeyAlgorithm: 'RSA-2048',
      SignatureAlgorithm: 'SHA256WITHRSA',
      NotBefore: '2025-06-01T00:00:00Z',
      NotAfter: '2026-06-30T23:59:59Z',
      RenewalEligibility: 'ELIGIBLE',
      InUseBy: ['arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1'],
      Options: { CertificateTransparencyLoggingPreference: 'ENABLED' },
    },
  },
  'acm:ListTagsForCertificate': { Tags: [{ Key: 'team', Value: 'web' }] },
};

function collect(changes: RecordedResponses = {}) {
  return collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } }));
}

describe('the ACM certificate collector', () => {
  it('shows until when a certificate is valid, its key and its logging', async () => {
    const [certificate] = await collect();
    expect(certificate).toMatchObject({ externalId: arn, name: 'shop.example', tags: { team: 'web' } });
    expect(certificate?.configuration).toEqual({
      CertificateArn: arn,
      DomainName: 'shop.example',
      SubjectAlternativeNames: ['shop.example', 'www.shop.example'],
      Type: 'AMAZON_ISSUED',
      Status: 'ISSUED',
      KeyAlgorithm: 'RSA_2048',
      SignatureAlgorithm: 'SHA256WITHRSA',
      CertificateTransparencyLoggingPreference: 'ENABLED',
      ValidationMethod: 'DNS',
      Issuer: 'Amazon',
      NotBefore: '2025-06-01T00:00:00.000Z',
      NotAfter: '2026-06-30T23:59:59.000Z',
      RenewalEligibility: 'ELIGIBLE',
      InUseBy: ['arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop/1'],
      Tags: [{ Key: 'team', Value: 'web' }],
    });
  });

  it('asks for certificates with every kind of key', async () => {
    const certificates = await collect({
      'acm:ListCertificates': ({ Includes }) => ({
        CertificateSummaryList: ((Includes as { keyTypes?: string[] })?.keyTypes ?? []).map((type) => ({
          CertificateArn: `${arn}-${type}`,
          DomainName: type,
        })),
      }),
    });
    expect(certificates.map(({ name }) => name)).toContain('EC_secp384r1');
  });

  it('does not take a denied description for a certificate without an end', async () => {
    const [certificate] = await collect({
      'acm:DescribeCertificate': { error: 'AccessDeniedException', status: 400 },
    });
    expect(certificate?.unreadable).toContainEqual(
      expect.objectContaining({ path: 'NotAfter', reason: 'denied', permission: 'acm:DescribeCertificate' }),
    );
  });

  it('leaves out a certificate that was deleted meanwhile', async () => {
    const gone = { error: 'ResourceNotFoundException', status: 400 };
    expect(await collect({ 'acm:DescribeCertificate': gone, 'acm:ListTagsForCertificate': gone })).toEqual(
      [],
    );
  });
});
