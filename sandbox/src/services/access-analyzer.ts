import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

export const accessAnalyzerOperations: Operations<typeof import('@aws-sdk/client-accessanalyzer')> = {
  ListAnalyzers: (input, call) => {
    const here = call.world.iam.analyzers.all().filter(({ region }) => region === call.region);
    const { items, next } = pageOf(here, {
      token: input.nextToken,
      max: input.maxResults,
      usual: 100,
      largest: 100,
      invalidToken: () => awsError('ValidationException', 400, 'Invalid pagination token.'),
    });
    const analyzers = items.map(({ region: _, findings: __, ...analyzer }) => analyzer);
    return { analyzers, ...(next === undefined ? {} : { nextToken: next }) };
  },
  GetFindingsStatistics: (input, call) => {
    const analyzer = call.world.iam.analyzers.get(input.analyzerArn ?? '');
    if (!analyzer) throw awsError('ResourceNotFoundException', 404, 'The analyzer does not exist.');
    const { active, archived } = analyzer.findings;
    const externalAccessFindingsStatistics = {
      totalActiveFindings: active,
      totalArchivedFindings: archived,
      totalResolvedFindings: 0,
    };
    return { findingsStatistics: [{ externalAccessFindingsStatistics }], lastUpdatedAt: new Date(0) };
  },
};
