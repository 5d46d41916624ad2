import type { HostedZone, QueryLoggingConfig } from '@aws-sdk/client-route-53';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessBlank } from '../../shapes/order.ts';
import { route53HostedZoneType } from './schema.ts';

export const route53HostedZoneCollector = defineCollector<AwsSession>({
  resource: route53HostedZoneType,
  scope: 'global',
  lists: [{ operation: 'route-53:ListHostedZones', permission: 'route53:ListHostedZones' }],
  details: [
    {
      operation: 'route-53:ListQueryLoggingConfigs',
      permission: 'route53:ListQueryLoggingConfigs',
      paths: ['QueryLoggingConfig'],
    },
    { operation: 'route-53:GetDNSSEC', permission: 'route53:GetDNSSEC', paths: ['DNSSEC'] },
    {
      operation: 'route-53:ListTagsForResource',
      permission: 'route53:ListTagsForResource',
      paths: ['Tags'],
    },
  ],
  async *collect(session) {
    // Once for all zones: the account has five calls a second for all of Route 53.
    const logging = await session.detailPages('route-53', 'ListQueryLoggingConfigs', {});
    for await (const page of session.pages('route-53', 'ListHostedZones', {})) {
      yield* session.mapConcurrently(page.HostedZones ?? [], (zone) => observeZone(session, zone, logging));
    }
  },
});

type LoggingPages = Detail<{ QueryLoggingConfigs?: QueryLoggingConfig[] | undefined }[]>;

async function observeZone(session: AwsSession, zone: HostedZone, logging: LoggingPages) {
  const id = (zone.Id ?? '').replace(/^\/hostedzone\//, '');
  const isPrivate = zone.Config?.PrivateZone === true;
  const [dnssec, tags] = await Promise.all([
    // A private zone cannot be signed and refuses the question.
    isPrivate ? { state: 'absent' as const } : session.detail('route-53', 'GetDNSSEC', { HostedZoneId: id }),
    session.detail('route-53', 'ListTagsForResource', { ResourceType: 'hostedzone', ResourceId: id }),
  ]);
  const arn = `arn:${session.partition}:route53:::hostedzone/${id}`;
  const draft = draftConfiguration({
    Id: id,
    Arn: arn,
    Name: zone.Name,
    HostedZoneConfig: zone.Config && {
      Comment: unlessBlank(zone.Config.Comment),
      PrivateZone: zone.Config.PrivateZone,
    },
  });
  draft.put('QueryLoggingConfig', logging, (pages) => {
    const all = pages.flatMap((page) => page.QueryLoggingConfigs ?? []);
    const found = all.find((config) => config.HostedZoneId === id);
    return found && { CloudWatchLogsLogGroupArn: found.CloudWatchLogsLogGroupArn };
  });
  draft.put('DNSSEC', dnssec, (answer) => ({ ServeSignature: answer.Status?.ServeSignature }));
  return observed({ region: 'global' }, draft, {
    externalId: arn,
    id,
    name: zone.Name,
    tags: draft.take(tags)?.ResourceTagSet?.Tags,
  });
}
