import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy } from '../../shapes/order.ts';
import { securityhubHubType } from './schema.ts';

export const securityhubHubCollector = defineCollector<AwsSession>({
  resource: securityhubHubType,
  scope: 'regional',
  lists: [],
  details: [
    {
      operation: 'securityhub:DescribeHub',
      permission: 'securityhub:DescribeHub',
      paths: ['Enabled', 'HubArn', 'AutoEnableControls', 'ControlFindingGenerator'],
      // How Security Hub says that the account is not subscribed; a denied call has another code.
      absent: ['InvalidAccessException', 'ResourceNotFoundException'],
    },
    {
      operation: 'securityhub:GetEnabledStandards',
      permission: 'securityhub:GetEnabledStandards',
      paths: ['Standards'],
      absent: ['InvalidAccessException'],
    },
  ],
  async *collect(session) {
    const [hub, standards] = await Promise.all([
      session.detail('securityhub', 'DescribeHub', {}),
      session.detailPages('securityhub', 'GetEnabledStandards', {}),
    ]);
    const draft = draftConfiguration();
    const read = draft.take(hub);
    if (hub.state !== 'unreadable') draft.set('Enabled', hub.state === 'value');
    draft.set('HubArn', read?.HubArn);
    draft.set('AutoEnableControls', read?.AutoEnableControls);
    draft.set('ControlFindingGenerator', read?.ControlFindingGenerator);
    draft.put('Standards', standards, (pages) =>
      sortedBy(
        pages
          .flatMap((page) => page.StandardsSubscriptions ?? [])
          .map(({ StandardsArn, StandardsStatus }) => ({ StandardsArn, StandardsStatus })),
        ({ StandardsArn }) => [StandardsArn],
      ),
    );
    yield observed(session, draft, {
      externalId: `securityhub:${session.region}`,
      name: `Security Hub ${session.region}`,
      status: hub.state === 'absent' ? 'stopped' : 'active',
    });
  },
});
