import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessEmpty } from '../../shapes/order.ts';
import { inspectorSettingsType } from './schema.ts';

const permission = 'inspector2:BatchGetAccountStatus';
const paths = ['Status', 'ResourceState'];

export const inspectorSettingsCollector = defineCollector<AwsSession>({
  resource: inspectorSettingsType,
  scope: 'regional',
  lists: [],
  details: [{ operation: 'inspector2:BatchGetAccountStatus', permission, paths }],
  async *collect(session) {
    const answer = await session.detail('inspector2', 'BatchGetAccountStatus', {
      accountIds: [session.accountId],
    });
    const draft = draftConfiguration();
    const read = draft.take(answer);
    const account = read?.accounts?.find(({ accountId }) => accountId === session.accountId);
    if (read !== undefined && account === undefined) {
      // Answered, but not about us: that is no "switched off".
      const said = read.failedAccounts?.[0]?.errorMessage ?? 'the answer does not name the account';
      draft.unreadable.push(
        ...paths.map((path) => ({ path, reason: 'failed' as const, permission, message: said })),
      );
    }
    const state = account?.resourceState;
    draft.set('Status', account?.state?.status);
    draft.set(
      'ResourceState',
      state &&
        unlessEmpty({
          Ec2: state.ec2?.status,
          Ecr: state.ecr?.status,
          Lambda: state.lambda?.status,
          LambdaCode: state.lambdaCode?.status,
          CodeRepository: state.codeRepository?.status,
        }),
    );
    yield observed(session, draft, {
      externalId: `inspector:${session.region}`,
      name: `Inspector ${session.region}`,
      status: account?.state?.status === 'DISABLED' ? 'stopped' : 'active',
    });
  },
});
