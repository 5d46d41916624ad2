import type { AnalyzerSummary, FindingsStatistics } from '@aws-sdk/client-accessanalyzer';
import { defineCollector } from '../../../../../plugin-kit/define-collector.ts';
import { draftConfiguration } from '../../session/draft.ts';
import type { AwsSession } from '../../session/types.ts';
import { observed } from '../../shapes/observed.ts';
import { unlessEmpty } from '../../shapes/order.ts';
import { accessAnalyzerType } from './schema.ts';

export const accessAnalyzerCollector = defineCollector<AwsSession>({
  resource: accessAnalyzerType,
  scope: 'regional',
  lists: [{ operation: 'accessanalyzer:ListAnalyzers', permission: 'access-analyzer:ListAnalyzers' }],
  details: [
    {
      operation: 'accessanalyzer:GetFindingsStatistics',
      permission: 'access-analyzer:GetFindingsStatistics',
      paths: ['Findings'],
    },
  ],
  async *collect(session) {
    yield* session.mapConcurrently(analyzers(session), async (analyzer) => {
      const name = analyzer.name ?? '';
      const externalId =
        analyzer.arn ||
        `arn:${session.partition}:access-analyzer:${session.region}:${session.accountId}:analyzer/${name}`;
      const statistics = await session.detail('accessanalyzer', 'GetFindingsStatistics', {
        analyzerArn: externalId,
      });
      const draft = draftConfiguration({
        Arn: externalId,
        AnalyzerName: name,
        Type: analyzer.type,
        Status: analyzer.status,
        CreatedAt: analyzer.createdAt,
        AnalyzerConfiguration: analyzer.configuration,
      });
      draft.put('Findings', statistics, (it) => totals(it.findingsStatistics));
      return observed(session, draft, { externalId, name, tags: analyzer.tags });
    });
  },
});

async function* analyzers(session: AwsSession): AsyncIterable<AnalyzerSummary> {
  for await (const page of session.pages('accessanalyzer', 'ListAnalyzers', { maxResults: 100 }))
    yield* page.analyzers ?? [];
}

/** An analyzer has statistics of one kind only. */
function totals(statistics: FindingsStatistics[] | undefined): object | undefined {
  const [kind] = (statistics ?? []).map(
    (one) =>
      one.externalAccessFindingsStatistics ??
      one.internalAccessFindingsStatistics ??
      one.unusedAccessFindingsStatistics,
  );
  return unlessEmpty({
    TotalActive: kind?.totalActiveFindings,
    TotalArchived: kind?.totalArchivedFindings,
  });
}
