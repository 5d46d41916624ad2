import type { LogDeliveryConfiguration } from '@aws-sdk/client-elasticache';
import { sortedBy } from './order.ts';

/** Where a cache sends its logs, in CloudFormation's shape; the state of the delivery moves and is left out. */
export function logDelivery(configurations: LogDeliveryConfiguration[] | undefined) {
  return sortedBy(
    configurations?.map(({ LogType, LogFormat, DestinationType, DestinationDetails }) => ({
      LogType,
      LogFormat,
      DestinationType,
      DestinationDetails,
    })),
    ({ LogType }) => [LogType],
  );
}
