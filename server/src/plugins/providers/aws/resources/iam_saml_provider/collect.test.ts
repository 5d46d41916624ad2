import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamSamlProviderCollector as collector } from './collect.ts';

const arn = 'arn:aws:iam::123456789012:saml-provider/staff';
const recorded: RecordedResponses = {
  'iam:ListSAMLProviders': {
    SAMLProviderList: [{ Arn: arn, ValidUntil: '2030-01-01T00:00:00Z', CreateDate: '2020-01-01T00:00:00Z' }],
  },
  'iam:GetSAMLProvider': {
    SAMLMetadataDocument: '<EntityDescriptor/>',
    Tags: [{ Key: 'team', Value: 'it' }],
    AssertionEncryptionMode: 'Allowed',
  },
};
const collectOne = async (changes: RecordedResponses = {}) =>
  (await collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } })))[0];

describe('the collector of SAML providers', () => {
  it('shows a provider, and its metadata as a digest', async () => {
    const provider = await collectOne();
    expect(provider).toMatchObject({ externalId: arn, name: 'staff', region: 'global', unreadable: [] });
    expect(provider?.configuration).toEqual({
      Arn: arn,
      Name: 'staff',
      CreateDate: '2020-01-01T00:00:00.000Z',
      ValidUntil: '2030-01-01T00:00:00.000Z',
      SamlMetadataDocumentSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      AssertionEncryptionMode: 'Allowed',
      Tags: [{ Key: 'team', Value: 'it' }],
    });
  });

  it('shows what the list says where the rest is denied', async () => {
    const provider = await collectOne({ 'iam:GetSAMLProvider': { error: 'AccessDenied', status: 403 } });
    expect(provider?.configuration).toMatchObject({ ValidUntil: '2030-01-01T00:00:00.000Z' });
    expect(provider?.unreadable.map(({ path }) => path)).toEqual([
      'AssertionEncryptionMode',
      'SamlMetadataDocumentSha256',
      'Tags',
    ]);
  });
});
