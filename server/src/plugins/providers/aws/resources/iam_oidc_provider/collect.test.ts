import { describe, expect, it } from 'vitest';
import { collectAll, type RecordedResponses, replaySession } from '../../testing/replay.ts';
import { iamOidcProviderCollector as collector } from './collect.ts';

const arn = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const recorded: RecordedResponses = {
  'iam:ListOpenIDConnectProviders': { OpenIDConnectProviderList: [{ Arn: arn }] },
  'iam:GetOpenIDConnectProvider': {
    Url: 'token.actions.githubusercontent.com',
    ClientIDList: ['sts.amazonaws.com', 'other'],
    ThumbprintList: ['b', 'a'],
    CreateDate: '2023-10-14T03:51:58Z',
    Tags: [],
  },
};
const collectOne = async (changes: RecordedResponses = {}) =>
  (await collectAll(collector, replaySession({ collector, responses: { ...recorded, ...changes } })))[0];

describe('the collector of OpenID Connect providers', () => {
  it('shows whose tokens are accepted, and for whom they must be made', async () => {
    const provider = await collectOne();
    expect(provider).toMatchObject({
      externalId: arn,
      name: 'token.actions.githubusercontent.com',
      unreadable: [],
    });
    expect(provider?.configuration).toEqual({
      Arn: arn,
      Url: 'token.actions.githubusercontent.com',
      ClientIdList: ['other', 'sts.amazonaws.com'],
      ThumbprintList: ['a', 'b'],
      CreateDate: '2023-10-14T03:51:58.000Z',
    });
  });

  it('says that everything but its ARN is not known where the detail is denied', async () => {
    const provider = await collectOne({
      'iam:GetOpenIDConnectProvider': { error: 'AccessDenied', status: 403 },
    });
    expect(provider?.configuration).toEqual({ Arn: arn });
    expect(provider?.unreadable.map(({ path }) => path)).toContain('ClientIdList');
  });
});
