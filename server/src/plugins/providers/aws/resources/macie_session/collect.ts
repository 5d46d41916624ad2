import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { macieSessionType } from './schema.ts';

export const macieSessionCollector = defineCollector<AwsSession>({
  resource: macieSessionType,
  scope: 'regional',
  lists: [],
  details: [
    {
      operation: 'macie2:GetMacieSession',
      permission: 'macie2:GetMacieSession',
      paths: ['Status', 'FindingPublishingFrequency'],
    },
    {
      operation: 'macie2:GetAutomatedDiscoveryConfiguration',
      permission: 'macie2:GetAutomatedDiscoveryConfiguration',
      paths: ['AutomatedDiscoveryStatus'],
    },
  ],
  async *collect(session) {
    const macie = await session.detail('macie2', 'GetMacieSession', {});
    const draft = draftConfiguration();
    // Macie answers "Macie is not enabled" under the same code as a missing permission: only the words differ.
    const isOff =
      macie.state === 'unreadable' &&
      macie.unreadable.some(({ message }) => /macie is not enabled/i.test(message ?? ''));
    if (isOff) {
      draft.set('Status', 'DISABLED');
      draft.set('AutomatedDiscoveryStatus', 'DISABLED');
    } else {
      const discovery = await session.detail('macie2', 'GetAutomatedDiscoveryConfiguration', {});
      const read = draft.take(macie);
      draft.set('Status', read?.status);
      draft.set('FindingPublishingFrequency', read?.findingPublishingFrequency);
      draft.put('AutomatedDiscoveryStatus', discovery, ({ status }) => status);
    }
    yield observed(session, draft, {
      externalId: `macie:${session.region}`,
      name: `Macie ${session.region}`,
      status: isOff ? 'stopped' : 'active',
    });
  },
});
