import { awsError } from '../protocols/errors.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

const retentionDays: ReadonlySet<number> = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

export const logsOperations: Operations<typeof import('@aws-sdk/client-cloudwatch-logs')> = {
  DescribeLogGroups: (input, call) => {
    const table = call.world.region(call.region).logGroups;
    const prefix = input.logGroupNamePrefix;
    const pattern = input.logGroupNamePattern;
    const chosen =
      prefix || pattern
        ? table
            .all()
            .filter(
              (group) =>
                group.logGroupName?.startsWith(prefix ?? '') && group.logGroupName.includes(pattern ?? ''),
            )
        : table;
    const { items, next } = pageOf(chosen, {
      token: input.nextToken,
      max: input.limit,
      usual: 50,
      largest: 50,
      invalidToken: () => awsError('InvalidParameterException', 400, 'The specified nextToken is invalid.'),
    });
    // A log group that is written to grows with every minute.
    const minutes = Math.floor(Date.now() / 60_000) % 100_000;
    return {
      logGroups: items.map((group) => ({ ...group, storedBytes: (group.storedBytes ?? 0) + minutes * 1024 })),
      ...(next === undefined ? {} : { nextToken: next }),
    };
  },

  PutRetentionPolicy: (input, call) => {
    const { logGroups } = call.world.region(call.region);
    const found = logGroups.get(input.logGroupName ?? '');
    if (!found) throw awsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
    const days = input.retentionInDays ?? 0;
    if (!retentionDays.has(days)) {
      throw awsError(
        'InvalidParameterException',
        400,
        `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${[...retentionDays].join(', ')}]`,
      );
    }
    found.retentionInDays = days;
    logGroups.put(found);
    return {};
  },

  DeleteRetentionPolicy: (input, call) => {
    const { logGroups } = call.world.region(call.region);
    const found = logGroups.get(input.logGroupName ?? '');
    if (!found) throw awsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
    delete found.retentionInDays;
    logGroups.put(found);
    return {};
  },

  ListTagsForResource: (input, call) => {
    const name = input.resourceArn?.split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';
    const found = call.world.region(call.region).logGroups.get(name);
    if (!found) throw awsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
    return { tags: found.tags };
  },

  DescribeMetricFilters: (input, call) => {
    const name = input.logGroupName ?? '';
    const found = call.world.region(call.region).logGroups.get(name);
    if (!found) throw awsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
    return {
      metricFilters: (found.metricFilters ?? []).map((filter) => ({ ...filter, logGroupName: name })),
    };
  },

  GetDataProtectionPolicy: (input, call) => {
    const name = input.logGroupIdentifier?.split(':log-group:').at(-1)?.replace(/:\*$/, '') ?? '';
    const found = call.world.region(call.region).logGroups.get(name);
    if (!found) throw awsError('ResourceNotFoundException', 400, 'The specified log group does not exist.');
    const policyDocument = found.dataProtectionPolicy;
    return { logGroupIdentifier: found.logGroupArn, ...(policyDocument !== undefined && { policyDocument }) };
  },

  DescribeResourcePolicies: (input, call) => {
    const { items, next } = pageOf(call.world.region(call.region).logResourcePolicies, {
      token: input.nextToken,
      max: input.limit,
      usual: 50,
      largest: 50,
      invalidToken: () => awsError('InvalidParameterException', 400, 'The specified nextToken is invalid.'),
    });
    return { resourcePolicies: items, ...(next === undefined ? {} : { nextToken: next }) };
  },
};
