import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
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
    const discovery = saysOff(macie)
      ? undefined
      : await session.detail('macie2', 'GetAutomatedDiscoveryConfiguration', {});
    // Whichever of the two may be asked says it.
    const isOff = discovery === undefined || saysOff(discovery);
    const draft = draftConfiguration();
    if (isOff) {
      draft.set('Status', 'DISABLED');
      draft.set('AutomatedDiscoveryStatus', 'DISABLED');
    } else {
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

/** Macie answers "Macie is not enabled" under the same code as a missing permission: only the words differ. */
function saysOff(answer: Detail<unknown>): boolean {
  return (
    answer.state === 'unreadable' &&
    answer.unreadable.some(({ message }) => /macie is not enabled/i.test(message ?? ''))
  );
}
