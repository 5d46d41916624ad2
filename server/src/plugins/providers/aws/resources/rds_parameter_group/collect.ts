import type { Parameter } from '@aws-sdk/client-rds';
import type { ObservedResource } from '../../../../../core/observation.ts';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession, Detail } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sortedBy, unlessBlank, unlessEmpty } from '../../shapes/order.ts';
import { rdsParameterGroupType } from './schema.ts';

/** Parameters that decide whether connections are encrypted and what is logged, of all engines together. */
const securityParameters = [
  'audit_logs',
  'log_connections',
  'neptune_enable_audit_log',
  'rds.force_ssl',
  'require_secure_transport',
  'server_audit_logging',
  'tls',
];
const paths = ['Parameters', 'SecurityParameters'];

export const rdsParameterGroupCollector = defineCollector<AwsSession>({
  resource: rdsParameterGroupType,
  scope: 'regional',
  lists: [
    { operation: 'rds:DescribeDBParameterGroups', permission: 'rds:DescribeDBParameterGroups' },
    { operation: 'rds:DescribeDBClusterParameterGroups', permission: 'rds:DescribeDBClusterParameterGroups' },
  ],
  details: [
    { operation: 'rds:DescribeDBParameters', permission: 'rds:DescribeDBParameters', paths },
    { operation: 'rds:DescribeDBClusterParameters', permission: 'rds:DescribeDBClusterParameters', paths },
  ],
  async *collect(session) {
    for await (const page of session.pages('rds', 'DescribeDBParameterGroups', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.DBParameterGroups ?? [], (group) =>
        observeGroup(session, {
          scope: 'instance',
          name: group.DBParameterGroupName ?? '',
          arn: group.DBParameterGroupArn,
          family: group.DBParameterGroupFamily,
          description: group.Description,
        }),
      );
    }
    for await (const page of session.pages('rds', 'DescribeDBClusterParameterGroups', { MaxRecords: 100 })) {
      yield* session.mapConcurrently(page.DBClusterParameterGroups ?? [], (group) =>
        observeGroup(session, {
          scope: 'cluster',
          name: group.DBClusterParameterGroupName ?? '',
          arn: group.DBClusterParameterGroupArn,
          family: group.DBParameterGroupFamily,
          description: group.Description,
        }),
      );
    }
  },
});

type Group = {
  scope: 'instance' | 'cluster';
  name: string;
  arn: string | undefined;
  family: string | undefined;
  description: string | undefined;
};

async function observeGroup(session: AwsSession, group: Group): Promise<ObservedResource> {
  const kind = group.scope === 'instance' ? 'pg' : 'cluster-pg';
  const arn =
    group.arn || `arn:${session.partition}:rds:${session.region}:${session.accountId}:${kind}:${group.name}`;
  const draft = draftConfiguration({
    DBParameterGroupName: group.name,
    DBParameterGroupArn: arn,
    Scope: group.scope,
    Family: group.family,
    Description: unlessBlank(group.description),
  });
  const [security, own] = await Promise.all([
    parametersOf(session, group, ['SecurityParameters']),
    // Nobody can set a parameter of a default group.
    group.name.startsWith('default.')
      ? ({ state: 'absent' } satisfies Detail<never>)
      : parametersOf(session, group, ['Parameters']),
  ]);
  draft.put('SecurityParameters', security, (list) =>
    sortedBy(
      list
        .filter(({ ParameterName }) => securityParameters.includes(ParameterName ?? ''))
        .map(({ ParameterName, ParameterValue, Source }) => ({ ParameterName, ParameterValue, Source })),
      ({ ParameterName }) => [ParameterName],
    ),
  );
  draft.put('Parameters', own, (list) =>
    unlessEmpty(
      Object.fromEntries(
        list
          .filter(({ Source }) => Source === 'user')
          .map(({ ParameterName, ParameterValue }) => [ParameterName ?? '', ParameterValue]),
      ),
    ),
  );
  return observed(session, draft, { externalId: arn, name: group.name });
}

/** The security parameters by name, or all that somebody set. */
async function parametersOf(
  session: AwsSession,
  group: Group,
  [path]: ['SecurityParameters'] | ['Parameters'],
): Promise<Detail<Parameter[]>> {
  const which =
    path === 'Parameters'
      ? { Source: 'user' }
      : { Filters: [{ Name: 'parameter-name', Values: securityParameters }] };
  const pages =
    group.scope === 'instance'
      ? await session.detailPages(
          'rds',
          'DescribeDBParameters',
          { DBParameterGroupName: group.name, MaxRecords: 100, ...which },
          { paths: [path] },
        )
      : await session.detailPages(
          'rds',
          'DescribeDBClusterParameters',
          { DBClusterParameterGroupName: group.name, MaxRecords: 100, ...which },
          { paths: [path] },
        );
  if (pages.state !== 'value') return pages;
  return { state: 'value', value: pages.value.flatMap((page) => page.Parameters ?? []) };
}
