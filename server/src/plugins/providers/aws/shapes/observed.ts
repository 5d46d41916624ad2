import type { ObservedResource, ResourceStatus } from '../../../../core/observation.ts';
import { type Draft, tagList } from '../session/draft.ts';
import type { AwsSession } from '../session/types.ts';

/**
 * The finished observation of a resource. Its name is the first of: the given one, the `Name` tag, the id.
 * Tags are set on the configuration here, in CloudFormation's form and order, unless the type has a form of its own.
 */
export function observed(
  session: Pick<AwsSession, 'region'>,
  draft: Draft,
  facts: {
    externalId: string;
    id?: string | undefined;
    name?: string | undefined;
    tags?: Parameters<typeof tagList>[0];
    status?: ResourceStatus;
  },
): ObservedResource {
  const tags = tagList(facts.tags);
  if (tags.list !== undefined && draft.configuration.Tags === undefined) draft.set('Tags', tags.list);
  return {
    externalId: facts.externalId,
    name: facts.name || tags.map.Name || facts.id || facts.externalId,
    region: session.region,
    status: facts.status ?? 'active',
    tags: tags.map,
    configuration: draft.configuration,
    unreadable: draft.unreadable,
  };
}
