import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { Operations } from './service.ts';

export const opensearchOperations: Operations<typeof import('@aws-sdk/client-opensearch')> = {
  ListDomainNames: (_input, call) => ({
    DomainNames: call.world
      .region(call.region)
      .searchDomains.all()
      .map(({ DomainName, EngineVersion }) => ({
        DomainName,
        EngineType: EngineVersion?.startsWith('Elasticsearch') === true ? 'Elasticsearch' : 'OpenSearch',
      })),
  }),

  DescribeDomain: (input, call) => {
    const found = call.world.region(call.region).searchDomains.get(input.DomainName ?? '');
    if (!found) throw awsError('ResourceNotFoundException', 409, `Domain not found: ${input.DomainName}`);
    const { tags: _, ...DomainStatus } = found;
    return { DomainStatus };
  },

  ListTags: (input, call) => {
    const name = input.ARN?.split('/').at(-1) ?? '';
    const found = call.world.region(call.region).searchDomains.get(name);
    if (!found) throw awsError('ResourceNotFoundException', 409, `Domain not found: ${name}`);
    return { TagList: tagList(found.tags) };
  },
};
