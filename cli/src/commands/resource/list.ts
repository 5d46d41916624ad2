import { defineCommand, flag } from '../../command.ts';
import { closingLine } from '../../freshness.ts';
import { collect, limits, shownOf } from '../../lists.ts';
import { filterQuery, filters, resourceList, sorting } from './view.ts';

export const command = defineCommand({
  name: 'list',
  summary: 'Resources, filtered and sorted by the server',
  options: { ...filters, ...sorting, reverse: flag('--reverse', 'In the opposite order'), ...limits },
  examples: [
    {
      command: 'infraudit resource list --type s3_bucket,rds_instance --region eu-central-1',
      does: 'two types in one region',
    },
    {
      command: "infraudit resource list --tag env=prod --all -o json | jq '.[].name'",
      does: 'names of everything with a tag',
    },
  ],
  async run(context, { sort, reverse, limit, all, ...filter }) {
    const api = await context.api();
    const query = {
      ...filterQuery(filter),
      ...(sort === undefined ? {} : { sort }),
      ...(reverse ? { order: 'desc' as const } : {}),
    };
    const { rows, total } = await collect({ limit, all }, (paging) =>
      api.call('listResources', { query: { ...query, ...paging } }),
    );
    await context.print.list(rows, resourceList(context));
    if (rows.length > 0)
      await closingLine(context, api, shownOf(rows.length, total, 'resource'), {
        next: 'infraudit resource get <id>',
      });
    return 0;
  },
});
