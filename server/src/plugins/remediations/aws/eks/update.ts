import type { Cluster, UpdateClusterConfigCommandInput } from '@aws-sdk/client-eks';
import { AppError } from '../../../../core/errors.ts';
import type { AwsActingSession } from '../../../providers/aws/session/acting-types.ts';
import { settled } from '../settled.ts';

/** The cluster as it is now; undefined when it is gone. */
export async function readCluster(session: AwsActingSession, name: string): Promise<Cluster | undefined> {
  const answer = await session.ask('eks', 'DescribeCluster', { name }, { gone: ['ResourceNotFound'] });
  return answer.state === 'value' ? answer.value.cluster : undefined;
}

export const clusterPermissions = {
  read: ['eks:DescribeCluster', 'eks:DescribeUpdate'],
  write: ['eks:UpdateClusterConfig'],
};
export const clusterCalls = ['eks:UpdateClusterConfig'];

/** Asks for one change and waits until EKS has made it, which takes minutes. */
export async function updateCluster(
  session: AwsActingSession,
  name: string,
  change: Omit<UpdateClusterConfigCommandInput, 'name'>,
): Promise<void> {
  const { update } = await session.send('eks', 'UpdateClusterConfig', { name, ...change });
  const updateId = update?.id;
  if (updateId === undefined) return;
  const isDone = async () => {
    const answer = await session.ask('eks', 'DescribeUpdate', { name, updateId });
    const now = answer.state === 'value' ? answer.value.update : undefined;
    if (now?.status === 'Failed' || now?.status === 'Cancelled') {
      const why = now.errors?.[0]?.errorMessage ?? 'EKS gives no reason';
      throw new AppError('upstream_failed', `${name}: EKS did not make the change: ${why}`);
    }
    return now?.status === 'Successful';
  };
  await settled(session, isDone, { what: name, minutes: 30 });
}
