import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamServerCertificateCollector as collector } from './collect.ts';

const arn = 'arn:aws:iam::123456789012:server-certificate/cloudfront/site';
const recorded: RecordedResponses = {
  'iam:ListServerCertificates': {
    ServerCertificateMetadataList: [
      {
        Path: '/cloudfront/',
        ServerCertificateName: 'site',
        ServerCertificateId: 'ASCA1',
        Arn: arn,
        UploadDate: '2020-11-18T22:27:53Z',
        Expiration: '2027-12-31T21:17:09Z',
      },
    ],
  },
  'iam:ListServerCertificateTags': { Tags: [{ Key: 'team', Value: 'web' }] },
};
const collectOne = async (changes: RecordedResponses = {}) =>
  (await collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } })))[0];

describe('the collector of server certificates', () => {
  it('shows until when a certificate is valid', async () => {
    expect(await collectOne()).toMatchObject({
      externalId: arn,
      name: 'site',
      region: 'global',
      configuration: {
        ServerCertificateName: 'site',
        ServerCertificateId: 'ASCA1',
        Arn: arn,
        Path: '/cloudfront/',
        UploadDate: '2020-11-18T22:27:53.000Z',
        Expiration: '2027-12-31T21:17:09.000Z',
        Tags: [{ Key: 'team', Value: 'web' }],
      },
      unreadable: [],
    });
  });

  it('says that the tags are not known when they may not be read', async () => {
    const certificate = await collectOne({
      'iam:ListServerCertificateTags': { error: 'AccessDenied', status: 403 },
    });
    expect(certificate?.unreadable).toMatchObject([
      { path: 'Tags', permission: 'iam:ListServerCertificateTags' },
    ]);
  });
});
