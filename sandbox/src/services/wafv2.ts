import { awsError } from '../protocols/errors.ts';
import type { StoredWebAcl } from '../world/guard-records.ts';
import { tagList } from '../world/site.ts';
import type { Call, Operations } from './service.ts';

function webAclWith(call: Call, arn: string | undefined): StoredWebAcl {
  const found = call.world.region(call.region).webAcls.get(arn ?? '');
  if (found) return found;
  const message = "AWS WAF couldn't perform the operation because your resource doesn't exist.";
  throw awsError('WAFNonexistentItemException', 400, message);
}

export const wafv2Operations: Operations<typeof import('@aws-sdk/client-wafv2')> = {
  ListWebACLs: (input, call) => {
    const all = call.world
      .region(call.region)
      .webAcls.all()
      .filter(({ scope }) => scope === input.Scope);
    // The service names a next page as long as a page has anything on it; the last page is empty.
    const start =
      input.NextMarker === undefined ? 0 : all.findIndex(({ Name }) => Name === input.NextMarker) + 1;
    const items = all.slice(start, start + Math.min(input.Limit ?? 100, 100));
    const last = items.at(-1)?.Name;
    return {
      WebACLs: items.map(({ Name, Id, ARN, Description }) => ({ Name, Id, ARN, Description, LockToken: Id })),
      ...(last === undefined ? {} : { NextMarker: last }),
    };
  },

  GetWebACL: (input, call) => {
    const found = call.world
      .region(call.region)
      .webAcls.all()
      .find((acl) => acl.Id === input.Id && acl.scope === input.Scope);
    const { scope: _, logging: __, protects: ___, tags: ____, ...acl } = webAclWith(call, found?.ARN);
    return { WebACL: acl, LockToken: acl.Id };
  },

  GetLoggingConfiguration: (input, call) => {
    const { logging } = webAclWith(call, input.ResourceArn);
    if (logging) return { LoggingConfiguration: logging };
    throw awsError('WAFNonexistentItemException', 400, "The resource doesn't have a logging configuration.");
  },

  ListResourcesForWebACL: (input, call) => ({
    ResourceArns:
      webAclWith(call, input.WebACLArn).protects[input.ResourceType ?? 'APPLICATION_LOAD_BALANCER'] ?? [],
  }),

  ListTagsForResource: (input, call) => ({
    TagInfoForResource: {
      ResourceARN: input.ResourceARN,
      TagList: tagList(webAclWith(call, input.ResourceARN).tags),
    },
  }),
};
