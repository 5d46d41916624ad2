import type { ResourceType, Scope, WebACLSummary } from '@aws-sdk/client-wafv2';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { homeRegion } from '../../regions.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { sorted, sortedBy, unlessBlank } from '../../shapes/order.ts';
import { wafv2WebAclType } from './schema.ts';

/** ListResourcesForWebACL answers one kind at a time. */
const protectedKinds: readonly ResourceType[] = [
  'APPLICATION_LOAD_BALANCER',
  'API_GATEWAY',
  'APPSYNC',
  'COGNITO_USER_POOL',
  'APP_RUNNER_SERVICE',
  'VERIFIED_ACCESS_INSTANCE',
];

export const wafv2WebAclCollector = defineCollector<AwsSession>({
  resource: wafv2WebAclType,
  scope: 'regional',
  lists: [{ operation: 'wafv2:ListWebACLs', permission: 'wafv2:ListWebACLs' }],
  details: [
    {
      operation: 'wafv2:GetWebACL',
      permission: 'wafv2:GetWebACL',
      paths: ['DefaultAction', 'Rules', 'VisibilityConfig', 'ManagedRuleGroupNames'],
    },
    {
      operation: 'wafv2:GetLoggingConfiguration',
      permission: 'wafv2:GetLoggingConfiguration',
      paths: ['LoggingConfiguration'],
      absent: ['WAFNonexistentItemException'],
    },
    {
      operation: 'wafv2:ListResourcesForWebACL',
      permission: 'wafv2:ListResourcesForWebACL',
      paths: ['AssociatedResourceArns'],
      // A kind of resource that this region does not have.
      absent: ['WAFInvalidParameterException'],
    },
    { operation: 'wafv2:ListTagsForResource', permission: 'wafv2:ListTagsForResource', paths: ['Tags'] },
  ],
  async *collect(session) {
    yield* webAcls(session, 'REGIONAL');
    if (session.region === homeRegion(session.partition)) yield* webAcls(session, 'CLOUDFRONT');
  },
});

async function* webAcls(session: AwsSession, scope: Scope) {
  for await (const page of session.pages('wafv2', 'ListWebACLs', { Scope: scope, Limit: 100 })) {
    yield* session.mapConcurrently(page.WebACLs ?? [], (acl) => observeWebAcl(session, scope, acl));
  }
}

async function observeWebAcl(session: AwsSession, scope: Scope, item: WebACLSummary) {
  const name = item.Name ?? '';
  const kind = scope === 'CLOUDFRONT' ? 'global' : 'regional';
  const arn =
    item.ARN ||
    `arn:${session.partition}:wafv2:${session.region}:${session.accountId}:${kind}/webacl/${name}/${item.Id ?? ''}`;
  const [acl, logging, tags] = await Promise.all([
    session.detail('wafv2', 'GetWebACL', { Name: name, Id: item.Id, Scope: scope }),
    session.detail('wafv2', 'GetLoggingConfiguration', { ResourceArn: arn }),
    session.detailPages('wafv2', 'ListTagsForResource', { ResourceARN: arn }),
  ]);
  const draft = draftConfiguration({
    Name: name,
    Id: item.Id,
    Arn: arn,
    Scope: scope,
    Description: unlessBlank(item.Description),
  });
  const read = draft.take(acl)?.WebACL;
  draft.set('DefaultAction', read?.DefaultAction);
  draft.set(
    'Rules',
    sortedBy(read?.Rules, (rule) => [rule.Priority, rule.Name]),
  );
  draft.set('VisibilityConfig', read?.VisibilityConfig);
  draft.set(
    'ManagedRuleGroupNames',
    sorted(
      [
        ...(read?.PreProcessFirewallManagerRuleGroups ?? []),
        ...(read?.PostProcessFirewallManagerRuleGroups ?? []),
      ].map((group) => group.Name),
    ),
  );
  draft.put('LoggingConfiguration', logging, ({ LoggingConfiguration: one }) =>
    one === undefined ? undefined : { LogDestinationConfigs: sorted(one.LogDestinationConfigs) },
  );
  if (scope === 'REGIONAL') await readAssociations(session, draft, arn);
  return observed(session, draft, {
    externalId: arn,
    name,
    tags: draft.take(tags)?.flatMap((page) => page.TagInfoForResource?.TagList ?? []),
  });
}

async function readAssociations(
  session: AwsSession,
  draft: ReturnType<typeof draftConfiguration>,
  arn: string,
): Promise<void> {
  const answers = await Promise.all(
    protectedKinds.map((ResourceType) =>
      session.detail('wafv2', 'ListResourcesForWebACL', { WebACLArn: arn, ResourceType }),
    ),
  );
  const unread = answers.find(({ state }) => state === 'unreadable');
  // A part of the list is no list: what is missing could be what somebody asks for.
  if (unread !== undefined) draft.take(unread);
  else
    draft.set(
      'AssociatedResourceArns',
      sorted(
        answers.flatMap((answer) => (answer.state === 'value' ? (answer.value.ResourceArns ?? []) : [])),
      ),
    );
}
