import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { s3AccountSettingsType } from './schema.ts';

/** Always one resource: also the account where nobody has decided anything is judged. */
export const s3AccountSettingsCollector = defineCollector<AwsSession>({
  resource: s3AccountSettingsType,
  scope: 'global',
  lists: [],
  details: [
    {
      operation: 's3-control:GetPublicAccessBlock',
      permission: 's3:GetAccountPublicAccessBlock',
      paths: ['PublicAccessBlockConfiguration'],
      absent: ['NoSuchPublicAccessBlockConfiguration'],
    },
  ],
  async *collect(session) {
    const { accountId } = session;
    const draft = draftConfiguration();
    const block = await session.detail('s3-control', 'GetPublicAccessBlock', { AccountId: accountId });
    draft.put('PublicAccessBlockConfiguration', block, (answer) => answer.PublicAccessBlockConfiguration);
    yield observed({ region: 'global' }, draft, {
      externalId: `s3-settings:${accountId}`,
      name: `S3 settings ${accountId}`,
    });
  },
});
